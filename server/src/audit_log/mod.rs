//! Who reads the audit log, and what it says in words.

mod describe;
mod doer;
pub mod export;
mod filter;
pub mod list;

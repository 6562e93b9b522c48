//! The audit log: every officer's act, the chain that shows any change, and what leaves after a year.

mod acts;
mod chain;
mod commands;
mod doers;
mod export;
mod filter;
mod retention;
mod strangers;

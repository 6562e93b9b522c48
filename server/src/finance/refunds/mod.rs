//! Refunds as finance officers have them: proposed by one, approved by another, sent through the provider or by the bank, and
//! polled until their outcome is known.

mod account;
mod batches;
pub mod decide;
pub mod list;
pub mod name_account;
pub mod propose;
pub mod record;
pub mod send;
pub mod transfers;

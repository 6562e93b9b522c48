//! Refunds: proposed by the system or an officer, approved by another officer, sent through the provider or by the bank, and
//! asked about until known. Everything that happens to one goes through [`events::record`].

pub mod decide;
pub mod events;
pub mod for_payer;
pub mod list;
pub mod propose;
pub mod send;
pub mod transfers;

pub use propose::propose_surplus;

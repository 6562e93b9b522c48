//! What becomes of a refund. Everything that happens to one goes through [`events::record`].

pub mod events;
pub mod for_payer;
pub mod propose;
pub mod reasons;

pub use propose::propose_surplus;

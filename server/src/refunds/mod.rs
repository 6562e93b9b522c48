//! What becomes of a refund. Everything that happens to one goes through [`events::record`].

pub mod events;
pub mod for_payer;
pub mod propose;
pub mod reasons;
mod reshare;

pub use propose::propose_surplus;
pub use reshare::reshare;

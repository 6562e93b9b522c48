//! What becomes of a refund. What happens to one goes through [`events::apply`], by `finance::refunds::record`.

pub mod events;
pub mod for_payer;
pub mod propose;
pub mod reasons;
mod reshare;

pub use events::withdraw_proposals;
pub use propose::propose_surplus;
pub use reshare::{release, reshare};

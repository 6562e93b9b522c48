//! Cash at the desk: what waits for its payer at an officer's own office, and what was taken there.

mod list;
mod record;

pub use list::{list, show};
pub use record::record;

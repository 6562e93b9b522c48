//! Dossiers: drafting, sending, listing.

mod create;
mod drafts;
mod locked_draft;
mod save;
mod send;
mod versions;
mod view;

pub use create::create;
pub use drafts::remove;
pub use save::save;
pub use send::send;
pub(crate) use view::order_summary;
pub use view::{list, show};

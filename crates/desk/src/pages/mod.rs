//! One file per page or island.

pub mod administration;
mod arrivals;
mod done;
mod dossier;
pub mod finance;
mod inbox;
mod list;

pub use dossier::DossierPage;
pub use inbox::Home;

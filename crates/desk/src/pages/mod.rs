//! One file per page or island.

pub mod administration;
mod arrivals;
mod cash;
mod done;
mod dossier;
pub mod finance;
mod inbox;
mod list;

pub use cash::{CashAttemptPage, CashPage};
pub use dossier::DossierPage;
pub use inbox::Home;

//! One file or folder per page.

mod accessibility_statement;
pub mod account;
mod code_method;
mod design;
mod dossier;
mod faq;
pub mod guide;
mod home;
mod not_found;
mod offline;
mod pay;
mod procedures;
mod receipt_check;
pub mod recovery;
pub mod register;
mod shared_documents;
pub mod sign_in;
mod terms;
mod tracking;

pub use accessibility_statement::AccessibilityStatement;
pub use account::{AccountPage, HistoryPage};
pub use code_method::CodeMethodPage;
pub use design::Design;
pub use dossier::{DossierFacts, DossierPage, NewDossier, StateTag, dossier_in_address};
pub use faq::Faq;
pub use guide::{Guide, GuideChapter};
pub use home::Home;
pub use not_found::NotFound;
pub use offline::Offline;
pub use pay::{OrderTag, Pay, PaymentResultPage};
pub use procedures::{ProcedurePage, Procedures};
pub use receipt_check::ReceiptCheckPage;
pub use shared_documents::SharedDocumentsPage;
pub use terms::Terms;
pub use tracking::TrackingPage;

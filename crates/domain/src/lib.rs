//! The portal's rules: pure functions over values that cannot be wrong.
//!
//! Nothing here reads a clock, a file or the network, and everything compiles to WebAssembly, so
//! the browser and the server judge a field by the very same code. Values are parsed once and
//! trusted afterwards; on the wire they are plain JSON strings and numbers.
//!
//! Input errors and labels are told in both languages ([`language::Localized`]); `Display` of the
//! errors, for logs, is the Vietnamese. `Debug` of personal values is redacted, so that
//! a log line cannot leak them by accident.

#![warn(missing_docs)]

pub mod account_number;
pub mod attachment;
pub mod born;
pub mod calendar;
pub mod catalogue;
pub mod contact;
pub mod dossier;
pub mod fees;
mod fold;
pub mod identity;
pub mod language;
pub mod login_name;
pub mod money;
pub mod one_time_code;
pub mod organisation;
pub mod password;
pub mod payment;
pub mod person;
pub mod phone;
pub mod reason;
pub mod refund;
pub mod tax_code;
mod text;
pub mod typed;
pub mod words;

pub use fold::{fold, without_diacritics};

//! What a citizen is shown in each state of a dossier and of a payment.
#![cfg(feature = "ssr")]
// The type of a page holds the types of all its parts.
#![recursion_limit = "512"]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod account;
mod attachments;
mod catalogue;
mod design;
mod dossier;
mod filing_languages;
mod guide;
mod identity;
mod language;
mod pay;
mod payment_result;
mod portal;
mod samples;
mod signed_in;
mod tracking;

use app::shell;

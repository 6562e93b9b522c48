//! Receipts: issued in the transaction that settles an order, printed again whenever asked for.

mod check;
mod issue;
mod payer;
mod print;

pub use check::show as check;
pub use issue::{issue, issued};
pub use payer::{Owner, Payer};
pub use print::pdf;

use domain::fees::FeeLine;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Everything that is printed, frozen at issue.
#[derive(Debug, Serialize, Deserialize)]
struct Content {
    agency_name: String,
    payer_name: String,
    payer_identity_masked: String,
    /// An enterprise's. Receipts of before have none, and named who represented it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payer_tax_code: Option<String>,
    payer_address: String,
    dossier_reference: String,
    procedure_name: String,
    lines: Vec<FeeLine>,
    method: String,
    provider_transaction: String,
    reference: String,
    #[serde(with = "time::serde::rfc3339")]
    paid_at: OffsetDateTime,
}

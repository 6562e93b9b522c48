//! Receipts: issued in the transaction that settles an order, printed again whenever asked for.

mod check;
mod issue;
mod print;

pub use check::show as check;
pub use issue::issue;
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

/// Where the payer lives, by whichever of the forms was sent.
pub fn payer_address(form: &serde_json::Value) -> String {
    ["address", "permanent_address"]
        .into_iter()
        .find_map(|member| form[member].as_str())
        .unwrap_or_default()
        .to_owned()
}

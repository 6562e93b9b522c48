//! Receipts: what the QR code on one leads to. The PDF itself is at `/api/v1/receipts/{id}/pdf`.

use super::{Empty, endpoints};
use domain::{fees::Totals, money::Vnd};
use serde::{Deserialize, Serialize};

/// What anybody holding the paper may compare with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReceiptCheck {
    /// Form symbol.
    pub form_symbol: String,
    /// Serial.
    pub serial: String,
    /// Number, seven digits.
    pub number: String,
    /// Collecting agency.
    pub agency_name: String,
    /// Dossier code or running number.
    pub dossier_reference: String,
    /// Phí, lệ phí and total, in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub totals: Totals,
    /// Total in đồng, as printed.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub total: Vnd,
    /// `dd/mm/yyyy HH:MM`, Vietnam time.
    pub issued_at: String,
    /// When it became void because its money went back, `dd/mm/yyyy HH:MM`; nothing while it holds.
    pub cancelled_at: Option<String>,
}

/// Which receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckPath {
    /// Unguessable code printed on the receipt.
    pub code: String,
}

endpoints! {
    /// Checks a receipt by the code printed on it.
    CheckReceipt: GET "/api/v1/receipt-checks/{code}" (CheckPath) Empty => ReceiptCheck;
}

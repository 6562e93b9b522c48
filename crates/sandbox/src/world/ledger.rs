//! The books of all banks and wallets: what was taken, and what went back.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::provider::Provider;

/// Money taken from a payer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Charge {
    pub provider: Provider,
    pub reference: String,
    /// Whole đồng.
    pub amount: u64,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub bank: String,
    pub transaction: String,
}

/// Money sent back to a payer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Refund {
    pub provider: Provider,
    /// The payment it gives back; empty for a transfer, which does not know.
    pub reference: String,
    /// The portal's reference of the refund.
    pub refund_reference: String,
    /// Whole đồng.
    pub amount: u64,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The provider's number of the refund.
    pub transaction: String,
    /// The payment whose money it is, unless it is a transfer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payment: Option<Uuid>,
}

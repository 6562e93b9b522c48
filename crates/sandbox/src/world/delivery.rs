//! What left for the portal, and what reached a phone.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::provider::Provider;

/// One try to tell the portal an outcome.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Delivery {
    pub provider: Provider,
    pub reference: String,
    /// The payment it speaks of.
    pub payment: Uuid,
    /// Counted from 1; a duplicate carries the number of its original.
    pub attempt: usize,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The fault that bent this try, as it was ordered.
    pub fault: Option<String>,
    /// HTTP status of the portal's answer.
    pub status: Option<u16>,
    /// The code of the portal's acknowledgement, where the provider's protocol has one.
    pub code: Option<String>,
    /// The words of the portal's acknowledgement.
    pub meaning: Option<String>,
    /// Why there is no acknowledgement.
    pub error: Option<String>,
    /// Whether the portal took it, in the provider's terms.
    pub acknowledged: bool,
}

/// One message on a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Sms {
    pub id: Uuid,
    /// Ten digits, leading 0.
    pub to: String,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub text: String,
}

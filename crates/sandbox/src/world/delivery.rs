//! What left for the portal, and what reached a phone or a mailbox.

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

/// How a message reaches a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MessageKind {
    /// The only one of older journals, which name none.
    #[default]
    Sms,
    /// A voice reads the text out.
    Call,
}

/// One message on a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Message {
    pub id: Uuid,
    #[serde(default)]
    pub kind: MessageKind,
    /// Ten digits, leading 0.
    pub to: String,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub text: String,
}

/// One letter in the mailboxes of those it was sent to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Mail {
    pub id: Uuid,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Who signs as its sender, as a reader sees it: `Name <address>`, or the address alone.
    pub from: String,
    /// Addresses in lower case, from the envelope: a blind copy reaches its reader too.
    pub to: Vec<String>,
    pub subject: String,
    /// The text to be read, with `\n` between its lines and none at its end.
    pub text: String,
}

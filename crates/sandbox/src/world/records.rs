//! What left for the portal, what reached a phone or a mailbox, and the ledger of all banks and wallets.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::provider::Provider;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Delivery {
    pub provider: Provider,
    pub reference: String,
    pub payment: Uuid,
    /// Counted from 1; a duplicate carries the number of its original.
    pub attempt: usize,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The fault that distorted this try, as it was scheduled.
    pub fault: Option<String>,
    pub status: Option<u16>,
    #[serde(flatten)]
    pub answer: Acknowledgement,
    /// Why there is no acknowledgement.
    pub error: Option<String>,
}

/// What the portal answered, judged in the provider's terms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Acknowledgement {
    pub acknowledged: bool,
    /// Its code, where the provider's protocol has one.
    pub code: Option<String>,
    pub meaning: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MessageKind {
    /// The only one of older journals, which name none.
    #[default]
    Sms,
    /// A voice reads the text out.
    Call,
}

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

/// one email in the mailboxes of those it was sent to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Email {
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

impl Email {
    pub(crate) fn is_to(&self, address: &str) -> bool {
        self.to.iter().any(|to| to == address)
    }
}

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

//! What a provider reports by itself, and what it is answered.

use domain::money::Vnd;
use time::OffsetDateTime;

/// A verified report about one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Our reference of the attempt.
    pub reference: String,
    /// What became of the payment.
    pub outcome: Outcome,
    /// Amount in whole đồng, as the provider states it; the caller compares it with what is due.
    pub amount: Vnd,
    /// The provider's transaction id, where there is one.
    pub provider_transaction: Option<String>,
    /// The provider's code of the bank that was used, where known.
    pub bank_code: Option<String>,
    /// When the provider says it happened, where that can be read.
    pub paid_at: Option<OffsetDateTime>,
    /// The signature as received; tells repeats of one report from different reports.
    pub digest: String,
}

/// What became of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Money was taken.
    Paid,
    /// No money was taken.
    Failed {
        /// The provider's code.
        code: String,
    },
    /// The provider does not know yet.
    Pending,
}

/// Why a callback is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallbackError {
    /// Not a message of this provider: wrong shape, type, currency or size.
    #[error("callback is malformed: {0}")]
    Malformed(&'static str),
    /// The signature was made with no secret of ours.
    #[error("callback has a bad digest")]
    BadDigest,
}

impl CallbackError {
    /// What to acknowledge.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Malformed(_) => Verdict::Malformed,
            Self::BadDigest => Verdict::BadDigest,
        }
    }
}

/// What the portal made of a callback. Stored as the variant is spelled: `AlreadyProcessed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
pub enum Verdict {
    /// Recorded now.
    Accepted,
    /// Recorded before; the provider may stop repeating it.
    AlreadyProcessed,
    /// No attempt has this reference.
    UnknownReference,
    /// The signature is wrong.
    BadDigest,
    /// The amount is not the one due.
    AmountMismatch,
    /// The message cannot be read.
    Malformed,
    /// It could not be recorded for reasons of ours.
    TryAgain,
}

/// An HTTP answer to a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledgement {
    /// HTTP status.
    pub status: u16,
    /// Value of `Content-Type`; empty where there is no body.
    pub content_type: &'static str,
    /// The body as the provider expects it.
    pub body: Vec<u8>,
}

impl Acknowledgement {
    /// The answer of a provider that never reports: there is nothing here.
    pub(crate) fn not_expected() -> Self {
        Self {
            status: 404,
            content_type: "",
            body: Vec::new(),
        }
    }
}

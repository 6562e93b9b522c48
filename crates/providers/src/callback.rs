//! What a provider reports by itself, and what it is answered.

use domain::money::Vnd;
use domain::payment::Answer;
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
    /// Final: no money was taken, and none will be.
    Failed {
        /// The provider's code.
        code: String,
    },
    /// Money is on its way, or was taken and is held.
    InFlight {
        /// The provider's code.
        code: String,
    },
    /// No money was taken, and it can still be paid.
    NotPaid,
    /// A code to which the provider's table gives no final meaning: it decides nothing, and the provider must be asked.
    Undecided {
        /// The provider's code.
        code: String,
    },
}

impl Outcome {
    /// What a code says in a report. One about a payment that is not known is none.
    pub(crate) fn of(says: Answer, code: impl ToString) -> Self {
        let code = code.to_string();
        match says {
            Answer::Paid => Self::Paid,
            Answer::Failed => Self::Failed { code },
            Answer::InFlight => Self::InFlight { code },
            Answer::NotPaid => Self::NotPaid,
            Answer::NotKnown | Answer::Undecided => Self::Undecided { code },
        }
    }
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

impl From<&'static str> for CallbackError {
    fn from(why: &'static str) -> Self {
        Self::Malformed(why)
    }
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

impl Verdict {
    /// The verdict, unless the message does not verify: that is never acknowledged as recorded.
    pub(crate) fn unless_refused<T>(self, verified: &Result<T, CallbackError>) -> Self {
        match verified {
            Ok(_) => self,
            Err(error) => error.verdict(),
        }
    }

    /// Whether the report is recorded, now or before.
    pub(crate) fn is_recorded(self) -> bool {
        matches!(self, Self::Accepted | Self::AlreadyProcessed)
    }
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
    /// An answer under 200.
    pub(crate) fn ok(content_type: &'static str, body: &impl ToString) -> Self {
        Self {
            status: 200,
            content_type,
            body: body.to_string().into_bytes(),
        }
    }

    /// A status that says everything.
    pub(crate) fn status(status: u16) -> Self {
        Self {
            status,
            content_type: "",
            body: Vec::new(),
        }
    }
}

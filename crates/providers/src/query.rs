//! Asking a provider about a payment.

use std::fmt;
use std::net::IpAddr;

use domain::money::Vnd;
use domain::payment::Answer;
use time::OffsetDateTime;

use crate::Refusal;

/// Which payment is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryRequest {
    /// Our reference of the attempt.
    pub reference: String,
    /// The amount that it was opened over, in whole đồng; what was taken where an answer says that all of it was.
    pub amount: Vnd,
    /// The `requested_at` of the request that opened it.
    pub requested_at: OffsetDateTime,
    /// [`Created::provider_token`](crate::Created::provider_token), where there was one.
    pub provider_token: Option<String>,
    /// Our address, as providers ask for it.
    pub client_ip: IpAddr,
    /// Now.
    pub now: OffsetDateTime,
    /// Unique for this question: 1–32 letters or digits.
    pub request_id: String,
}

/// What the provider knows about a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryAnswer {
    /// Money was taken, mostly once. A transfer can be made twice; then every charge is listed, oldest first.
    Paid(Vec<Charge>),
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
    /// The provider has never heard of this reference.
    NotFound,
}

impl QueryAnswer {
    /// What a code says in an answer. `paid` reads the charge, and `undecided` says why the code is no answer.
    pub(crate) fn of(
        says: Answer,
        code: impl ToString,
        paid: impl FnOnce() -> Result<Charge, QueryError>,
        undecided: impl FnOnce() -> QueryError,
    ) -> Result<Self, QueryError> {
        let code = code.to_string();
        match says {
            Answer::Paid => Ok(Self::Paid(vec![paid()?])),
            Answer::Failed => Ok(Self::Failed { code }),
            Answer::InFlight => Ok(Self::InFlight { code }),
            Answer::NotPaid => Ok(Self::NotPaid),
            Answer::NotKnown => Ok(Self::NotFound),
            Answer::Undecided => Err(undecided()),
        }
    }

    /// What it says of the money.
    #[must_use]
    pub fn says(&self) -> Answer {
        match self {
            Self::Paid(_) => Answer::Paid,
            Self::Failed { .. } => Answer::Failed,
            Self::InFlight { .. } => Answer::InFlight,
            Self::NotPaid => Answer::NotPaid,
            Self::NotFound => Answer::NotKnown,
        }
    }
}

/// One time that a provider took money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Amount in whole đồng, as the provider states it; the caller compares it with what is due.
    pub amount: Vnd,
    /// The provider's transaction id, where given.
    pub provider_transaction: Option<String>,
    /// The provider's code of the bank that was used, where given.
    pub bank_code: Option<String>,
    /// When it was paid, where given.
    pub paid_at: Option<OffsetDateTime>,
}

/// Why a question was not answered. None of these says anything about the payment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// This provider answers no such question; nothing was sent.
    #[error("provider answers no such question")]
    Unsupported,
    /// The provider is not configured just now; nothing was sent.
    #[error("provider is not configured")]
    NotConfigured,
    /// The question cannot be expressed to this provider; nothing was sent. A mistake of the caller.
    #[error("query is invalid: {0}")]
    Invalid(&'static str),
    /// The provider answered that it will not say.
    #[error("{0}")]
    Refused(Refusal),
    /// No answer that can be believed.
    #[error("provider did not answer: {0}")]
    Unavailable(&'static str),
}

impl QueryError {
    /// A payment without its amount cannot be compared with what is due, so it is no answer yet.
    pub(crate) const NO_AMOUNT: Self = Self::Unavailable("answer without an amount");
    pub(crate) const NO_STATE: Self = Self::Unavailable("answer without a known state");
}

/// A provider's own voucher of a payment. `Debug` shows its size only: it names the payer.
#[derive(Clone, PartialEq, Eq)]
pub struct Bill {
    /// `application/pdf` or `application/json`, decided by looking at the content and never by what the provider claims.
    pub content_type: &'static str,
    /// The voucher.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Bill {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, size) = (self.content_type, self.bytes.len());
        write!(formatter, "Bill({kind}, {size} bytes)")
    }
}

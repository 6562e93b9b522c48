//! Sending money back.

use std::net::IpAddr;

use domain::money::Vnd;
use time::OffsetDateTime;

/// One refund of the whole or a part of one charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRequest {
    /// Our reference of the refund, of the same form as an attempt's and unique among both.
    pub refund_reference: String,
    /// Our reference of the attempt that was paid.
    pub reference: String,
    /// When the attempt was made.
    pub requested_at: OffsetDateTime,
    /// The provider's number of the charge, where it gave one.
    pub provider_transaction: Option<String>,
    /// What the provider took by this charge, in whole đồng.
    pub charged: Vnd,
    /// What goes back, in whole đồng; at most what was taken.
    pub amount: Vnd,
    /// Why: 1–100 printable ASCII characters (no diacritics) without `|`.
    pub description: String,
    /// Who approved it, as an opaque code of 1–50 letters, digits, `-` or `_`.
    pub approved_by: String,
    /// Our address, as providers ask for it.
    pub client_ip: IpAddr,
    /// Now. Kept by the caller: a question about the refund must repeat it.
    pub refund_requested_at: OffsetDateTime,
    /// Unique for this message.
    pub request_id: String,
}

/// Which refund is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundQueryRequest {
    /// Our reference of the refund.
    pub refund_reference: String,
    /// The `refund_requested_at` of the request.
    pub refund_requested_at: OffsetDateTime,
    /// Our reference of the attempt that was paid.
    pub reference: String,
    /// When the attempt was made.
    pub requested_at: OffsetDateTime,
    /// What goes back, in whole đồng.
    pub amount: Vnd,
    /// Our address, as providers ask for it.
    pub client_ip: IpAddr,
    /// Now.
    pub now: OffsetDateTime,
    /// Unique for this message.
    pub request_id: String,
}

/// What became of a refund, as the provider tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefundAnswer {
    /// The money has gone back.
    Done {
        /// The provider's number of the refund, where given.
        provider_refund: Option<String>,
    },
    /// Taken, and not decided yet: ask.
    Pending,
    /// No money has gone back, and none will by this refund.
    Failed {
        /// The provider's code.
        code: String,
    },
    /// The provider has never heard of this refund. Only an answer to a question.
    NotFound,
}

/// Why a refund was not sent, told apart by what may have happened at the provider.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefundError {
    /// This provider moves no refunds.
    #[error("provider does not refund")]
    Unsupported,
    /// The refund cannot be expressed to this provider; nothing was sent.
    #[error("refund is invalid: {0}")]
    Invalid(&'static str),
    /// The provider answered no; no money has gone back.
    #[error("provider refused with code {code}")]
    Refused {
        /// The provider's code.
        code: String,
        /// The provider's words, without control characters and at most 200 characters long; for operators.
        message: String,
    },
    /// No connection could be made: provably nothing happened.
    #[error("provider could not be reached")]
    NotSent,
    /// No answer that can be believed: the money may have gone back. Ask before sending another.
    #[error("provider did not answer: {0}")]
    Unknown(&'static str),
}

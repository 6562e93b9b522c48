//! Sending money back.

use std::net::IpAddr;

use domain::money::Vnd;
use time::OffsetDateTime;

use crate::QueryRequest;
use crate::text::require;

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
    /// When it was approved. Kept by the caller: each message about the refund repeats it.
    pub refund_requested_at: OffsetDateTime,
    /// Now. Kept by the caller, anew where it is sent again: a question about the refund repeats the last.
    pub sent_at: OffsetDateTime,
    /// Unique for this message.
    pub request_id: String,
}

impl RefundRequest {
    /// Refuses to send back more than was taken.
    pub(crate) fn check_amount(&self) -> Result<(), &'static str> {
        require(
            self.amount <= self.charged,
            "refund is larger than what was taken",
        )
    }
}

/// Which refund is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundQueryRequest {
    /// Our reference of the refund.
    pub refund_reference: String,
    /// The `refund_requested_at` of the request.
    pub refund_requested_at: OffsetDateTime,
    /// The `sent_at` of the request that was sent last.
    pub sent_at: OffsetDateTime,
    /// What goes back, in whole đồng.
    pub amount: Vnd,
    /// The payment, as it would be asked about.
    pub payment: QueryRequest,
    /// Other refunds of the payment that were sent and have not failed.
    pub others: Vec<OtherRefund>,
}

/// A refund that the one asked about must not be taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherRefund {
    /// The provider's number of it, where known.
    pub provider_refund: Option<String>,
    /// What goes back by it, in whole đồng.
    pub amount: Vnd,
    /// It was known to be done when the one asked about was sent last.
    pub done_before: bool,
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

impl RefundAnswer {
    pub(crate) fn failed(code: impl ToString) -> Self {
        Self::Failed {
            code: code.to_string(),
        }
    }
}

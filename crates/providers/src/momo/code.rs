//! What MoMo's `resultCode` means. Its table calls each code final or not; what a code says about money depends on the message
//! that carries it, so the table holds what kind of code it is.

use domain::payment::{Answer, FailureReason};

/// What a `resultCode` says of a payment that failed. 1017 (cancelled by us) is no doing of the payer.
pub(super) const FAILURE_REASONS: [(&str, FailureReason); 12] = [
    ("10", FailureReason::Maintenance),
    ("1001", FailureReason::InsufficientFunds),
    ("1002", FailureReason::Declined),
    ("1003", FailureReason::CancelledByPayer),
    ("1004", FailureReason::LimitExceeded),
    ("1005", FailureReason::Expired),
    ("1006", FailureReason::CancelledByPayer),
    ("1007", FailureReason::AccountLocked),
    ("1026", FailureReason::Promotion),
    ("4001", FailureReason::AccountLocked),
    ("4002", FailureReason::NotVerified),
    ("4100", FailureReason::WrongCode),
];

/// A kind of `resultCode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Success (0).
    Success,
    /// Initiated, waiting for the payer (1000).
    Initiated,
    /// Being processed (7000, 7002), authorised (9000): money that waits to be captured.
    Processing,
    /// The request id (40) or the order id (41) was used before: an earlier message of the same had arrived.
    Repeated,
    /// Under maintenance (10), a similar transaction is in progress (43).
    Busy,
    /// The message itself is not accepted: access (11), version (12), authentication (13), format (20), amount (21, 22), items
    /// (45, 47, 2019).
    BadMessage,
    /// There is no such order, or its id is not valid (42).
    NotFound,
    /// Final: no money was taken. Balance (1001), issuer (1002), cancelled (1003), limit (1004), expired (1005), declined
    /// (1006), account (1007, 4001, 4002, 4100), cancelled by us (1017), promotion (1026).
    Failed,
    /// Final: a refund failed (1080), is refused (1081) or not possible (1088).
    RefundFailed,
    /// QR code (98), unknown error (99). MoMo calls them final, without saying that no money was taken.
    Error,
    /// In no table.
    Unknown,
}

/// MoMo's codes.
const CODES: [(i64, Meaning); 36] = [
    (0, Meaning::Success),
    (10, Meaning::Busy),
    (11, Meaning::BadMessage),
    (12, Meaning::BadMessage),
    (13, Meaning::BadMessage),
    (20, Meaning::BadMessage),
    (21, Meaning::BadMessage),
    (22, Meaning::BadMessage),
    (40, Meaning::Repeated),
    (41, Meaning::Repeated),
    (42, Meaning::NotFound),
    (43, Meaning::Busy),
    (45, Meaning::BadMessage),
    (47, Meaning::BadMessage),
    (98, Meaning::Error),
    (99, Meaning::Error),
    (1000, Meaning::Initiated),
    (1001, Meaning::Failed),
    (1002, Meaning::Failed),
    (1003, Meaning::Failed),
    (1004, Meaning::Failed),
    (1005, Meaning::Failed),
    (1006, Meaning::Failed),
    (1007, Meaning::Failed),
    (1017, Meaning::Failed),
    (1026, Meaning::Failed),
    (1080, Meaning::RefundFailed),
    (1081, Meaning::RefundFailed),
    (1088, Meaning::RefundFailed),
    (2019, Meaning::BadMessage),
    (4001, Meaning::Failed),
    (4002, Meaning::Failed),
    (4100, Meaning::Failed),
    (7000, Meaning::Processing),
    (7002, Meaning::Processing),
    (9000, Meaning::Processing),
];

impl Meaning {
    pub(super) fn of(code: i64) -> Self {
        let row = CODES.iter().find(|(known, _)| *known == code);
        row.map_or(Self::Unknown, |(_, meaning)| *meaning)
    }

    /// What it says of a payment's money.
    pub(super) fn says(self) -> Answer {
        match self {
            Self::Success => Answer::Paid,
            Self::Initiated => Answer::NotPaid,
            Self::Processing => Answer::InFlight,
            Self::Failed => Answer::Failed,
            Self::NotFound => Answer::NotKnown,
            Self::Repeated
            | Self::Busy
            | Self::BadMessage
            | Self::RefundFailed
            | Self::Error
            | Self::Unknown => Answer::Undecided,
        }
    }
}

//! What MoMo's `resultCode` means. Its table calls each code final or not; what a code says about money depends on the message
//! that carries it, so here is only what kind of code it is.

use domain::payment::FailureReason;

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
    /// Initiated (1000), being processed (7000, 7002), authorised (9000).
    Open,
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
    /// Final, without a reason: QR code (98), unknown error (99).
    Error,
    /// In no table.
    Unknown,
}

impl Meaning {
    pub(super) fn of(code: i64) -> Self {
        match code {
            0 => Self::Success,
            1000 | 7000 | 7002 | 9000 => Self::Open,
            40 | 41 => Self::Repeated,
            10 | 43 => Self::Busy,
            11..=13 | 20..=22 | 45 | 47 | 2019 => Self::BadMessage,
            42 => Self::NotFound,
            1001..=1007 | 1017 | 1026 | 4001 | 4002 | 4100 => Self::Failed,
            1080 | 1081 | 1088 => Self::RefundFailed,
            98 | 99 => Self::Error,
            _ => Self::Unknown,
        }
    }
}

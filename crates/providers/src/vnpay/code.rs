//! What VNPAY's codes mean (its table "bảng mã lỗi").

use domain::payment::FailureReason;

use crate::Outcome;

/// Success, in every table.
pub(super) const OK: &str = "00";
/// `querydr` and `refund`: there is no such payment.
pub(super) const NOT_FOUND: &str = "91";
/// `refund`: already requested and being processed.
pub(super) const REFUND_UNDER_WAY: &str = "94";

/// `vnp_TransactionType` of a payment.
pub(super) const PAYMENT: &str = "01";
/// `vnp_TransactionType` of a refund of the whole.
pub(super) const WHOLE_REFUND: &str = "02";
/// `vnp_TransactionType` of a refund of a part.
pub(super) const PART_REFUND: &str = "03";

/// `vnp_TransactionStatus` of a payment that went wrong.
pub(super) const STATUS_FAILED: &str = "02";

/// What a `vnp_ResponseCode` says of a payment that failed. 79 is the wrong payment password, too often.
pub(super) const FAILURE_REASONS: [(&str, FailureReason); 10] = [
    ("09", FailureReason::NotRegistered),
    ("10", FailureReason::WrongDetails),
    ("11", FailureReason::Expired),
    ("12", FailureReason::AccountLocked),
    ("13", FailureReason::WrongCode),
    ("24", FailureReason::CancelledByPayer),
    ("51", FailureReason::InsufficientFunds),
    ("65", FailureReason::LimitExceeded),
    ("75", FailureReason::Maintenance),
    ("79", FailureReason::WrongCode),
];

/// Whether a `vnp_ResponseCode` of a payment says that no money was taken: not registered (09), authentication (10), window
/// closed (11), card locked (12), one-time password (13), cancelled (24), balance (51), limit (65), bank under maintenance (75),
/// password (79). The code 99 is "other", and so says nothing.
fn is_failure(response_code: &str) -> bool {
    matches!(
        response_code,
        "09" | "10" | "11" | "12" | "13" | "24" | "51" | "65" | "75" | "79"
    )
}

/// What an IPN says by its two codes. Where they do not agree, or speak of money that was taken without the payment being good
/// (07 suspected fraud, 04 reversed), it is not decided: VNPAY is asked, and a person if that does not help.
pub(super) fn outcome(response_code: &str, status: &str) -> Outcome {
    match (response_code, status) {
        (OK, OK) => Outcome::Paid,
        (code, STATUS_FAILED) if is_failure(code) => Outcome::failed(code),
        _ => Outcome::Pending,
    }
}

/// What a `vnp_TransactionStatus` says about a refund.
pub(super) enum RefundState {
    Done,
    UnderWay,
    Rejected,
    Unknown,
}

impl RefundState {
    /// Done (00), being processed (05), sent to the bank (06), rejected (09).
    pub(super) fn of(status: Option<&str>) -> Self {
        match status {
            Some(OK) => Self::Done,
            Some("05" | "06") => Self::UnderWay,
            Some("09") => Self::Rejected,
            _ => Self::Unknown,
        }
    }
}

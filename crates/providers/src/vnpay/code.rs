//! What VNPAY's codes mean (its table "bảng mã lỗi").

use domain::payment::{Answer, FailureReason};

use crate::Outcome;
use crate::codes::{Codes, says};

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

/// `vnp_TransactionStatus` of a payment: 01 not completed, 02 error, 04 reversed (money was taken), 07 suspected fraud (likewise).
/// 05, 06 and 09 speak of refunds.
pub(super) const STATUS: &Codes = &[
    (OK, Answer::Paid),
    ("01", Answer::NotPaid),
    ("02", Answer::Failed),
    ("04", Answer::InFlight),
    ("07", Answer::InFlight),
];

/// `vnp_ResponseCode` of a payment: 07 money was taken, suspected fraud. No money was taken: not registered (09), authentication
/// (10), window closed (11), card locked (12), one-time password (13), cancelled (24), balance (51), limit (65), bank under
/// maintenance (75), password (79). The code 99 is "other", and so says nothing.
const RESPONSE: &Codes = &[
    (OK, Answer::Paid),
    ("07", Answer::InFlight),
    ("09", Answer::Failed),
    ("10", Answer::Failed),
    ("11", Answer::Failed),
    ("12", Answer::Failed),
    ("13", Answer::Failed),
    ("24", Answer::Failed),
    ("51", Answer::Failed),
    ("65", Answer::Failed),
    ("75", Answer::Failed),
    ("79", Answer::Failed),
];

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

/// What an IPN says by its two codes. Money that was taken without the payment being good is told by one of them; anything else
/// only where they agree. Otherwise it is not decided: VNPAY is asked, and a person if that does not help.
pub(super) fn outcome(response_code: &str, status: &str) -> Outcome {
    let (response, state) = (says(RESPONSE, response_code), says(STATUS, status));
    match (response, state) {
        (_, Answer::InFlight) => Outcome::of(state, status),
        (Answer::InFlight, _) => Outcome::of(response, response_code),
        _ if response == state => Outcome::of(response, response_code),
        (Answer::Paid, _) => Outcome::of(Answer::Undecided, status),
        _ => Outcome::of(Answer::Undecided, response_code),
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

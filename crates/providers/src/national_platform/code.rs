//! What the platform's `MaLoi` means. The platform publishes no table; it is VNPT Pay's design with Vietnamese names, so VNPT
//! Pay's codes are read.

use domain::payment::{Answer, FailureReason};

use crate::codes::Codes;

/// The platform may tell the code of the bank behind it. Read are those that mean the same wherever banks of this country publish
/// theirs (VNPAY's table), and VNPT Pay's maintenance (96). None of them is final: they tell why a payment failed of which the
/// platform, asked, says that it did.
pub(super) const FAILURE_REASONS: [(&str, FailureReason); 7] = [
    ("11", FailureReason::Expired),
    ("12", FailureReason::AccountLocked),
    ("13", FailureReason::WrongCode),
    ("24", FailureReason::CancelledByPayer),
    ("51", FailureReason::InsufficientFunds),
    ("65", FailureReason::LimitExceeded),
    ("96", FailureReason::Maintenance),
];

pub(super) const OK: &str = "00";

/// `MaLoi` of a CONFIRM. The other codes are of the platform's or the bank's troubles, or of no table: they decide nothing.
pub(super) const CONFIRM: &Codes = &[(OK, Answer::Paid), ("01", Answer::Failed)];

/// `MaLoi` of an answer to QUERY that is not [`OK`]: the reference is not known. The other codes speak of the question.
pub(super) const QUERY: &Codes = &[("05", Answer::NotKnown)];

/// `TrangThaiGD`: success, processing, failed.
pub(super) const STATUS: &Codes = &[
    ("1", Answer::Paid),
    ("3", Answer::InFlight),
    ("4", Answer::Failed),
];

/// Whether an INIT answered with this code provably opened no payment: failed (01), bad format (02), bad signature (07), partner
/// locked (08) or unknown (09), maintenance (96). A duplicate reference (03) says that an earlier INIT of the same attempt had
/// arrived; time-out (04), system error (06), 99 and codes of no table leave open what happened.
pub(super) fn is_refusal(code: &str) -> bool {
    matches!(code, "01" | "02" | "07" | "08" | "09" | "96")
}

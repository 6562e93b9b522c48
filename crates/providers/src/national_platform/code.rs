//! What the platform's `MaLoi` means. The platform publishes no table; it is VNPT Pay's design with Vietnamese names, so VNPT
//! Pay's codes are read.

use domain::payment::FailureReason;

/// A payment that failed carries the code of the bank behind the platform. Read are those that mean the same wherever banks of
/// this country publish theirs (VNPAY's table), and VNPT Pay's maintenance (96).
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
/// The reference is not known.
pub(super) const NOT_FOUND: &str = "05";

/// Codes that leave open what happened: time-out (04), system error (06), unknown (99). A time-out is unknown, never failed.
pub(super) fn is_undecided(code: &str) -> bool {
    matches!(code, "04" | "06" | "99")
}

/// Whether an INIT answered with this code may still have opened a payment: the undecided ones, and the duplicate reference
/// (03), which says that an earlier INIT of the same attempt had arrived.
pub(super) fn may_have_opened(code: &str) -> bool {
    code == "03" || is_undecided(code)
}

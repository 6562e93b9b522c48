//! What `RESPONSE_CODE` and `TRANSACTION_STATUS` mean.

use domain::payment::FailureReason;

/// The other codes say only that it failed, or speak of a message.
pub(super) const FAILURE_REASONS: [(&str, FailureReason); 1] = [("96", FailureReason::Maintenance)];

pub(super) const OK: &str = "00";
/// No money was taken.
pub(super) const FAILED: &str = "01";
/// The reference is not known.
pub(super) const NOT_FOUND: &str = "05";

/// Whether an INIT answered with this code provably opened no payment: failed (01), bad format (02), bad signature (07), merchant
/// locked (08) or unknown (09), maintenance (96). A duplicate (03) says that an earlier INIT had arrived; time-out (04), system
/// error (06), 99 and codes of no table leave open what happened.
pub(super) fn is_refusal(code: &str) -> bool {
    matches!(code, FAILED | "02" | "07" | "08" | "09" | "96")
}

/// What `TRANSACTION_STATUS` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Paid,
    Failed,
    Open,
}

/// Its values are published nowhere. Read are those of the national platform, whose messages are VNPT Pay's own (1 success,
/// 3 pending, 4 failed), and those of `RESPONSE_CODE`; the two do not contradict each other. Whatever else is not decided.
pub(super) fn status(status: &str) -> Status {
    match status {
        "1" | OK => Status::Paid,
        "4" | FAILED => Status::Failed,
        _ => Status::Open,
    }
}

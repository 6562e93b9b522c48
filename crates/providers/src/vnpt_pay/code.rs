//! What `RESPONSE_CODE` and `TRANSACTION_STATUS` mean.

use domain::payment::{Answer, FailureReason};

use crate::codes::Codes;

/// The other codes say only that it failed, or speak of a message.
pub(super) const FAILURE_REASONS: [(&str, FailureReason); 1] = [("96", FailureReason::Maintenance)];

pub(super) const OK: &str = "00";
/// No money was taken.
const FAILED: &str = "01";
/// The reference is not known.
pub(super) const NOT_FOUND: &str = "05";

/// Whether an INIT answered with this code provably opened no payment: failed (01), bad format (02), bad signature (07), merchant
/// locked (08) or unknown (09), maintenance (96). A duplicate (03) says that an earlier INIT had arrived; time-out (04), system
/// error (06), 99 and codes of no table leave open what happened.
pub(super) fn is_refusal(code: &str) -> bool {
    matches!(code, FAILED | "02" | "07" | "08" | "09" | "96")
}

/// `RESPONSE_CODE` of a CONFIRM. The other codes are of VNPT Pay's own troubles and decide nothing.
pub(super) const CONFIRM: &Codes = &[(OK, Answer::Paid), (FAILED, Answer::Failed)];

/// `RESPONSE_CODE` of an answer to QUERY that is not [`OK`]. Whether 01 speaks of the payment or of the question is not known.
pub(super) const QUERY: &Codes = &[(NOT_FOUND, Answer::NotKnown)];

/// `TRANSACTION_STATUS`. Its values are published nowhere. Read are those of the national platform, whose messages are VNPT Pay's
/// own (1 success, 3 pending, 4 failed), and those of `RESPONSE_CODE`; the two do not contradict each other.
pub(super) const STATUS: &Codes = &[
    ("1", Answer::Paid),
    (OK, Answer::Paid),
    ("3", Answer::InFlight),
    ("4", Answer::Failed),
    (FAILED, Answer::Failed),
];

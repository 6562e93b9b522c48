//! What `error_code` and `transaction_status` mean.

use domain::payment::{Answer, FailureReason};

use crate::codes::Codes;

/// No other code speaks of the payer.
pub(super) const FAILURE_REASONS: [(&str, FailureReason); 1] =
    [(CANCELLED, FailureReason::CancelledByPayer)];

pub(super) const OK: &str = "00";
/// Cancelled by the payer.
const CANCELLED: &str = "115";

/// `error_code` of an answer to GetTransactionDetail that is not [`OK`]: no such token, not paid, in progress, cancelled.
pub(super) const DETAIL: &Codes = &[
    ("29", Answer::NotKnown),
    ("81", Answer::NotPaid),
    ("114", Answer::InFlight),
    (CANCELLED, Answer::Failed),
];

/// `transaction_status`: 01 and 04 are paid but held by Ngân Lượng, which may still give the money back; 02 is not paid, which it may
/// become until the time limit. No status says that a payment failed.
pub(super) const STATUS: &Codes = &[
    (OK, Answer::Paid),
    ("01", Answer::InFlight),
    ("02", Answer::NotPaid),
    ("04", Answer::InFlight),
];

/// Whether a SetExpressCheckout answered with this code provably opened no payment: what is wrong with the merchant, the receiver or
/// a field. 99 (unverified), 114 (in progress) and codes of no table leave it open.
pub(super) fn is_refusal(code: &str) -> bool {
    let in_table = |number: u16| matches!(number, 2..=12 | 80 | 110 | 111 | 113 | 118..=135 | 140);
    code.parse().is_ok_and(in_table)
}

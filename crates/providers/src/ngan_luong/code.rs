//! What `error_code` and `transaction_status` mean.

use domain::payment::FailureReason;

/// No other code speaks of the payer.
pub(super) const FAILURE_REASONS: [(&str, FailureReason); 1] =
    [(CANCELLED, FailureReason::CancelledByPayer)];

pub(super) const OK: &str = "00";
/// The token is not known.
pub(super) const NO_TOKEN: &str = "29";
pub(super) const NOT_PAID: &str = "81";
pub(super) const IN_PROGRESS: &str = "114";
/// Cancelled by the payer.
pub(super) const CANCELLED: &str = "115";

/// Whether a SetExpressCheckout answered with this code provably opened no payment: what is wrong with the merchant, the receiver or
/// a field. 99 (unverified), 114 (in progress) and codes of no table leave it open.
pub(super) fn is_refusal(code: &str) -> bool {
    let in_table = |number: u16| matches!(number, 2..=12 | 80 | 110 | 111 | 113 | 118..=135 | 140);
    code.parse().is_ok_and(in_table)
}

/// What `transaction_status` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Paid,
    Open,
}

/// 00 is paid. 01 and 04 are paid but held by Ngân Lượng, which may still give the money back; 02 is not paid, which it may become
/// until the time limit. No status says that a payment failed.
pub(super) fn status(status: &str) -> Status {
    if status == OK {
        Status::Paid
    } else {
        Status::Open
    }
}

//! MoMo's answers to `refund` and `refund/query`.

use super::Config;
use super::answer::{Answer, transaction};
use super::code::Meaning;
use crate::http::HttpAnswer;
use crate::{QueryError, RefundAnswer, RefundQueryRequest, RefundRequest, SendError};

const ANOTHER_REFUND: &str = "answer is about another refund";

/// Reads an answer to `refund`. That the order id was used before (41) says that this refund had arrived; 1081, that the payment
/// may have been refunded before, speaks of other refunds therefore.
pub(super) fn refunded(
    config: &Config,
    request: &RefundRequest,
    answer: &HttpAnswer,
) -> Result<RefundAnswer, SendError> {
    let (reference, request_id) = (&request.refund_reference, &request.request_id);
    let read = Answer::open(config, reference, request_id, answer).map_err(SendError::Unknown)?;
    match read.meaning() {
        Meaning::Success if read.amount != Some(request.amount.as_i64()) => {
            Err(SendError::Unknown(ANOTHER_REFUND))
        }
        Meaning::Success => Ok(done(read.trans_id)),
        Meaning::Initiated | Meaning::Processing | Meaning::Repeated => Ok(RefundAnswer::Pending),
        Meaning::BadMessage | Meaning::NotFound | Meaning::Failed | Meaning::RefundFailed => {
            Err(SendError::Refused(read.refusal()))
        }
        Meaning::Busy | Meaning::Error | Meaning::Unknown => Err(SendError::MAYBE_REFUNDED),
    }
}

/// Reads an answer to `refund/query`: a list with the refund in it, or the refund itself where there is no list.
pub(super) fn queried(
    config: &Config,
    request: &RefundQueryRequest,
    answer: &HttpAnswer,
) -> Result<RefundAnswer, QueryError> {
    let (reference, request_id) = (&request.refund_reference, &request.payment.request_id);
    let read =
        Answer::open(config, reference, request_id, answer).map_err(QueryError::Unavailable)?;
    let mut refunds = read.refund_trans.iter().flatten();
    if let Some(refund) = refunds.find(|refund| refund.order_id == *reference) {
        let state = (refund.result_code, Some(refund.amount), refund.trans_id);
        return told(request, state);
    }
    match read.meaning() {
        Meaning::NotFound => Ok(RefundAnswer::NotFound),
        Meaning::BadMessage | Meaning::Repeated | Meaning::Busy => {
            Err(QueryError::Refused(read.refusal()))
        }
        _ if read.refund_trans.is_some() => Err(QueryError::Unavailable(ANOTHER_REFUND)),
        _ => told(request, (read.result_code, read.amount, read.trans_id)),
    }
}

/// What a code, an amount and a number say about the refund asked about.
fn told(
    request: &RefundQueryRequest,
    (code, amount, number): (i64, Option<i64>, Option<u64>),
) -> Result<RefundAnswer, QueryError> {
    match Meaning::of(code) {
        Meaning::Success if amount != Some(request.amount.as_i64()) => {
            Err(QueryError::Unavailable(ANOTHER_REFUND))
        }
        Meaning::Success => Ok(done(number)),
        Meaning::Initiated | Meaning::Processing => Ok(RefundAnswer::Pending),
        Meaning::Failed | Meaning::RefundFailed => Ok(RefundAnswer::failed(code)),
        _ => Err(QueryError::NO_STATE),
    }
}

fn done(number: Option<u64>) -> RefundAnswer {
    RefundAnswer::Done {
        provider_refund: transaction(number),
    }
}

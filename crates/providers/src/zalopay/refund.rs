//! ZaloPay's answers to `refund` and `query_refund`.

use super::answer::Answer;
use super::code::Meaning;
use crate::http::HttpAnswer;
use crate::{QueryError, RefundAnswer, SendError};

/// Reads an answer to `refund`. That the refund's id was used before (-23) says that this refund had arrived.
pub(super) fn refunded(answer: &HttpAnswer) -> Result<RefundAnswer, SendError> {
    let read = Answer::open(answer).map_err(SendError::Unknown)?;
    let refused = |code| Err(SendError::Refused(read.refusal(code)));
    match read.meaning() {
        Meaning::Success => Ok(done(&read)),
        Meaning::Open | Meaning::RefundOpen | Meaning::Repeated => Ok(RefundAnswer::Pending),
        Meaning::BadMessage(code) | Meaning::Failed(code) | Meaning::RefundFailed(code) => {
            refused(code)
        }
        Meaning::NotFound => refused(-101),
        Meaning::SystemError | Meaning::TryFailed | Meaning::Unknown => {
            Err(SendError::MAYBE_REFUNDED)
        }
    }
}

pub(super) fn queried(answer: &HttpAnswer) -> Result<RefundAnswer, QueryError> {
    let read = Answer::open(answer).map_err(QueryError::Unavailable)?;
    match read.meaning() {
        Meaning::Success => Ok(done(&read)),
        Meaning::Open | Meaning::RefundOpen => Ok(RefundAnswer::Pending),
        Meaning::Failed(code) | Meaning::RefundFailed(code) => Ok(RefundAnswer::failed(code)),
        Meaning::NotFound => Ok(RefundAnswer::NotFound),
        Meaning::BadMessage(code) => Err(QueryError::Refused(read.refusal(code))),
        Meaning::SystemError | Meaning::Repeated | Meaning::TryFailed | Meaning::Unknown => {
            Err(QueryError::NO_STATE)
        }
    }
}

fn done(read: &Answer) -> RefundAnswer {
    RefundAnswer::Done {
        provider_refund: read.refund_number(),
    }
}

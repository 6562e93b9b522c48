//! ZaloPay's answers to `refund` and `query_refund`.

use super::answer::Answer;
use super::code::Meaning;
use crate::http::HttpAnswer;
use crate::{QueryError, RefundAnswer, RefundError};

/// Reads an answer to `refund`. That the refund's id was used before (-23) says that this refund had arrived.
pub(super) fn refunded(answer: &HttpAnswer) -> Result<RefundAnswer, RefundError> {
    let read = Answer::open(answer).map_err(RefundError::Unknown)?;
    let refused = |code: i64| {
        Err(RefundError::Refused {
            code: code.to_string(),
            message: read.words(),
        })
    };
    match read.meaning() {
        Meaning::Success => Ok(done(&read)),
        Meaning::Open | Meaning::Repeated => Ok(RefundAnswer::Pending),
        Meaning::BadMessage(code) | Meaning::Failed(code) => refused(code),
        Meaning::NotFound => refused(-101),
        Meaning::SystemError | Meaning::TryFailed | Meaning::Unknown => Err(RefundError::Unknown(
            "answer leaves open whether money goes back",
        )),
    }
}

/// Reads an answer to `query_refund`.
pub(super) fn queried(answer: &HttpAnswer) -> Result<RefundAnswer, QueryError> {
    let read = Answer::open(answer).map_err(QueryError::Unavailable)?;
    match read.meaning() {
        Meaning::Success => Ok(done(&read)),
        Meaning::Open => Ok(RefundAnswer::Pending),
        Meaning::Failed(code) => Ok(RefundAnswer::Failed {
            code: code.to_string(),
        }),
        Meaning::NotFound => Ok(RefundAnswer::NotFound),
        Meaning::BadMessage(code) => Err(read.refused(code)),
        Meaning::SystemError | Meaning::Repeated | Meaning::TryFailed | Meaning::Unknown => {
            Err(QueryError::Unavailable("answer without a known state"))
        }
    }
}

fn done(read: &Answer) -> RefundAnswer {
    RefundAnswer::Done {
        provider_refund: read.refund_number(),
    }
}

//! The bank's answer to an inquiry: the transfers it holds for a memo, signed.

use domain::calendar::parse_compact_time;
use serde::Deserialize;

use super::{Config, memo, wire};
use crate::http::HttpAnswer;
use crate::text::{amount, is_code, joinable, require};
use crate::{Charge, QueryAnswer, QueryError, QueryRequest, Refusal};

const OK: &str = "00";

/// The answer. Names that occur twice are refused by the reader, names that are not ours are not read.
#[derive(Deserialize)]
struct Answer {
    code: String,
    #[serde(rename = "requestId")]
    request_id: String,
    #[serde(default)]
    transactions: Vec<Transaction>,
    signature: String,
}

/// One transfer.
#[derive(Deserialize)]
struct Transaction {
    #[serde(rename = "transactionId")]
    id: String,
    amount: String,
    content: String,
    #[serde(rename = "transactionTime")]
    at: String,
}

impl Answer {
    /// The values under the digest, in order.
    fn signed(&self) -> Vec<&str> {
        let transactions = self.transactions.iter();
        [self.code.as_str(), &self.request_id]
            .into_iter()
            .chain(
                transactions.flat_map(|one| [one.id.as_str(), &one.amount, &one.content, &one.at]),
            )
            .collect()
    }
}

pub(super) fn queried(
    config: &Config,
    request: &QueryRequest,
    answer: &HttpAnswer,
) -> Result<QueryAnswer, QueryError> {
    let answer = open(config, request, answer).map_err(QueryError::Unavailable)?;
    if answer.code != OK {
        return Err(QueryError::Refused(Refusal::new(answer.code, "")));
    }
    let mut charges = answer
        .transactions
        .iter()
        // The bank may search loosely; whom a transfer pays for is decided here, the same way as when it is reported.
        .filter(|one| memo::names(&one.content, &request.reference))
        .map(charge)
        .collect::<Option<Vec<Charge>>>()
        .ok_or(QueryError::Unavailable(
            "a transfer has no number or no plain amount",
        ))?;
    charges.sort_by_key(|charge| charge.paid_at);
    Ok(if charges.is_empty() {
        QueryAnswer::NotPaid
    } else {
        QueryAnswer::Paid(charges)
    })
}

fn charge(transaction: &Transaction) -> Option<Charge> {
    Some(Charge {
        amount: amount(&transaction.amount)?,
        provider_transaction: Some(transaction.id.clone()).filter(|id| is_code(id, 64)),
        bank_code: None,
        paid_at: parse_compact_time(&transaction.at).ok(),
    })
    .filter(|charge| charge.provider_transaction.is_some())
}

/// Checks the digest of an answer and that it belongs to the question.
fn open(
    config: &Config,
    request: &QueryRequest,
    answer: &HttpAnswer,
) -> Result<Answer, &'static str> {
    answer.check_status()?;
    let read: Answer = answer.json()?;
    let signed = read.signed();
    require(
        signed.iter().all(|value| joinable(value)),
        "a signed value holds '|' or a control character",
    )?;
    require(
        wire::is_ours(config, &signed, &read.signature),
        "answer has a bad digest",
    )?;
    require(
        read.request_id == request.request_id,
        "answer is to another question",
    )?;
    require(is_code(&read.code, 20), "answer without a code")?;
    answer.check_yes(read.code == OK)?;
    Ok(read)
}

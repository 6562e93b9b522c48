//! Answers to INIT and QUERY.
//!
//! The digest of an answer covers its values in the order received, but not their names; so an answer is believed only as far as
//! it also fits the question, and a link in it only where the configuration allows its origin.
//!
//! Of an answer to QUERY merchants know the number, amount, time and state of the transaction, and neither an order, a digest nor
//! a code of its own. So it may leave these out: what vouches for it is the connection on which it was asked for. Those that are
//! there must be good.

use domain::calendar::parse_compact_time;

use super::{Config, code, wire};
use crate::codes::says;
use crate::http::{HttpAnswer, Origins};
use crate::json::JsonObject;
use crate::text::{is_code, require};
use crate::{Charge, Created, QueryAnswer, QueryError, Refusal, SendError};

/// An answer that belongs to the question, whose digest is good if it has one.
struct Message {
    fields: JsonObject,
    code: String,
    is_signed: bool,
}

impl Message {
    fn refusal(&self) -> Refusal {
        let words = self.fields.text("DESCRIPTION");
        Refusal::new(&self.code, words.unwrap_or_default())
    }
}

pub(super) fn created(
    config: &Config,
    origins: &Origins,
    reference: &str,
    answer: &HttpAnswer,
) -> Result<Created, SendError> {
    let message = open(config, reference, answer).map_err(SendError::Unknown)?;
    // Else anybody who could answer for VNPT Pay could send payers to a page of its own making.
    if !message.is_signed {
        return Err(SendError::Unknown("answer without a digest"));
    }
    if code::is_refusal(&message.code) {
        return Err(SendError::Refused(message.refusal()));
    }
    if message.code != code::OK {
        return Err(SendError::MAYBE_OPENED);
    }
    let link = message.fields.text("REDIRECT_URL");
    Ok(Created {
        redirect_url: Some(origins.page(link)?),
        raw: answer.raw(),
        ..Created::default()
    })
}

pub(super) fn queried(
    config: &Config,
    reference: &str,
    answer: &HttpAnswer,
) -> Result<QueryAnswer, QueryError> {
    let message = open(config, reference, answer).map_err(QueryError::Unavailable)?;
    let charge = || charge(&message.fields);
    if message.code != code::OK {
        let (code, refused) = (&message.code, || QueryError::Refused(message.refusal()));
        return QueryAnswer::of(says(code::QUERY, code), code, charge, refused);
    }
    let status = message.fields.given("TRANSACTION_STATUS");
    let status = status.ok_or(QueryError::NO_STATE)?;
    let says = says(code::STATUS, &status);
    QueryAnswer::of(says, status, charge, || QueryError::NO_STATE)
}

fn charge(fields: &JsonObject) -> Result<Charge, QueryError> {
    if !fields.is_absent_or("CURRENCY_CODE", wire::CURRENCY) {
        return Err(QueryError::Unavailable("answer in another currency"));
    }
    let paid_at = fields.given("PAY_DATE");
    Ok(Charge {
        amount: fields.amount("AMOUNT").ok_or(QueryError::NO_AMOUNT)?,
        provider_transaction: fields.given("VNPTPAY_TRANSACTION_ID"),
        bank_code: fields.given("PAYMENT_METHOD"),
        paid_at: paid_at.and_then(|at| parse_compact_time(&at).ok()),
    })
}

/// Checks the digest of an answer, if it has one, and that it belongs to the question. One that tells the state of a transaction and
/// no code of its own says yes.
fn open(config: &Config, reference: &str, answer: &HttpAnswer) -> Result<Message, &'static str> {
    answer.check_status()?;
    let fields: JsonObject = answer.json()?;
    let signed = fields.names().filter(|name| *name != wire::DIGEST);
    let values = fields.joinable(signed);
    let values = values.ok_or("answer holds what cannot be signed")?;
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let is_signed = !fields.is_absent(wire::DIGEST);
    if is_signed {
        let digest = fields.text(wire::DIGEST).unwrap_or_default();
        let is_ours = wire::is_ours(config, &values, digest);
        require(is_ours, "answer has a bad digest")?;
    }
    require(
        fields.is_absent_or("MERCHANT_ORDER_ID", reference)
            && fields.is_absent_or("MERCHANT_SERVICE_ID", &config.merchant_service_id),
        "answer is to another question",
    )?;
    let tells_state =
        fields.is_absent("RESPONSE_CODE") && fields.given("TRANSACTION_STATUS").is_some();
    let code = if tells_state {
        Some(code::OK)
    } else {
        fields.text("RESPONSE_CODE")
    };
    let code = code.filter(|code| is_code(code, 20));
    let code = code.ok_or("answer without a code")?.to_owned();
    answer.check_yes(code == code::OK)?;
    Ok(Message {
        fields,
        code,
        is_signed,
    })
}

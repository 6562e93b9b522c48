//! Answers to INIT and QUERY.
//!
//! The digest of an answer covers its values in the order received, but not their names; so an answer is believed only as far as
//! it also fits the question, and a link in it only where the configuration allows its origin.

use domain::calendar::parse_compact_time;

use super::code::{self, Status};
use super::{Config, wire};
use crate::http::{HttpAnswer, Origins};
use crate::json::JsonObject;
use crate::text::{is_code, require};
use crate::{Charge, Created, QueryAnswer, QueryError, Refusal, SendError};

/// An answer whose digest is good and that belongs to the question.
struct Message {
    fields: JsonObject,
    code: String,
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
    match message.code.as_str() {
        code::OK => {}
        code::NOT_FOUND => return Ok(QueryAnswer::NotFound),
        // Also 01: whether it speaks of the payment or of the question is not known.
        _ => return Err(QueryError::Refused(message.refusal())),
    }
    let status = message.fields.characters("TRANSACTION_STATUS");
    let status = status.ok_or(QueryError::Unavailable("answer without a state"))?;
    let named = !message.fields.is_absent("MERCHANT_ORDER_ID");
    match code::status(&status) {
        Status::Paid | Status::Failed if !named => {
            Err(QueryError::Unavailable("answer names no order"))
        }
        Status::Paid => paid(&message.fields),
        Status::Failed => Ok(QueryAnswer::Failed { code: status }),
        Status::Open => Ok(QueryAnswer::Pending),
    }
}

fn paid(fields: &JsonObject) -> Result<QueryAnswer, QueryError> {
    if !fields.is_absent_or("CURRENCY_CODE", wire::CURRENCY) {
        return Err(QueryError::Unavailable("answer in another currency"));
    }
    let paid_at = fields.given("PAY_DATE");
    Ok(QueryAnswer::Paid(vec![Charge {
        amount: fields.amount("AMOUNT").ok_or(QueryError::NO_AMOUNT)?,
        provider_transaction: fields.given("VNPTPAY_TRANSACTION_ID"),
        bank_code: fields.given("PAYMENT_METHOD"),
        paid_at: paid_at.and_then(|at| parse_compact_time(&at).ok()),
    }]))
}

/// Checks the digest of an answer and that it belongs to the question.
fn open(config: &Config, reference: &str, answer: &HttpAnswer) -> Result<Message, &'static str> {
    answer.check_status()?;
    let fields: JsonObject = answer.json()?;
    let signed = fields.names().filter(|name| *name != wire::DIGEST);
    let values = fields.joinable(signed);
    let values = values.ok_or("answer holds what cannot be signed")?;
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let digest = fields.text(wire::DIGEST).ok_or("answer without a digest")?;
    let is_ours = wire::is_ours(config, &values, digest);
    require(is_ours, "answer has a bad digest")?;
    require(
        fields.is_absent_or("MERCHANT_ORDER_ID", reference)
            && fields.is_absent_or("MERCHANT_SERVICE_ID", &config.merchant_service_id),
        "answer is to another question",
    )?;
    let code = fields
        .text("RESPONSE_CODE")
        .filter(|code| is_code(code, 20))
        .ok_or("answer without a code")?
        .to_owned();
    answer.check_yes(code == code::OK)?;
    Ok(Message { fields, code })
}

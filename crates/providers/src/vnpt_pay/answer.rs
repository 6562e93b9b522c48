//! Answers to INIT and QUERY.
//!
//! The digest of an answer covers its values in the order received, but not their names; so an answer is believed only as far as
//! it also fits the question, and a link in it only where the configuration allows its origin.

use domain::calendar::parse_compact_time;

use super::code::{self, Status};
use super::ordered::Ordered;
use super::{Config, wire};
use crate::http::{HttpAnswer, Origins};
use crate::text::{amount, is_code, joinable, tidy};
use crate::{Charge, CreateError, Created, QueryAnswer, QueryError};

/// An answer whose digest is good and that belongs to the question.
struct Message {
    fields: Ordered,
    code: String,
    raw: Vec<u8>,
}

impl Message {
    fn words(&self) -> String {
        tidy(self.fields.text("DESCRIPTION").unwrap_or_default())
    }
}

/// Reads an answer to INIT.
pub(super) fn created(
    config: &Config,
    origins: &Origins,
    reference: &str,
    answer: HttpAnswer,
) -> Result<Created, CreateError> {
    let message = open(config, reference, answer).map_err(CreateError::Unknown)?;
    if code::is_refusal(&message.code) {
        return Err(CreateError::Refused {
            message: message.words(),
            code: message.code,
        });
    }
    if message.code != code::OK {
        return Err(CreateError::Unknown(
            "answer leaves open whether a payment exists",
        ));
    }
    let link = message
        .fields
        .text("REDIRECT_URL")
        .ok_or(CreateError::Unknown("answer without a payment address"))?;
    let redirect_url = origins
        .allowed(link)
        .ok_or(CreateError::Unknown("payment address is not allowed"))?;
    Ok(Created {
        redirect_url: Some(redirect_url),
        raw: String::from_utf8_lossy(&message.raw).into_owned(),
        ..Created::default()
    })
}

/// Reads an answer to QUERY.
pub(super) fn queried(
    config: &Config,
    reference: &str,
    answer: HttpAnswer,
) -> Result<QueryAnswer, QueryError> {
    let message = open(config, reference, answer).map_err(QueryError::Unavailable)?;
    match message.code.as_str() {
        code::OK => {}
        code::NOT_FOUND => return Ok(QueryAnswer::NotFound),
        // Also 01: whether it speaks of the payment or of the question is not known.
        _ => {
            return Err(QueryError::Refused {
                message: message.words(),
                code: message.code,
            });
        }
    }
    let status = message
        .fields
        .characters("TRANSACTION_STATUS")
        .ok_or(QueryError::Unavailable("answer without a state"))?;
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

/// A payment without its amount cannot be compared with what is due, so it is no answer yet.
fn paid(fields: &Ordered) -> Result<QueryAnswer, QueryError> {
    if !fields.is_absent("CURRENCY_CODE") && fields.text("CURRENCY_CODE") != Some(wire::CURRENCY) {
        return Err(QueryError::Unavailable("answer in another currency"));
    }
    let amount = fields
        .characters("AMOUNT")
        .and_then(|digits| amount(&digits))
        .ok_or(QueryError::Unavailable("answer without an amount"))?;
    let given = |name| fields.characters(name).filter(|value| !value.is_empty());
    Ok(QueryAnswer::Paid(vec![Charge {
        amount,
        provider_transaction: given("VNPTPAY_TRANSACTION_ID"),
        bank_code: given("PAYMENT_METHOD"),
        paid_at: given("PAY_DATE").and_then(|at| parse_compact_time(&at).ok()),
    }]))
}

/// Checks the digest of an answer and that it belongs to the question.
fn open(config: &Config, reference: &str, answer: HttpAnswer) -> Result<Message, &'static str> {
    if !answer.status.is_success() && !answer.status.is_client_error() {
        return Err("server error or redirection instead of an answer");
    }
    let fields = Ordered::parse(&answer.body).ok_or("answer is not readable")?;
    let signed = fields
        .all_but(wire::DIGEST)
        .filter(|values| values.iter().all(|value| joinable(value)))
        .ok_or("answer holds what cannot be signed")?;
    let digest = fields.text(wire::DIGEST).ok_or("answer without a digest")?;
    if !wire::is_ours(config, &signed, digest) {
        return Err("answer has a bad digest");
    }
    let echoes = |name, expected| fields.is_absent(name) || fields.text(name) == Some(expected);
    if !echoes("MERCHANT_ORDER_ID", reference)
        || !echoes("MERCHANT_SERVICE_ID", &config.merchant_service_id)
    {
        return Err("answer is to another question");
    }
    let code = fields
        .text("RESPONSE_CODE")
        .filter(|code| is_code(code, 20))
        .ok_or("answer without a code")?
        .to_owned();
    if code == code::OK && !answer.status.is_success() {
        return Err("answer says yes under an HTTP refusal");
    }
    Ok(Message {
        fields,
        code,
        raw: answer.body,
    })
}

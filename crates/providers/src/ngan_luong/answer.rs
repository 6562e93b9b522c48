//! Answers to SetExpressCheckout and GetTransactionDetail.

use super::code;
use super::xml::Fields;
use crate::codes::says;
use crate::http::{HttpAnswer, Origins};
use crate::text::{amount, is_code, joinable, require};
use crate::{Charge, Created, QueryAnswer, QueryError, Refusal, SendError};

pub(super) fn created(origins: &Origins, answer: &HttpAnswer) -> Result<Created, SendError> {
    let (code, fields) = open(answer).map_err(SendError::Unknown)?;
    if code::is_refusal(&code) {
        return Err(SendError::Refused(refusal(&code, &fields)));
    }
    if code != code::OK {
        return Err(SendError::MAYBE_OPENED);
    }
    let token = fields.text("token").filter(|token| is_code(token, 128));
    let token = token.ok_or(SendError::Unknown("answer without a token"))?;
    let redirect_url = fields
        .text("checkout_url")
        .and_then(|link| origins.allowed(link))
        .ok_or(SendError::Unknown(
            "answer without a payment address that is allowed",
        ))?;
    Ok(Created {
        redirect_url: Some(redirect_url),
        provider_token: Some(token.to_owned()),
        raw: answer.raw(),
        ..Created::default()
    })
}

pub(super) fn queried(reference: &str, answer: &HttpAnswer) -> Result<QueryAnswer, QueryError> {
    let (code, fields) = open(answer).map_err(QueryError::Unavailable)?;
    let named = fields.text("order_code");
    if named.is_some_and(|named| named != reference) {
        return Err(QueryError::Unavailable("answer is to another question"));
    }
    // Without a digest, the reference is what ties the money to this attempt.
    let charge = || match named {
        None => Err(QueryError::Unavailable("answer names no order")),
        Some(_) => charge(&fields),
    };
    if code != code::OK {
        let refused = || QueryError::Refused(refusal(&code, &fields));
        return QueryAnswer::of(says(code::DETAIL, &code), &code, charge, refused);
    }
    let status = fields.text("transaction_status").unwrap_or_default();
    let says = says(code::STATUS, status);
    QueryAnswer::of(says, status, charge, || QueryError::NO_STATE)
}

fn charge(fields: &Fields) -> Result<Charge, QueryError> {
    let currency = fields.text("cur_code");
    if currency.is_some_and(|currency| !currency.eq_ignore_ascii_case("vnd")) {
        return Err(QueryError::Unavailable("answer in another currency"));
    }
    let amount = fields.text("total_amount").and_then(amount);
    let fit = |value: &&str| joinable(value);
    let given = |name| fields.text(name).filter(fit).map(str::to_owned);
    Ok(Charge {
        amount: amount.ok_or(QueryError::NO_AMOUNT)?,
        provider_transaction: given("transaction_id"),
        bank_code: given("bank_code"),
        paid_at: None,
    })
}

/// The code and the fields of an answer.
fn open(answer: &HttpAnswer) -> Result<(String, Fields), &'static str> {
    require(
        answer.status.is_success(),
        "error or redirection instead of an answer",
    )?;
    let fields = Fields::parse(&answer.body).ok_or("answer is not readable")?;
    let code = fields
        .text("error_code")
        .filter(|code| is_code(code, 20))
        .ok_or("answer without a code")?
        .to_owned();
    Ok((code, fields))
}

fn refusal(code: &str, fields: &Fields) -> Refusal {
    Refusal::new(code, fields.text("description").unwrap_or_default())
}

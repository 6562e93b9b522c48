//! The treasury's account at a bank that takes VietQR transfers: a banking app, callbacks to the portal, and an inquiry.
//!
//! The bank knows nothing of a payment before its money comes, so here a payment is a transfer, opened and paid at once.

mod app;
mod payload;

use std::io;

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{
    Sandbox, clock,
    config::Config,
    digest::hmac_sha256,
    faults::{Distortion, InjectionPoint, Operation, distort},
    json::{joined, text},
    payments,
    protocol::Call,
    provider::Provider,
    world::{Event, Opening, Payment, Verdict, World},
};

pub(crate) use app::{order, page, pay};

/// What is signed of an inquiry, in this order.
const INQUIRY: &str = "accountNumber content requestId";
/// What the portal's contents begin with.
const PREFIX: &str = "DVC";
const REFERENCE: usize = 22;

/// The content that a QR code of the portal's carries for a reference.
pub(crate) fn content(reference: &str) -> String {
    format!("{PREFIX}{}", reference.to_ascii_uppercase())
}

/// Letters and digits of a content, in upper case: what is left of it after a bank's cutting.
fn bare(content: &str) -> String {
    let kept = content.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

/// The portal's reference in a content; the content itself where there is none, as nobody knows whose the money is.
fn reference(content: &str) -> String {
    let bare = bare(content);
    let found = bare
        .match_indices(PREFIX)
        .find_map(|(start, _)| bare.get(start + PREFIX.len()..start + PREFIX.len() + REFERENCE));
    found.map_or_else(|| content.to_owned(), str::to_ascii_lowercase)
}

/// Money comes, as often as this is called.
pub(crate) fn transfer(sandbox: &Sandbox, content: &str, amount: u64) -> io::Result<Payment> {
    let mut opening = Opening {
        description: content.to_owned(),
        ..payments::opening(sandbox, Provider::Vietqr, &reference(content), amount)
    };
    let token = opening.token;
    opening.order = token.to_string();
    let mut journal = sandbox.journal();
    journal.record(Event::Opened(Box::new(opening)))?;
    payments::end(sandbox, &mut journal, token, Verdict::Paid, "")?;
    let payment = journal.world.payment(token).cloned();
    Ok(payment.expect("it was opened above"))
}

/// Money has come. No bank's own format is published, so this is one of the portal's making.
pub(crate) fn callback(config: &Config, payment: &Payment, distortion: Distortion) -> Option<Call> {
    let outcome = payment.outcome.as_ref()?;
    let credentials = &config.credentials;
    let amount = distortion.amount(payment.opening.amount).to_string();
    let at = clock::compact(outcome.at);
    let fields = [
        ("transactionId", outcome.transaction.as_str()),
        ("accountNumber", &credentials.vietqr_account),
        ("bankBin", &credentials.vietqr_bank),
        ("amount", &amount),
        ("currency", "VND"),
        ("content", &payment.opening.description),
        ("transactionTime", &at),
    ];
    let signed = fields.map(|(_, value)| value).join("|");
    let signature = hmac_sha256(distortion.secret(&credentials.vietqr_secret), &signed);
    let mut message: Value = fields.into_iter().collect();
    message["signature"] = signature.into();
    let url = format!("{}/callbacks/vietqr", config.portal_url);
    Some(Call::Json(url, message))
}

/// `POST /sandbox/vietqr/transactions`: which transfers carry this content?
pub(crate) async fn inquiry(
    State(sandbox): State<Sandbox>,
    Json(message): Json<Value>,
) -> Response {
    let reference = reference(&text(&message, "content"));
    let point = InjectionPoint::at(Provider::Vietqr, Operation::Query, &reference);
    let fault = sandbox.faults().inject(point);
    let maintenance = || {
        let answer = json!({ "code": "96", "message": "maintenance" });
        (StatusCode::SERVICE_UNAVAILABLE, Json(answer)).into_response()
    };
    distort(fault, maintenance, || {
        Json(answer(&sandbox, &message, Distortion(fault))).into_response()
    })
    .await
}

/// Code 00 with the transfers, 97 for a bad signature, 98 for a question that is none.
fn answer(sandbox: &Sandbox, message: &Value, distortion: Distortion) -> Value {
    let credentials = &sandbox.config().credentials;
    let signed = hmac_sha256(&credentials.vietqr_secret, &joined(message, INQUIRY));
    if message["signature"] != signed {
        return json!({ "code": "97", "message": "bad signature" });
    }
    let (content, request) = (text(message, "content"), text(message, "requestId"));
    let wanted = bare(&content);
    if message["accountNumber"] != credentials.vietqr_account
        || wanted.is_empty()
        || request.is_empty()
    {
        return json!({ "code": "98", "message": "malformed" });
    }
    let mut joined = format!("00|{request}");
    let journal = sandbox.journal();
    let mut transactions = Vec::new();
    for payment in matching(&journal.world, &content, &wanted) {
        let amount = distortion.amount(payment.opening.amount).to_string();
        let at = clock::compact(payment.changed_at());
        let (transaction, content) = (payment.transaction(), &payment.opening.description);
        joined.push_str(&format!("|{transaction}|{amount}|{content}|{at}"));
        transactions.push(json!({
            "transactionId": transaction,
            "amount": amount,
            "content": content,
            "transactionTime": at,
        }));
    }
    json!({
        "code": "00",
        "requestId": request,
        "transactions": transactions,
        "signature": hmac_sha256(&credentials.vietqr_secret, &joined),
    })
}

/// Transfers whose content holds the wanted one, oldest first. A content with a reference in it is found without a search.
fn matching<'a>(world: &'a World, content: &str, wanted: &str) -> Vec<&'a Payment> {
    let fits = |payment: &&Payment| {
        payment.opening.provider == Provider::Vietqr
            && bare(&payment.opening.description).contains(wanted)
    };
    let reference = reference(content);
    let mut found: Vec<_> = if reference == content {
        world.at(Provider::Vietqr).filter(fits).collect()
    } else {
        world.by_reference(&reference).filter(fits).collect()
    };
    found.sort_by_key(|payment| payment.opening.opened_at);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_found_whatever_the_bank_makes_of_the_content() {
        let mine = "abcdefghij234567klmnop";
        for content in [
            content(mine),
            format!("MBVCB.123.DVC {}-CT tu 0011", mine.to_uppercase()),
            format!("dvc {} {}", &mine[..10], &mine[10..]),
        ] {
            assert_eq!(reference(&content), mine, "{content}");
        }
        assert_eq!(reference("chuyen tien"), "chuyen tien");
        assert_eq!(reference("DVC123"), "DVC123");
    }
}

//! Sending money back, and asking whether it went.

use axum::{body::Bytes, extract::State, http::HeaderMap, response::Response};
use serde_json::Value;

use super::{Refusal, answer, authenticate, read, strike, success};
use crate::{
    Sandbox,
    faults::{Point, bend},
    json::{self, text},
    provider::Provider,
    refund,
};

/// What is signed, in this order.
const SIGNED: [&str; 5] = [
    "app_id",
    "zp_trans_id",
    "amount",
    "description",
    "timestamp",
];

/// `POST /sandbox/zalopay/v2/refund`
pub(crate) async fn take(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let message = read(&headers, &body);
    let fault = strike(&sandbox, Point::Refund, &text(&message, "m_refund_id"));
    bend(
        fault,
        || answer(Err(Refusal::Maintenance)),
        || answer(make(&sandbox, &message)),
    )
    .await
}

/// `POST /sandbox/zalopay/v2/query_refund`
pub(crate) async fn ask(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let message = read(&headers, &body);
    let fault = strike(&sandbox, Point::Query, &text(&message, "m_refund_id"));
    bend(
        fault,
        || answer(Err(Refusal::Maintenance)),
        || answer(state(&sandbox, &message)),
    )
    .await
}

/// Done at once; ZaloPay's own takes a while, which `query_refund` is for.
fn make(sandbox: &Sandbox, message: &Value) -> Result<Value, Refusal> {
    authenticate(sandbox, message, SIGNED, "")?;
    let id = text(message, "m_refund_id");
    let reference = of_ours(sandbox, &id).ok_or(Refusal::Format)?;
    if text(message, "description").chars().count() > 100 {
        return Err(Refusal::Format);
    }
    let amount = json::amount(&text(message, "amount")).ok_or(Refusal::Amount)?;
    let payment = sandbox
        .journal()
        .world
        .by_transaction(Provider::ZaloPay, &text(message, "zp_trans_id"))
        .ok_or(Refusal::NotFound)?;
    let refund = refund::make(sandbox, payment, reference, amount)?;
    let mut told = success();
    told["refund_id"] = refund.transaction.parse::<u64>().unwrap_or(0).into();
    Ok(told)
}

fn state(sandbox: &Sandbox, message: &Value) -> Result<Value, Refusal> {
    authenticate(sandbox, message, ["app_id", "m_refund_id", "timestamp"], "")?;
    let id = text(message, "m_refund_id");
    let reference = of_ours(sandbox, &id).ok_or(Refusal::Format)?;
    let journal = sandbox.journal();
    let refund = journal.world.refund(Provider::ZaloPay, reference);
    refund.map(|_| success()).ok_or(Refusal::NotFound)
}

/// The portal's reference in an `m_refund_id`, which is `yymmdd_appid_reference`.
fn of_ours<'a>(sandbox: &Sandbox, id: &'a str) -> Option<&'a str> {
    let (day, rest) = id.split_once('_')?;
    let (app, reference) = rest.split_once('_')?;
    let named = day.len() == 6 && app == sandbox.config().credentials.zalopay_app;
    (named && !reference.is_empty()).then_some(reference)
}

//! How did it end, and what went back?

use axum::{Json, extract::State, response::Response};
use serde_json::{Value, json};

use super::{
    Refusal, answer, authenticate,
    outcome::{number, result},
    strike,
};
use crate::{
    Sandbox, clock,
    faults::{Point, bend},
    json::text,
    outcome,
    protocol::Lie,
    provider::Provider,
};

/// What is signed after the access key, in this order.
pub(super) const SIGNED: [&str; 3] = ["orderId", "partnerCode", "requestId"];

/// `POST /sandbox/momo/v2/gateway/api/query`
pub(crate) async fn take(State(sandbox): State<Sandbox>, Json(message): Json<Value>) -> Response {
    let fault = strike(&sandbox, Point::Query, &text(&message, "orderId"));
    bend(
        fault,
        || answer(&sandbox, &message, Err(Refusal::Maintenance)),
        || answer(&sandbox, &message, state(&sandbox, &message, Lie(fault))),
    )
    .await
}

fn state(sandbox: &Sandbox, message: &Value, lie: Lie) -> Result<Value, Refusal> {
    authenticate(sandbox.config(), message, &SIGNED)?;
    let payment = outcome::by_order(sandbox, Provider::Momo, &text(message, "orderId"))
        .map_err(|_| Refusal::Maintenance)?
        .ok_or(Refusal::NotFound)?;
    let (code, words) = result(payment.verdict());
    let ended = payment.outcome.as_ref();
    let journal = sandbox.journal();
    let refunds: Vec<_> = journal
        .world
        .refunds_of(payment.opening.token)
        .map(|refund| {
            json!({
                "orderId": refund.refund_reference,
                "amount": refund.amount,
                "resultCode": 0,
                "transId": number(&refund.transaction),
                "createdTime": clock::milliseconds(refund.at),
            })
        })
        .collect();
    Ok(json!({
        "amount": lie.amount(payment.opening.amount),
        "extraData": text(&payment.opening.message, "extraData"),
        "transId": ended.map_or(0, |outcome| number(&outcome.transaction)),
        "payType": "webApp",
        "resultCode": code,
        "message": words,
        "refundTrans": refunds,
    }))
}

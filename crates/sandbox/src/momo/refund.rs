//! Sending money back, and asking whether it went.

use axum::{Json, extract::State, response::Response};
use serde_json::{Value, json};

use super::{Refusal, answer, authenticate, outcome::number, query, strike};
use crate::{
    Sandbox,
    faults::{Point, bend},
    json::text,
    provider::Provider,
    refund,
    world::Refund,
};

/// What is signed after the access key, in this order.
pub(super) const SIGNED: [&str; 6] = [
    "amount",
    "description",
    "orderId",
    "partnerCode",
    "requestId",
    "transId",
];

/// Smallest amount that goes back, in đồng.
const LEAST: u64 = 1_000;

/// `POST /sandbox/momo/v2/gateway/api/refund`: `orderId` is the refund's own.
pub(crate) async fn take(State(sandbox): State<Sandbox>, Json(message): Json<Value>) -> Response {
    let fault = strike(&sandbox, Point::Refund, &text(&message, "orderId"));
    bend(
        fault,
        || answer(&sandbox, &message, Err(Refusal::Maintenance)),
        || answer(&sandbox, &message, make(&sandbox, &message)),
    )
    .await
}

/// `POST /sandbox/momo/v2/gateway/api/refund/query`: `orderId` is the refund's, or that of the payment.
pub(crate) async fn ask(State(sandbox): State<Sandbox>, Json(message): Json<Value>) -> Response {
    let fault = strike(&sandbox, Point::Query, &text(&message, "orderId"));
    bend(
        fault,
        || answer(&sandbox, &message, Err(Refusal::Maintenance)),
        || answer(&sandbox, &message, state(&sandbox, &message)),
    )
    .await
}

fn make(sandbox: &Sandbox, message: &Value) -> Result<Value, Refusal> {
    authenticate(sandbox.config(), message, &SIGNED)?;
    let amount = message["amount"].as_u64().ok_or(Refusal::Format)?;
    if amount < LEAST {
        return Err(Refusal::Amount);
    }
    let charge = text(message, "transId");
    let payment = sandbox
        .journal()
        .world
        .by_transaction(Provider::Momo, &charge)
        .ok_or(Refusal::NotFound)?;
    let refund = refund::make(sandbox, payment, &text(message, "orderId"), amount)?;
    Ok(told(&refund))
}

fn state(sandbox: &Sandbox, message: &Value) -> Result<Value, Refusal> {
    authenticate(sandbox.config(), message, &query::SIGNED)?;
    let order = text(message, "orderId");
    let journal = sandbox.journal();
    let refund = journal.world.refund(Provider::Momo, &order);
    refund.map(told).ok_or(Refusal::NotFound)
}

fn told(refund: &Refund) -> Value {
    json!({
        "amount": refund.amount,
        "transId": number(&refund.transaction),
        "resultCode": 0,
        "message": "Successful.",
        "refundTrans": [{
            "orderId": refund.refund_reference,
            "amount": refund.amount,
            "resultCode": 0,
            "transId": number(&refund.transaction),
        }],
    })
}

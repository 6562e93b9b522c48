//! QUERY: how did it end?

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::Value;

use super::{Refusal, VERSION, answer, keyed, signed};
use crate::{
    Sandbox, clock,
    faults::{Passage, Point, bend},
    json::{text, texts},
    outcome,
    protocol::Lie,
    provider::Provider,
    sign::sha256_joined,
    world::Verdict,
};

/// What is signed, in this order.
const SIGNED: [&str; 5] = [
    "ACTION",
    "VERSION",
    "MERCHANT_SERVICE_ID",
    "MERCHANT_ORDER_ID",
    "CREATE_DATE",
];

/// `POST /sandbox/vnpt-pay/rest/payment/v1.0.6/query`
pub(crate) async fn take(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, StatusCode> {
    let config = sandbox.config();
    keyed(config, &headers)?;
    let message: Value = serde_json::from_slice(&body).unwrap_or_default();
    let fault = sandbox.faults().strike(Passage {
        provider: Provider::VnptPay,
        point: Point::Query,
        reference: &text(&message, "MERCHANT_ORDER_ID"),
        bank: "",
    });
    Ok(bend(
        fault,
        || answer(config, Err(Refusal::Maintenance)),
        || answer(config, state(&sandbox, &message, Lie(fault))),
    )
    .await)
}

/// `TRANSACTION_STATUS`: 1 paid, 3 open, 4 failed. Its values are not published; these are the national platform's, whose
/// messages are VNPT Pay's with other names.
fn state(sandbox: &Sandbox, message: &Value, lie: Lie) -> Result<String, Refusal> {
    let credentials = &sandbox.config().credentials;
    let values = texts(message, SIGNED);
    let [action, version, merchant, order, created] = values.each_ref().map(String::as_str);
    if merchant != credentials.vnpt_service {
        return Err(Refusal::Merchant);
    }
    let digest = sha256_joined(
        &values.each_ref().map(String::as_str),
        &credentials.vnpt_secret,
    );
    if text(message, "SECURE_CODE") != digest {
        return Err(Refusal::Signature);
    }
    if action != "QUERY" || version != VERSION {
        return Err(Refusal::Format("ACTION, VERSION"));
    }
    let payment = outcome::by_order(sandbox, Provider::VnptPay, order)
        .map_err(|_| Refusal::Maintenance)?
        .filter(|payment| payment.field("CREATE_DATE") == created)
        .ok_or(Refusal::NotFound)?;
    let status = match payment.verdict() {
        Some(Verdict::Paid) => "1",
        Some(_) => "4",
        None => "3",
    };
    let amount = lie.amount(payment.opening.amount).to_string();
    let ended = payment.outcome.as_ref();
    let transaction = ended.map_or("", |outcome| &outcome.transaction);
    let paid_at = ended.map_or_else(String::new, |outcome| clock::compact(outcome.at));
    let fields = [
        ("RESPONSE_CODE", "00"),
        ("DESCRIPTION", "Success"),
        ("MERCHANT_SERVICE_ID", merchant),
        ("MERCHANT_ORDER_ID", order),
        ("VNPTPAY_TRANSACTION_ID", transaction),
        ("AMOUNT", &amount),
        ("PAY_DATE", &paid_at),
        ("TRANSACTION_STATUS", status),
        ("ADDITIONAL_INFO", ""),
    ];
    Ok(signed(&fields, &credentials.vnpt_secret))
}

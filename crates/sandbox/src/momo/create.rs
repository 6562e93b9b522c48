//! Opening a payment.

use axum::{Json, extract::State, response::Response};
use serde_json::{Value, json};

use super::{Refusal, answer, authenticate, strike};
use crate::{
    Sandbox,
    faults::{Point, bend},
    json::{self, text, texts},
    opening::{self, Order},
    provider::Provider,
};

/// What is signed after the access key, in this order.
pub(super) const SIGNED: [&str; 9] = [
    "amount",
    "extraData",
    "ipnUrl",
    "orderId",
    "orderInfo",
    "partnerCode",
    "redirectUrl",
    "requestId",
    "requestType",
];

/// Smallest and, for the wallet, greatest amount in đồng.
const AMOUNTS: std::ops::RangeInclusive<u64> = 1_000..=50_000_000;

/// `POST /sandbox/momo/v2/gateway/api/create`
pub(crate) async fn take(State(sandbox): State<Sandbox>, Json(message): Json<Value>) -> Response {
    let fault = strike(&sandbox, Point::Create, &text(&message, "orderId"));
    bend(
        fault,
        || answer(&sandbox, &message, Err(Refusal::Maintenance)),
        || answer(&sandbox, &message, open(&sandbox, &message)),
    )
    .await
}

fn open(sandbox: &Sandbox, message: &Value) -> Result<Value, Refusal> {
    authenticate(sandbox.config(), message, &SIGNED)?;
    let [
        amount,
        _extra,
        ipn_url,
        order,
        description,
        _partner,
        redirect_url,
        request,
        kind,
    ] = texts(message, SIGNED);
    let kinds = ["captureWallet", "payWithATM", "payWithCC", "payWithMethod"];
    let right = kinds.contains(&kind.as_str())
        && message["amount"].is_u64()
        && is_order(&order)
        && (1..=50).contains(&request.len())
        && !description.is_empty()
        && [&ipn_url, &redirect_url]
            .iter()
            .all(|url| url.starts_with("http"))
        && !ipn_url.contains('?');
    if !right {
        return Err(Refusal::Format);
    }
    let amount = json::amount(&amount)
        .filter(|amount| AMOUNTS.contains(amount))
        .ok_or(Refusal::Amount)?;
    let minutes = message["orderExpireTime"].as_u64();
    let lifetime = minutes.and_then(|m| i64::try_from(m).ok().filter(|m| *m <= 7 * 24 * 60));
    let opened = Order {
        provider: Provider::Momo,
        reference: order.clone(),
        order: order.clone(),
        amount,
        expires_at: lifetime.map(|m| sandbox.now() + time::Duration::minutes(m)),
        return_url: redirect_url,
        callback_url: Some(ipn_url),
        description,
        message: message.clone(),
    };
    let token = opening::open(sandbox, opened)?;
    Ok(json!({
        "amount": amount,
        "resultCode": 0,
        "message": "Successful.",
        "payUrl": opening::page(sandbox, Provider::Momo, token),
        "deeplink": format!("momo://app?action=payWithApp&isScanQR=false&sid={token}"),
        "qrCodeUrl": format!("momo://app?action=payWithApp&isScanQR=true&sid={token}"),
    }))
}

/// `^[0-9a-zA-Z]([-_.]*[0-9a-zA-Z]+)*$`, at most fifty characters.
fn is_order(text: &str) -> bool {
    let solid = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.len() <= 50
        && solid(text.chars().next())
        && solid(text.chars().next_back())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

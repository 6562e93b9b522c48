//! Opening a payment.

use axum::{body::Bytes, extract::State, http::HeaderMap, response::Response};
use serde_json::Value;

use super::{Refusal, answer, authenticate, read, reference, strike, success};
use crate::{
    Sandbox, clock,
    faults::{Point, bend},
    json::{self, text, texts},
    opening::{self, Order},
    provider::Provider,
};

/// What is signed, in this order.
const SIGNED: [&str; 7] = [
    "app_id",
    "app_trans_id",
    "app_user",
    "amount",
    "app_time",
    "embed_data",
    "item",
];

/// How far `app_time` may lie from now, in milliseconds: a quarter of an hour.
const APP_TIME: i64 = 15 * 60 * 1000;

/// `POST /sandbox/zalopay/v2/create`
pub(crate) async fn take(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let message = read(&headers, &body);
    let fault = strike(&sandbox, Point::Create, &text(&message, "app_trans_id"));
    bend(
        fault,
        || answer(Err(Refusal::Maintenance)),
        || answer(open(&sandbox, &message)),
    )
    .await
}

fn open(sandbox: &Sandbox, message: &Value) -> Result<Value, Refusal> {
    authenticate(sandbox, message, SIGNED, "")?;
    let [_app, order, user, amount, time, embedded, items] = texts(message, SIGNED);
    let now = sandbox.now();
    let apart = |time: i64| (clock::milliseconds(now) - time).abs();
    let right = order.starts_with(&format!("{}_", clock::day(now)))
        && order.len() <= 40
        && !reference(&order).is_empty()
        && !user.is_empty()
        && time.parse().is_ok_and(|time: i64| apart(time) <= APP_TIME)
        && serde_json::from_str::<Value>(&items).is_ok_and(|items| items.is_array());
    let embedded: Value = serde_json::from_str(&embedded).map_err(|_| Refusal::Format)?;
    if !right || !embedded.is_object() {
        return Err(Refusal::Format);
    }
    let callback_url = text(message, "callback_url");
    let seconds: Option<i64> = text(message, "expire_duration_seconds").parse().ok();
    let opened = Order {
        provider: Provider::ZaloPay,
        reference: reference(&order).to_owned(),
        order: order.clone(),
        amount: json::amount(&amount).ok_or(Refusal::Amount)?,
        expires_at: seconds
            .filter(|seconds| (300..=2_592_000).contains(seconds))
            .map(|seconds| now + time::Duration::seconds(seconds)),
        return_url: text(&embedded, "redirecturl"),
        callback_url: Some(callback_url).filter(|url| url.starts_with("http")),
        description: text(message, "description"),
        message: message.clone(),
    };
    let token = opening::open(sandbox, opened)?;
    let mut told = success();
    told["order_url"] = opening::page(sandbox, Provider::ZaloPay, token).into();
    told["zp_trans_token"] = token.simple().to_string().into();
    told["order_token"] = token.simple().to_string().into();
    Ok(told)
}

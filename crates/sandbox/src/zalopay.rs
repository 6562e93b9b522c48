//! ZaloPay v2: create, query, refund, refund query, and the callback.

use std::collections::BTreeMap;

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, post},
};
use serde_json::{Value, json};
use time::Duration;

use crate::{
    Sandbox, clock,
    config::Config,
    digest::hmac_sha256,
    faults::{Distortion, InjectionPoint, Operation, respond},
    json::{self, joined, text},
    payments::{self, Refused, with_query},
    protocol::Call,
    provider::Provider,
    world::{Opening, Payment, Verdict},
};

/// What is signed, in this order, when a payment is opened.
const CREATE: &str = "app_id app_trans_id app_user amount app_time embed_data item";
const REFUND: &str = "app_id zp_trans_id amount description timestamp";

/// How far `app_time` may lie from now, in milliseconds: a quarter of an hour.
const APP_TIME: i64 = 15 * 60 * 1000;

/// Why ZaloPay refuses; all of them are `return_code` 2 with a detail of its table.
struct Refusal(i32, &'static str);

const MAINTENANCE: Refusal = Refusal(-500, "System is under maintenance");
const MAC: Refusal = Refusal(-402, "MAC is invalid");
const FORMAT: Refusal = Refusal(-401, "Data is invalid");
const AMOUNT: Refusal = Refusal(-54, "Amount is invalid");
const DUPLICATE: Refusal = Refusal(-68, "Order ID is duplicated");
const NOT_FOUND: Refusal = Refusal(-101, "Order is not found");
const NOT_REFUNDABLE: Refusal = Refusal(-13, "Refund is refused");

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotPaid | Refused::Amount => NOT_REFUNDABLE,
            Refused::Duplicate => DUPLICATE,
            Refused::Journal => MAINTENANCE,
        }
    }
}

/// Below `/sandbox/zalopay/v2`.
pub(crate) fn routes() -> Router<Sandbox> {
    use Operation::{Create, Query, Refund};
    Router::new()
        .route("/create", endpoint(Create, "app_trans_id", create))
        .route("/query", endpoint(Query, "app_trans_id", query))
        .route("/refund", endpoint(Refund, "m_refund_id", refund))
        .route(
            "/query_refund",
            endpoint(Query, "m_refund_id", query_refund),
        )
}

type Work = fn(&Sandbox, &Value, Distortion) -> Result<Value, Refusal>;

/// `id` names the field that tells which payment or refund it is about.
fn endpoint(operation: Operation, id: &'static str, work: Work) -> MethodRouter<Sandbox> {
    post(
        async move |State(sandbox): State<Sandbox>, headers: HeaderMap, body: Bytes| {
            let message = read(&headers, &body);
            let id = text(&message, id);
            let point = InjectionPoint::at(Provider::Zalopay, operation, reference(&id));
            respond(&sandbox, point, MAINTENANCE, answer, |distortion| {
                work(&sandbox, &message, distortion)
            })
            .await
        },
    )
}

/// A request, which may be a form or JSON.
fn read(headers: &HeaderMap, body: &Bytes) -> Value {
    let kind = headers.get(header::CONTENT_TYPE);
    let is_json = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if is_json {
        return serde_json::from_slice(body).unwrap_or_default();
    }
    let fields: BTreeMap<String, String> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    json!(fields)
}

/// Whether the `mac` fits the values of `names`, joined by `|`, and the application is ours.
fn authenticate(
    sandbox: &Sandbox,
    message: &Value,
    names: &str,
    last: &str,
) -> Result<(), Refusal> {
    let credentials = &sandbox.config().credentials;
    let mac = hmac_sha256(&credentials.zalopay_key1, &(joined(message, names) + last));
    let ours = text(message, "app_id") == credentials.zalopay_app;
    let authentic = ours && text(message, "mac") == mac;
    authentic.then_some(()).ok_or(MAC)
}

/// The portal's reference in an `app_trans_id`: what follows the day.
fn reference(order: &str) -> &str {
    let parts = order.split_once('_');
    parts.map_or(order, |(_, reference)| reference)
}

fn answer(result: Result<Value, Refusal>) -> Response {
    let refused = |Refusal(code, words)| {
        json!({
            "return_code": 2,
            "return_message": "Giao dịch thất bại",
            "sub_return_code": code,
            "sub_return_message": words,
        })
    };
    Json(result.unwrap_or_else(refused)).into_response()
}

/// `return_code` 1 with its words, to which the caller adds.
fn success() -> Value {
    json!({
        "return_code": 1,
        "return_message": "Giao dịch thành công",
        "sub_return_code": 1,
        "sub_return_message": "Giao dịch thành công",
    })
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or(0)
}

fn create(sandbox: &Sandbox, message: &Value, _: Distortion) -> Result<Value, Refusal> {
    authenticate(sandbox, message, CREATE, "")?;
    let field = |name| text(message, name);
    let (order, time) = (field("app_trans_id"), field("app_time"));
    let now = sandbox.now();
    let apart = |time: i64| (clock::milliseconds(now) - time).abs();
    let right = order.starts_with(&format!("{}_", clock::day(now)))
        && order.len() <= 40
        && !reference(&order).is_empty()
        && !field("app_user").is_empty()
        && time.parse().is_ok_and(|time: i64| apart(time) <= APP_TIME)
        && serde_json::from_str::<Value>(&field("item")).is_ok_and(|items| items.is_array());
    let embedded: Value = serde_json::from_str(&field("embed_data")).map_err(|_| FORMAT)?;
    if !right || !embedded.is_object() {
        return Err(FORMAT);
    }
    let amount = json::amount(&field("amount")).ok_or(AMOUNT)?;
    let callback_url = field("callback_url");
    let mut opening = Opening {
        return_url: text(&embedded, "redirecturl"),
        callback_url: Some(callback_url).filter(|url| url.starts_with("http")),
        description: field("description"),
        message: message.clone(),
        ..payments::opening(sandbox, Provider::Zalopay, reference(&order), amount)
    };
    opening.order = order;
    let seconds = field("expire_duration_seconds").parse();
    if let Ok(seconds @ 300..=2_592_000) = seconds {
        opening.expires_at = opening.opened_at + Duration::seconds(seconds);
    }
    let token = payments::open(sandbox, opening)?;
    let mut answer = success();
    answer["order_url"] = payments::page(sandbox, Provider::Zalopay, token).into();
    answer["zp_trans_token"] = token.simple().to_string().into();
    answer["order_token"] = token.simple().to_string().into();
    Ok(answer)
}

/// How did it end? `return_code`: 1 paid, 2 failed, 3 still open.
fn query(sandbox: &Sandbox, message: &Value, distortion: Distortion) -> Result<Value, Refusal> {
    // The key itself ends what is signed.
    let key = format!("|{}", sandbox.config().credentials.zalopay_key1);
    authenticate(sandbox, message, "app_id app_trans_id", &key)?;
    let order = text(message, "app_trans_id");
    let payment = payments::by_order(sandbox, Provider::Zalopay, &order)?.ok_or(NOT_FOUND)?;
    let amount = distortion.amount(payment.opening.amount);
    let unpaid = |code: i32, words: &str, detail: i32, explained: &str| {
        json!({
            "return_code": code,
            "return_message": words,
            "sub_return_code": detail,
            "sub_return_message": explained,
            "is_processing": false,
            "amount": amount,
            "zp_trans_id": 0,
        })
    };
    let failed = |detail, explained| unpaid(2, "Giao dịch thất bại", detail, explained);
    Ok(match payment.verdict() {
        Some(Verdict::Paid) => {
            let mut answer = success();
            answer["is_processing"] = false.into();
            answer["amount"] = amount.into();
            answer["zp_trans_id"] = number(payment.transaction()).into();
            answer["server_time"] = clock::milliseconds(payment.changed_at()).into();
            answer["discount_amount"] = 0.into();
            answer
        }
        None => unpaid(
            3,
            "Giao dịch đang xử lý",
            3,
            "Đơn hàng chưa được thanh toán",
        ),
        // Too little money ends one try, the order only by its time.
        Some(Verdict::InsufficientBalance) if payment.opening.expires_at > sandbox.now() => {
            failed(-63, "Số dư không đủ")
        }
        Some(Verdict::Expired | Verdict::InsufficientBalance) => failed(-55, "Đơn hàng đã hết hạn"),
        Some(Verdict::Cancelled) => failed(-49, "Người dùng hủy giao dịch"),
        Some(Verdict::CardLocked | Verdict::WrongCode) => failed(-117, "Xác thực không thành công"),
    })
}

/// Money goes back at once; ZaloPay's own takes a while, which `query_refund` is for.
fn refund(sandbox: &Sandbox, message: &Value, _: Distortion) -> Result<Value, Refusal> {
    authenticate(sandbox, message, REFUND, "")?;
    let id = text(message, "m_refund_id");
    let reference = refund_reference(sandbox, &id).ok_or(FORMAT)?;
    if text(message, "description").chars().count() > 100 {
        return Err(FORMAT);
    }
    let amount = json::amount(&text(message, "amount")).ok_or(AMOUNT)?;
    let charge = payments::charged(sandbox, Provider::Zalopay, &text(message, "zp_trans_id"));
    let refund = payments::refund(sandbox, charge.ok_or(NOT_FOUND)?, reference, amount)?;
    let mut answer = success();
    answer["refund_id"] = number(&refund.transaction).into();
    Ok(answer)
}

fn query_refund(sandbox: &Sandbox, message: &Value, _: Distortion) -> Result<Value, Refusal> {
    authenticate(sandbox, message, "app_id m_refund_id timestamp", "")?;
    let id = text(message, "m_refund_id");
    let reference = refund_reference(sandbox, &id).ok_or(FORMAT)?;
    let journal = sandbox.journal();
    let refund = journal.world.refund(Provider::Zalopay, reference);
    refund.map(|_| success()).ok_or(NOT_FOUND)
}

/// The portal's reference in an `m_refund_id`, which is `yymmdd_appid_reference`.
fn refund_reference<'a>(sandbox: &Sandbox, id: &'a str) -> Option<&'a str> {
    let (day, rest) = id.split_once('_')?;
    let (app, reference) = rest.split_once('_')?;
    let named = day.len() == 6 && app == sandbox.config().credentials.zalopay_app;
    (named && !reference.is_empty()).then_some(reference)
}

/// A text of JSON, and a MAC over that text as it is; `None` where the payment is not paid.
pub(crate) fn callback(config: &Config, payment: &Payment, distortion: Distortion) -> Option<Call> {
    let outcome = payment.paid()?;
    let url = payment.opening.callback_url.clone()?;
    let asked = &payment.opening.message;
    let data = json!({
        "app_id": number(&config.credentials.zalopay_app),
        "app_trans_id": payment.opening.order,
        "app_time": number(&text(asked, "app_time")),
        "app_user": text(asked, "app_user"),
        "amount": distortion.amount(payment.opening.amount),
        "embed_data": text(asked, "embed_data"),
        "item": text(asked, "item"),
        "zp_trans_id": number(&outcome.transaction),
        "server_time": clock::milliseconds(outcome.at),
        "channel": 38,
        "merchant_user_id": "",
        "user_fee_amount": 0,
        "discount_amount": 0,
    })
    .to_string();
    let mac = hmac_sha256(distortion.secret(&config.credentials.zalopay_key2), &data);
    let message = json!({ "data": data, "mac": mac, "type": 1 });
    Some(Call::Json(url, message))
}

/// Back to the portal. `status`: 1 paid, -49 cancelled, 3 still open, 2 failed.
pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    let credentials = &config.credentials;
    let amount = payment.opening.amount.to_string();
    let status = match payment.verdict() {
        Some(Verdict::Paid) => "1",
        Some(Verdict::Cancelled) => "-49",
        None => "3",
        Some(_) => "2",
    };
    let mut fields = vec![
        ("appid", credentials.zalopay_app.as_str()),
        ("apptransid", &payment.opening.order),
        ("pmcid", "38"),
        ("bankcode", ""),
        ("amount", &amount),
        ("discountamount", "0"),
        ("status", status),
    ];
    let values: Vec<_> = fields.iter().map(|(_, value)| *value).collect();
    let checksum = hmac_sha256(&credentials.zalopay_key2, &values.join("|"));
    fields.push(("checksum", &checksum));
    with_query(&payment.opening.return_url, &fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macs_match_the_vectors() {
        let key1 = Config::default().credentials.zalopay_key1;
        for (text, expected) in [
            (
                "2553|250601_1|user1|50000|1748747410000|{}|[]".to_owned(),
                "d97ed82a40684c2600e148bc55521984bdcd2ff4919db399636533b10a12b5a2",
            ),
            (
                format!("2553|250601_1|{key1}"),
                "1c2319a28681a95abc101b4dffbfe30630b84ec45afcd091bee815a13b56970c",
            ),
        ] {
            assert_eq!(hmac_sha256(&key1, &text), expected);
        }
    }
}

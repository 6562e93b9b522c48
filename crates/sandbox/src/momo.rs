//! MoMo, gateway v2: create, query, refund, refund query, and the callback (IPN).

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{MethodRouter, post},
};
use serde_json::{Value, json};

use crate::{
    Sandbox, clock,
    config::Config,
    digest::hmac_sha256,
    faults::{Distortion, InjectionPoint, Operation, respond},
    json::text,
    payments::{self, Refused, with_query},
    protocol::Call,
    provider::Provider,
    world::{Opening, Payment, Refund, Verdict},
};

/// What is signed after the access key, in this order, when a payment is opened.
const CREATE: &str =
    "amount extraData ipnUrl orderId orderInfo partnerCode redirectUrl requestId requestType";
const OUTCOME: &str = "amount extraData message orderId orderInfo orderType partnerCode payType requestId \
     responseTime resultCode transId";
const QUERY: &str = "orderId partnerCode requestId";
const REFUND: &str = "amount description orderId partnerCode requestId transId";

/// Smallest and, for the wallet, greatest amount in đồng.
const AMOUNTS: std::ops::RangeInclusive<u64> = 1_000..=50_000_000;

/// Why MoMo refuses: a `resultCode` of its table, and its words.
struct Refusal(i32, &'static str);

const MAINTENANCE: Refusal = Refusal(10, "System is under maintenance.");
const PARTNER: Refusal = Refusal(13, "Merchant authentication failed.");
const FORMAT: Refusal = Refusal(20, "Bad format request.");
const AMOUNT: Refusal = Refusal(22, "Transaction amount is out of range.");
const DUPLICATE_ORDER: Refusal = Refusal(41, "Duplicated orderId.");
const NOT_FOUND: Refusal = Refusal(42, "OrderId is invalid or is not found.");
const REFUND_REFUSED: Refusal = Refusal(
    1081,
    "Refund rejected. The original transaction might have been refunded.",
);
const NOT_REFUNDABLE: Refusal = Refusal(
    1088,
    "The original transaction is not eligible to be refunded.",
);

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotPaid => NOT_REFUNDABLE,
            Refused::Amount => REFUND_REFUSED,
            Refused::Duplicate => DUPLICATE_ORDER,
            Refused::Journal => MAINTENANCE,
        }
    }
}

/// Below `/sandbox/momo/v2/gateway/api`.
pub(crate) fn routes() -> Router<Sandbox> {
    use Operation::{Create, Query, Refund};
    Router::new()
        .route("/create", endpoint(Create, CREATE, create))
        .route("/query", endpoint(Query, QUERY, query))
        .route("/refund", endpoint(Refund, REFUND, refund))
        .route("/refund/query", endpoint(Query, QUERY, query_refund))
}

type Work = fn(&Sandbox, &Value, Distortion) -> Result<Value, Refusal>;

/// `signed` are the fields that are signed after the access key.
fn endpoint(operation: Operation, signed: &'static str, work: Work) -> MethodRouter<Sandbox> {
    post(
        async move |State(sandbox): State<Sandbox>, Json(message): Json<Value>| {
            let order = text(&message, "orderId");
            let point = InjectionPoint::at(Provider::Momo, operation, &order);
            let write = |result| answer(&sandbox, &message, result);
            respond(&sandbox, point, MAINTENANCE, write, |distortion| {
                authenticate(sandbox.config(), &message, signed)?;
                work(&sandbox, &message, distortion)
            })
            .await
        },
    )
}

/// The values of `names` as MoMo signs them: `name=value` joined with `&`, the access key first, nothing encoded.
fn signature(config: &Config, message: &Value, names: &str, secret: &str) -> String {
    let mut raw = format!("accessKey={}", config.credentials.momo_access_key);
    for name in names.split_whitespace() {
        raw.push_str(&format!("&{name}={}", text(message, name)));
    }
    hmac_sha256(secret, &raw)
}

fn authenticate(config: &Config, message: &Value, names: &str) -> Result<(), Refusal> {
    let expected = signature(config, message, names, &config.credentials.momo_secret);
    let partner = text(message, "partnerCode") == config.credentials.momo_partner;
    let authentic = partner && text(message, "signature") == expected;
    authentic.then_some(()).ok_or(PARTNER)
}

/// Adds what every answer repeats; a refusal comes with HTTP 400, as MoMo's do.
fn answer(sandbox: &Sandbox, asked: &Value, result: Result<Value, Refusal>) -> Response {
    let (status, mut answer) = match result {
        Ok(answer) => (StatusCode::OK, answer),
        Err(Refusal(code, words)) => {
            let status = match code == MAINTENANCE.0 {
                true => StatusCode::SERVICE_UNAVAILABLE,
                false => StatusCode::BAD_REQUEST,
            };
            (status, json!({ "resultCode": code, "message": words }))
        }
    };
    for name in ["partnerCode", "orderId", "requestId"] {
        answer[name] = text(asked, name).into();
    }
    answer["responseTime"] = clock::milliseconds(sandbox.now()).into();
    (status, Json(answer)).into_response()
}

fn create(sandbox: &Sandbox, message: &Value, _: Distortion) -> Result<Value, Refusal> {
    let field = |name| text(message, name);
    let (order, description) = (field("orderId"), field("orderInfo"));
    let (ipn_url, redirect_url) = (field("ipnUrl"), field("redirectUrl"));
    let kinds = ["captureWallet", "payWithATM", "payWithCC", "payWithMethod"];
    let right = kinds.contains(&&*field("requestType"))
        && is_order(&order)
        && (1..=50).contains(&field("requestId").len())
        && !description.is_empty()
        && ipn_url.starts_with("http")
        && redirect_url.starts_with("http")
        && !ipn_url.contains('?');
    let amount = message["amount"].as_u64().filter(|_| right).ok_or(FORMAT)?;
    if !AMOUNTS.contains(&amount) {
        return Err(AMOUNT);
    }
    let mut opening = Opening {
        return_url: redirect_url,
        callback_url: Some(ipn_url),
        description,
        message: message.clone(),
        ..payments::opening(sandbox, Provider::Momo, &order, amount)
    };
    let minutes = message["orderExpireTime"].as_u64();
    if let Some(minutes) = minutes.filter(|minutes| *minutes <= 7 * 24 * 60) {
        opening.expires_at = opening.opened_at + std::time::Duration::from_secs(60 * minutes);
    }
    let token = payments::open(sandbox, opening)?;
    Ok(json!({
        "amount": amount,
        "resultCode": 0,
        "message": "Successful.",
        "payUrl": payments::page(sandbox, Provider::Momo, token),
        "deeplink": format!("momo://app?action=payWithApp&isScanQR=false&sid={token}"),
        "qrCodeUrl": format!("momo://app?action=payWithApp&isScanQR=true&sid={token}"),
    }))
}

/// `^[0-9a-zA-Z]([-_.]*[0-9a-zA-Z]+)*$`, at most fifty characters.
fn is_order(text: &str) -> bool {
    let ends = |c: char| c.is_ascii_alphanumeric();
    let inside = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    text.len() <= 50 && text.starts_with(ends) && text.ends_with(ends) && text.bytes().all(inside)
}

/// How did it end, and what went back?
fn query(sandbox: &Sandbox, message: &Value, distortion: Distortion) -> Result<Value, Refusal> {
    let payment = payments::by_order(sandbox, Provider::Momo, &text(message, "orderId"))?;
    let payment = payment.ok_or(NOT_FOUND)?;
    let (code, words) = result(payment.verdict());
    let journal = sandbox.journal();
    let refunds = journal.world.refunds_of(payment.opening.token);
    let refunds: Vec<_> = refunds
        .map(|refund| {
            let mut line = line(refund);
            line["createdTime"] = clock::milliseconds(refund.at).into();
            line
        })
        .collect();
    Ok(json!({
        "amount": distortion.amount(payment.opening.amount),
        "extraData": payment.field("extraData"),
        "transId": number(payment.transaction()),
        "payType": "webApp",
        "resultCode": code,
        "message": words,
        "refundTrans": refunds,
    }))
}

/// Sends money back; `orderId` is the refund's own.
fn refund(sandbox: &Sandbox, message: &Value, _: Distortion) -> Result<Value, Refusal> {
    let amount = message["amount"].as_u64().ok_or(FORMAT)?;
    if amount < *AMOUNTS.start() {
        return Err(AMOUNT);
    }
    let charge = payments::charged(sandbox, Provider::Momo, &text(message, "transId"));
    let order = text(message, "orderId");
    let refund = payments::refund(sandbox, charge.ok_or(NOT_FOUND)?, &order, amount)?;
    Ok(refunded(&refund))
}

/// Whether a refund went back; `orderId` is the refund's.
fn query_refund(sandbox: &Sandbox, message: &Value, _: Distortion) -> Result<Value, Refusal> {
    let order = text(message, "orderId");
    let journal = sandbox.journal();
    let refund = journal.world.refund(Provider::Momo, &order);
    refund.map(refunded).ok_or(NOT_FOUND)
}

fn refunded(refund: &Refund) -> Value {
    json!({
        "amount": refund.amount,
        "transId": number(&refund.transaction),
        "resultCode": 0,
        "message": "Successful.",
        "refundTrans": [line(refund)],
    })
}

fn line(refund: &Refund) -> Value {
    json!({
        "orderId": refund.refund_reference,
        "amount": refund.amount,
        "resultCode": 0,
        "transId": number(&refund.transaction),
    })
}

/// `resultCode` and its words; 1000 waits for the payer.
fn result(verdict: Option<Verdict>) -> (i32, &'static str) {
    match verdict {
        Some(Verdict::Paid) => (0, "Successful."),
        None => (
            1000,
            "Transaction is initiated, waiting for user confirmation.",
        ),
        Some(Verdict::InsufficientBalance) => (1001, "Insufficient funds."),
        Some(Verdict::Expired) => (
            1005,
            "Transaction failed because the url or QR code expired.",
        ),
        Some(Verdict::Cancelled) => (1006, "Transaction denied by user."),
        Some(Verdict::CardLocked) => (1007, "User's account is inactive."),
        Some(Verdict::WrongCode) => (4100, "User failed to log in."),
    }
}

/// `transId`, a number; 0 where there is none yet.
fn number(transaction: &str) -> u64 {
    transaction.parse().unwrap_or(0)
}

fn outcome(config: &Config, payment: &Payment, distortion: Distortion) -> Value {
    let (code, words) = result(payment.verdict());
    let mut message = json!({
        "partnerCode": config.credentials.momo_partner,
        "orderId": payment.opening.order,
        "requestId": payment.field("requestId"),
        "amount": distortion.amount(payment.opening.amount),
        "orderInfo": payment.opening.description,
        "orderType": "momo_wallet",
        "transId": number(payment.transaction()),
        "resultCode": code,
        "message": words,
        "payType": "webApp",
        "responseTime": clock::milliseconds(payment.changed_at()),
        "extraData": payment.field("extraData"),
    });
    let secret = distortion.secret(&config.credentials.momo_secret);
    message["signature"] = signature(config, &message, OUTCOME, secret).into();
    message
}

/// `None` while the payment has not ended.
pub(crate) fn callback(config: &Config, payment: &Payment, distortion: Distortion) -> Option<Call> {
    let url = payment.opening.callback_url.clone()?;
    payment.outcome.as_ref()?;
    Some(Call::Json(url, outcome(config, payment, distortion)))
}

/// Back to the portal, with the same fields in the address.
pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    let message = outcome(config, payment, Distortion(None));
    let names = OUTCOME.split_whitespace().chain(["signature"]);
    let fields: Vec<_> = names.map(|name| (name, text(&message, name))).collect();
    with_query(&payment.opening.return_url, &fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_match_the_vectors() {
        let config = Config::default();
        let message = json!({
            "amount": 50_000, "extraData": "", "ipnUrl": "https://example.vn/ipn", "orderId": "TN-0001",
            "orderInfo": "Thanh toan le phi", "partnerCode": "MOMO", "redirectUrl": "https://example.vn/return",
            "requestId": "REQ-0001", "requestType": "captureWallet", "message": "Successful.",
            "orderType": "momo_wallet", "payType": "qr", "responseTime": 1_750_000_000_000_u64,
            "resultCode": 0, "transId": 4_000_000_001_u64,
        });
        let mut question = message.clone();
        question["requestId"] = "REQ-0002".into();
        let refund = json!({
            "amount": 50_000, "description": "Hoan phi", "orderId": "TN-0001-R1", "partnerCode": "MOMO",
            "requestId": "REQ-0003", "transId": 4_000_000_001_u64,
        });
        let secret = &config.credentials.momo_secret;
        for (message, names, expected) in [
            (
                &message,
                CREATE,
                "3765c4fdb94ab78cd9df0e0aa94b6bd095525b4c7c4881a8d844730cb3020a1a",
            ),
            (
                &message,
                OUTCOME,
                "2b85c5a351b4eb64c8cbf2969e8ae3ff44c167c47c44aad9de42fd217056d638",
            ),
            (
                &question,
                QUERY,
                "24869b8d0b1e0289b53d768086002282bbfff31593df159cdf533408b4b329a6",
            ),
            (
                &refund,
                REFUND,
                "c3a3cba0295da9ac65871077de1c0c4afe27046746f53f0fe1437f0ba851f219",
            ),
        ] {
            assert_eq!(signature(&config, message, names, secret), expected);
        }
    }
}

//! VNPT Pay: INIT, QUERY and CONFIRM, each signed by a plain digest of its values.

use std::net::IpAddr;

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, post},
};
use serde_json::Value;

use crate::{
    Sandbox, clock,
    config::Config,
    digest::sha256,
    faults::{Distortion, InjectionPoint, Operation, respond},
    json::{self, joined, text},
    payments::{self, Refused},
    protocol::{self, Call},
    provider::Provider,
    world::{Acknowledgement, Opening, Payment, Verdict},
};

const VERSION: &str = "1.0.6";

/// What is signed, in this order. That plain INIT keeps the order of 1.0.5 in 1.0.6 is inferred.
const INIT: &str = "ACTION VERSION MERCHANT_SERVICE_ID MERCHANT_ORDER_ID AMOUNT AMOUNT_DETAIL SERVICE_ID \
     DEVICE LOCALE CURRENCY_CODE PAYMENT_METHOD DESCRIPTION CREATE_DATE CLIENT_IP";
const QUERY: &str = "ACTION VERSION MERCHANT_SERVICE_ID MERCHANT_ORDER_ID CREATE_DATE";
/// What the portal's acknowledgement signs.
const ACKNOWLEDGED: &str =
    "RESPONSE_CODE DESCRIPTION MERCHANT_SERVICE_ID MERCHANT_ORDER_ID CREATE_DATE";

/// Why VNPT Pay refuses: a `RESPONSE_CODE` of its table, and its words.
struct Refusal(&'static str, String);

fn refusal(code: &'static str, words: &str) -> Refusal {
    Refusal(code, words.to_owned())
}

fn format(field: &str) -> Refusal {
    Refusal("02", format!("Sai dinh dang {field}"))
}

fn maintenance() -> Refusal {
    refusal("96", "He thong dang bao tri")
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Duplicate => refusal("03", "Trung ma don hang"),
            _ => maintenance(),
        }
    }
}

/// Below `/sandbox/vnpt-pay/rest/payment/v1.0.6`.
pub(crate) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/init", endpoint(Operation::Create, init))
        .route("/query", endpoint(Operation::Query, query))
}

type Work = fn(&Sandbox, &Value, Distortion) -> Result<String, Refusal>;

/// 401 for whoever lacks the key.
fn endpoint(operation: Operation, work: Work) -> MethodRouter<Sandbox> {
    post(
        async move |State(sandbox): State<Sandbox>, headers: HeaderMap, body: Bytes| {
            let config = sandbox.config();
            let expected = format!("Bearer {}", config.credentials.vnpt_api_key);
            let given = headers.get(header::AUTHORIZATION);
            if given.is_none_or(|value| value.as_bytes() != expected.as_bytes()) {
                return StatusCode::UNAUTHORIZED.into_response();
            }
            let message: Value = serde_json::from_slice(&body).unwrap_or_default();
            let order = text(&message, "MERCHANT_ORDER_ID");
            let point = InjectionPoint::at(Provider::VnptPay, operation, &order);
            let write = |result| answer(config, result);
            respond(&sandbox, point, maintenance(), write, |distortion| {
                work(&sandbox, &message, distortion)
            })
            .await
        },
    )
}

/// Signs the fields in their order and writes them.
fn signed(fields: &[(&str, &str)], secret: &str) -> String {
    let values: Vec<_> = fields.iter().map(|(_, value)| *value).collect();
    let digest = sha256(&values.join("|"), secret);
    let mut fields = fields.to_vec();
    fields.push(("SECURE_CODE", &digest));
    json::ordered(&fields)
}

/// Writes an answer; a refusal is signed like any other.
fn answer(config: &Config, result: Result<String, Refusal>) -> Response {
    let body = result.unwrap_or_else(|Refusal(code, words)| {
        let fields = [("RESPONSE_CODE", code), ("DESCRIPTION", &words)];
        signed(&fields, &config.credentials.vnpt_secret)
    });
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// Whether the merchant signed the values of `names`.
fn authenticate(sandbox: &Sandbox, message: &Value, names: &str) -> Result<(), Refusal> {
    let credentials = &sandbox.config().credentials;
    if text(message, "MERCHANT_SERVICE_ID") != credentials.vnpt_service {
        return Err(refusal("09", "Merchant khong ton tai"));
    }
    let signed = sha256(&joined(message, names), &credentials.vnpt_secret);
    if text(message, "SECURE_CODE") != signed {
        return Err(refusal("07", "Sai chu ky"));
    }
    Ok(())
}

fn init(sandbox: &Sandbox, message: &Value, _: Distortion) -> Result<String, Refusal> {
    authenticate(sandbox, message, INIT)?;
    let field = |name| text(message, name);
    let (order, total) = (field("MERCHANT_ORDER_ID"), field("AMOUNT"));
    let description = field("DESCRIPTION");
    let is_split = |name| field(name).contains('|');
    let wrong = json::first_wrong([
        (field("ACTION") == "INIT", "ACTION"),
        (field("VERSION") == VERSION, "VERSION"),
        ((1..=64).contains(&order.len()), "MERCHANT_ORDER_ID"),
        (field("AMOUNT_DETAIL") == total, "AMOUNT_DETAIL"),
        (field("SERVICE_ID") == "1", "SERVICE_ID"),
        (field("DEVICE") == "1", "DEVICE"),
        (matches!(&*field("LOCALE"), "vi-VN" | "en-US"), "LOCALE"),
        (field("CURRENCY_CODE") == "VND", "CURRENCY_CODE"),
        (!description.is_empty(), "DESCRIPTION"),
        (clock::is_compact(&field("CREATE_DATE")), "CREATE_DATE"),
        (field("CLIENT_IP").parse::<IpAddr>().is_ok(), "CLIENT_IP"),
        (!INIT.split_whitespace().any(is_split), "|"),
    ]);
    if let Some(field) = wrong {
        return Err(format(field));
    }
    let amount = json::amount(&total).ok_or_else(|| format("AMOUNT"))?;
    let opening = Opening {
        description,
        message: message.clone(),
        ..payments::opening(sandbox, Provider::VnptPay, &order, amount)
    };
    let token = payments::open(sandbox, opening)?;
    let page = payments::page(sandbox, Provider::VnptPay, token);
    let fields = [
        ("RESPONSE_CODE", "00"),
        ("DESCRIPTION", "Success"),
        ("REDIRECT_URL", &page),
    ];
    Ok(signed(&fields, &sandbox.config().credentials.vnpt_secret))
}

/// How did it end? `TRANSACTION_STATUS`: 1 paid, 3 open, 4 failed. Its values are not published; these are the national
/// platform's, whose messages are VNPT Pay's with other names.
fn query(sandbox: &Sandbox, message: &Value, distortion: Distortion) -> Result<String, Refusal> {
    authenticate(sandbox, message, QUERY)?;
    let field = |name| text(message, name);
    if field("ACTION") != "QUERY" || field("VERSION") != VERSION {
        return Err(format("ACTION, VERSION"));
    }
    let payment = payments::by_order(sandbox, Provider::VnptPay, &field("MERCHANT_ORDER_ID"))?
        .filter(|payment| payment.field("CREATE_DATE") == field("CREATE_DATE"))
        .ok_or_else(|| refusal("05", "Khong tim thay giao dich"))?;
    let status = match payment.verdict() {
        Some(Verdict::Paid) => "1",
        Some(_) => "4",
        None => "3",
    };
    let credentials = &sandbox.config().credentials;
    let amount = distortion.amount(payment.opening.amount).to_string();
    let ended = payment.outcome.as_ref();
    let paid_at = ended.map_or_else(String::new, |outcome| clock::compact(outcome.at));
    let fields = [
        ("RESPONSE_CODE", "00"),
        ("DESCRIPTION", "Success"),
        ("MERCHANT_SERVICE_ID", &credentials.vnpt_service),
        ("MERCHANT_ORDER_ID", &payment.opening.order),
        ("VNPTPAY_TRANSACTION_ID", payment.transaction()),
        ("AMOUNT", &amount),
        ("PAY_DATE", &paid_at),
        ("TRANSACTION_STATUS", status),
        ("ADDITIONAL_INFO", ""),
    ];
    Ok(signed(&fields, &credentials.vnpt_secret))
}

fn code(payment: &Payment) -> &'static str {
    match payment.verdict() {
        Some(Verdict::Paid) => "00",
        Some(Verdict::Expired) => "04",
        // What it calls a payment that is still open is not published.
        None => "99",
        Some(_) => "01",
    }
}

/// CONFIRM; `None` while the payment has not ended.
pub(crate) fn callback(config: &Config, payment: &Payment, distortion: Distortion) -> Option<Call> {
    let outcome = payment.outcome.as_ref()?;
    let amount = distortion.amount(payment.opening.amount).to_string();
    let paid_at = clock::compact(outcome.at);
    let fields = [
        ("ACTION", "CONFIRM"),
        ("RESPONSE_CODE", code(payment)),
        ("MERCHANT_SERVICE_ID", &config.credentials.vnpt_service),
        ("MERCHANT_ORDER_ID", &payment.opening.order),
        ("AMOUNT", &amount),
        ("CURRENCY_CODE", "VND"),
        ("VNPTPAY_TRANSACTION_ID", &outcome.transaction),
        ("PAYMENT_METHOD", payment.field("PAYMENT_METHOD")),
        ("PAY_DATE", &paid_at),
        ("ADDITIONAL_INFO", ""),
    ];
    let values = fields.map(|(_, value)| value).join("|");
    let digest = sha256(&values, distortion.secret(&config.credentials.vnpt_secret));
    let mut message: Value = fields.into_iter().collect();
    message["SECURE_CODE"] = digest.into();
    let url = format!("{}/callbacks/vnpt-pay", config.portal_url);
    Some(Call::Json(url, message))
}

/// Recorded now (00) or before (02), and signed by the portal.
pub(crate) fn acknowledgement(config: &Config, body: &[u8]) -> Acknowledgement {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    let secret = &config.credentials.vnpt_secret;
    let signed = sha256(&joined(&answer, ACKNOWLEDGED), secret);
    let [code, meaning] = ["RESPONSE_CODE", "DESCRIPTION"].map(|name| text(&answer, name));
    let good = matches!(&*code, "00" | "02") && text(&answer, "SECURE_CODE") == signed;
    protocol::acknowledged(good, code, meaning)
}

/// Back to the portal. The form of the return is not published; this is the national platform's, of the same maker.
pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    let secret = &config.credentials.vnpt_secret;
    protocol::return_to_result(config, payment, code(payment), secret)
}

#[cfg(test)]
mod tests {
    use crate::digest::sha256;

    #[test]
    fn the_digest_matches_the_vector() {
        let values = "INIT|1.0.5|MSID|TN0001|50000|50000|1|1|vi-VN|VND|VNPTPAY|Thanh toan le phi|20250601101010|127.0.0.1";
        assert_eq!(
            sha256(values, "testsecret"),
            "ea3608932a6e771640a21027c982e727961238afea350e4ba6be2a1b8cc687ad"
        );
    }
}

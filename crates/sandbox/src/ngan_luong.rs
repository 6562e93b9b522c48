//! Ngân Lượng's checkout 3.1: forms in, XML out, no callback, and no digest but that of the password.

use axum::{
    Form,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use quick_xml::escape::escape;
use serde::Deserialize;
use serde_json::json;
use time::Duration;

use crate::{
    Sandbox,
    digest::md5,
    faults::{Distortion, InjectionPoint, Operation, respond},
    json,
    pages::Failure,
    payments::{self, Refused, with_query},
    provider::Provider,
    world::{Opening, Payment, Verdict},
};

const VERSIONS: [&str; 2] = ["3.1", "3.2"];

/// `payment_method` values, of which those that go to a bank name it in `bank_code`.
const METHODS: &str = "NL VISA ATM_ONLINE IB_ONLINE ATM_OFFLINE NH_OFFLINE QRCODE CREDIT_CARD_PREPAID TTVP CASH_IN_SHOP";

/// Smallest amount, in đồng.
const LEAST: u64 = 2_000;

/// Minutes a payment stays open where the request does not say, and at most.
const LIFETIME: i64 = 1440;

/// The fields of both functions; whatever else a form holds (items, buyer) is not looked at.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    function: String,
    version: String,
    merchant_id: String,
    merchant_password: String,
    receiver_email: String,
    order_code: String,
    total_amount: String,
    payment_method: String,
    bank_code: String,
    order_description: String,
    return_url: String,
    cancel_url: String,
    time_limit: String,
    cur_code: String,
    token: String,
}

/// Why it refuses: an `error_code` of its table.
struct Refusal(&'static str);

const UNVERIFIED: Refusal = Refusal("99");
const FUNCTION: Refusal = Refusal("04");
const VERSION: Refusal = Refusal("05");
const MERCHANT: Refusal = Refusal("06");
const PASSWORD: Refusal = Refusal("07");
const RECEIVER: Refusal = Refusal("08");
const ORDER: Refusal = Refusal("10");
const AMOUNT: Refusal = Refusal("11");
const CURRENCY: Refusal = Refusal("12");
const TOKEN: Refusal = Refusal("29");
const UNPAID: Refusal = Refusal("81");
const METHOD: Refusal = Refusal("110");
const CANCELLED: Refusal = Refusal("115");
const ADDRESS: Refusal = Refusal("118");

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Duplicate => ORDER,
            _ => UNVERIFIED,
        }
    }
}

type Fields = Vec<(&'static str, String)>;

/// `POST /sandbox/ngan-luong/checkout.api.nganluong.post.php`
pub(crate) async fn answer(State(sandbox): State<Sandbox>, Form(asked): Form<Asked>) -> Response {
    let creates = asked.function == "SetExpressCheckout";
    let (operation, reference) = match find(&sandbox, &asked.token) {
        _ if creates => (Operation::Create, asked.order_code.clone()),
        Ok(payment) => (Operation::Query, payment.opening.reference),
        Err(_) => (Operation::Query, String::new()),
    };
    let point = InjectionPoint::at(Provider::NganLuong, operation, &reference);
    respond(&sandbox, point, UNVERIFIED, write, |distortion| {
        carry_out(&sandbox, asked, distortion)
    })
    .await
}

fn find(sandbox: &Sandbox, token: &str) -> Result<Payment, Failure> {
    payments::by_token(sandbox, &mut sandbox.journal(), Provider::NganLuong, token)
}

fn write(result: Result<Fields, Refusal>) -> Response {
    let refused = |Refusal(code)| {
        vec![
            ("error_code", code.to_owned()),
            ("token", String::new()),
            ("description", String::new()),
        ]
    };
    let fields = result.unwrap_or_else(refused).into_iter();
    let inner: String = fields
        .map(|(name, value)| format!("<{name}>{}</{name}>", escape(value)))
        .collect();
    let xml = format!(r#"<?xml version="1.0" encoding="utf-8"?><result>{inner}</result>"#);
    ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], xml).into_response()
}

fn carry_out(sandbox: &Sandbox, asked: Asked, distortion: Distortion) -> Result<Fields, Refusal> {
    let credentials = &sandbox.config().credentials;
    if !VERSIONS.contains(&asked.version.as_str()) {
        Err(VERSION)
    } else if asked.merchant_id != credentials.ngan_luong_merchant {
        Err(MERCHANT)
    } else if asked.merchant_password != md5(&credentials.ngan_luong_password) {
        Err(PASSWORD)
    } else {
        match asked.function.as_str() {
            "SetExpressCheckout" => open(sandbox, asked),
            "GetTransactionDetail" => detail(sandbox, &asked.token, distortion),
            _ => Err(FUNCTION),
        }
    }
}

fn open(sandbox: &Sandbox, asked: Asked) -> Result<Fields, Refusal> {
    if asked.receiver_email != sandbox.config().credentials.ngan_luong_receiver {
        return Err(RECEIVER);
    }
    if asked.order_code.is_empty() || asked.order_code.len() > 64 {
        return Err(ORDER);
    }
    let method = asked.payment_method.as_str();
    let banked = matches!(method, "ATM_ONLINE" | "IB_ONLINE");
    if !METHODS.split(' ').any(|known| known == method) || banked == asked.bank_code.is_empty() {
        return Err(METHOD);
    }
    if !matches!(asked.cur_code.as_str(), "" | "vnd") {
        return Err(CURRENCY);
    }
    if !asked.return_url.starts_with("http") || !asked.cancel_url.starts_with("http") {
        return Err(ADDRESS);
    }
    let amount = json::amount(&asked.total_amount).filter(|amount| *amount >= LEAST);
    let amount = amount.ok_or(AMOUNT)?;
    let minutes = asked.time_limit.parse().unwrap_or(LIFETIME);
    let minutes = minutes.clamp(1, LIFETIME);
    let message = json!({
        "bank_code": asked.bank_code,
        "payment_method": asked.payment_method,
        "cancel_url": asked.cancel_url,
        "order_description": asked.order_description,
        "return_url": asked.return_url,
        "total_amount": asked.total_amount,
    });
    let mut opening = Opening {
        return_url: asked.return_url,
        description: asked.order_description,
        message,
        ..payments::opening(sandbox, Provider::NganLuong, &asked.order_code, amount)
    };
    opening.expires_at = opening.opened_at + Duration::minutes(minutes);
    let token = payments::open(sandbox, opening)?;
    let page = payments::page(sandbox, Provider::NganLuong, token);
    Ok(vec![
        ("error_code", "00".to_owned()),
        ("token", token.to_string()),
        ("checkout_url", page),
        ("time_limit", minutes.to_string()),
        ("description", String::new()),
    ])
}

/// GetTransactionDetail: 81 while nobody has paid, 115 where the payer gave up, 00 with everything once money moved.
fn detail(sandbox: &Sandbox, token: &str, distortion: Distortion) -> Result<Fields, Refusal> {
    let payment = find(sandbox, token).map_err(|failure| match failure {
        Failure::NotFound => TOKEN,
        Failure::Journal => UNVERIFIED,
    })?;
    match payment.verdict() {
        None => return Err(UNPAID),
        Some(Verdict::Paid) => {}
        Some(_) => return Err(CANCELLED),
    }
    let receiver = &sandbox.config().credentials.ngan_luong_receiver;
    let amount = distortion.amount(payment.opening.amount).to_string();
    Ok(vec![
        ("error_code", "00".to_owned()),
        ("token", token.to_owned()),
        ("description", String::new()),
        ("transaction_status", "00".to_owned()),
        ("receiver_email", receiver.clone()),
        ("order_code", payment.opening.order.clone()),
        ("total_amount", amount),
        ("payment_method", payment.field("payment_method").to_owned()),
        ("bank_code", payment.field("bank_code").to_owned()),
        ("payment_type", "1".to_owned()),
        ("order_description", payment.opening.description.clone()),
        ("tax_amount", "0".to_owned()),
        ("discount_amount", "0".to_owned()),
        ("fee_shipping", "0".to_owned()),
        ("return_url", payment.opening.return_url.clone()),
        ("transaction_id", payment.transaction().to_owned()),
    ])
}

/// Back to the portal, which must ask: nothing here is signed.
pub(crate) fn return_url(payment: &Payment) -> String {
    let token = payment.opening.token.to_string();
    let (address, code) = match payment.verdict() {
        Some(Verdict::Paid) => (payment.opening.return_url.as_str(), "00"),
        None => (payment.opening.return_url.as_str(), "81"),
        Some(_) => (payment.field("cancel_url"), "115"),
    };
    let fields = [
        ("token", token.as_str()),
        ("error_code", code),
        ("order_code", &payment.opening.order),
    ];
    with_query(address, &fields)
}

#[cfg(test)]
mod tests {
    use crate::digest::md5;

    #[test]
    fn the_password_is_sent_as_its_digest() {
        assert_eq!(md5("matkhauketnoi"), "43c64ca011d7a33f746a74e736bde6e4");
    }
}

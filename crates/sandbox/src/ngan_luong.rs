//! Ngân Lượng's checkout 3.1: forms in, XML out, no callback, and no digest but that of the password.

use axum::{
    Form,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use time::Duration;

use crate::{
    Sandbox,
    faults::{Passage, Point, bend},
    html::Text,
    json,
    opening::{self, Order},
    outcome::{self, with_query},
    protocol::Lie,
    provider::Provider,
    sign::md5,
    world::{Payment, Verdict},
};

/// Versions this address speaks.
const VERSIONS: [&str; 2] = ["3.1", "3.2"];

/// `payment_method` values, of which those that go to a bank name it in `bank_code`.
const METHODS: [&str; 10] = [
    "NL",
    "VISA",
    "ATM_ONLINE",
    "IB_ONLINE",
    "ATM_OFFLINE",
    "NH_OFFLINE",
    "QRCODE",
    "CREDIT_CARD_PREPAID",
    "TTVP",
    "CASH_IN_SHOP",
];

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
#[derive(Clone, Copy)]
enum Refusal {
    Unverified,
    Function,
    Version,
    Merchant,
    Password,
    Receiver,
    Order,
    Amount,
    Currency,
    Token,
    Unpaid,
    Method,
    Address,
    Cancelled,
}

impl Refusal {
    fn code(self) -> &'static str {
        match self {
            Self::Unverified => "99",
            Self::Function => "04",
            Self::Version => "05",
            Self::Merchant => "06",
            Self::Password => "07",
            Self::Receiver => "08",
            Self::Order => "10",
            Self::Amount => "11",
            Self::Currency => "12",
            Self::Token => "29",
            Self::Unpaid => "81",
            Self::Method => "110",
            Self::Address => "118",
            Self::Cancelled => "115",
        }
    }
}

type Fields = Vec<(&'static str, String)>;

/// `POST /sandbox/ngan-luong/checkout.api.nganluong.post.php`
pub(crate) async fn take(State(sandbox): State<Sandbox>, Form(asked): Form<Asked>) -> Response {
    let creates = asked.function == "SetExpressCheckout";
    let reference = if creates {
        asked.order_code.clone()
    } else {
        let known = outcome::by_token(&sandbox, &mut sandbox.journal(), &asked.token);
        let payment = known.ok().flatten();
        payment.map_or_else(String::new, |payment| payment.opening.reference)
    };
    let fault = sandbox.faults().strike(Passage {
        provider: Provider::NganLuong,
        point: if creates { Point::Create } else { Point::Query },
        reference: &reference,
        bank: "",
    });
    bend(
        fault,
        || answer(Err(Refusal::Unverified)),
        || answer(carry_out(&sandbox, asked, Lie(fault))),
    )
    .await
}

fn answer(result: Result<Fields, Refusal>) -> Response {
    let fields = result.unwrap_or_else(|refusal| {
        vec![
            ("error_code", refusal.code().to_owned()),
            ("token", String::new()),
            ("description", String::new()),
        ]
    });
    let inner: String = fields
        .iter()
        .map(|(name, value)| format!("<{name}>{}</{name}>", Text(value)))
        .collect();
    let xml = format!(r#"<?xml version="1.0" encoding="utf-8"?><result>{inner}</result>"#);
    ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], xml).into_response()
}

fn carry_out(sandbox: &Sandbox, asked: Asked, lie: Lie) -> Result<Fields, Refusal> {
    let credentials = &sandbox.config().credentials;
    if !VERSIONS.contains(&asked.version.as_str()) {
        Err(Refusal::Version)
    } else if asked.merchant_id != credentials.ngan_luong_merchant {
        Err(Refusal::Merchant)
    } else if asked.merchant_password != md5(&credentials.ngan_luong_password) {
        Err(Refusal::Password)
    } else {
        match asked.function.as_str() {
            "SetExpressCheckout" => open(sandbox, asked),
            "GetTransactionDetail" => detail(sandbox, &asked.token, lie),
            _ => Err(Refusal::Function),
        }
    }
}

fn open(sandbox: &Sandbox, asked: Asked) -> Result<Fields, Refusal> {
    if asked.receiver_email != sandbox.config().credentials.ngan_luong_receiver {
        return Err(Refusal::Receiver);
    }
    if asked.order_code.is_empty() || asked.order_code.len() > 64 {
        return Err(Refusal::Order);
    }
    let method = asked.payment_method.as_str();
    let banked = matches!(method, "ATM_ONLINE" | "IB_ONLINE");
    if !METHODS.contains(&method) || banked == asked.bank_code.is_empty() {
        return Err(Refusal::Method);
    }
    if !matches!(asked.cur_code.as_str(), "" | "vnd") {
        return Err(Refusal::Currency);
    }
    if !asked.return_url.starts_with("http") || !asked.cancel_url.starts_with("http") {
        return Err(Refusal::Address);
    }
    let amount = json::amount(&asked.total_amount)
        .filter(|amount| *amount >= LEAST)
        .ok_or(Refusal::Amount)?;
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
    let order = Order {
        provider: Provider::NganLuong,
        reference: asked.order_code.clone(),
        order: asked.order_code,
        amount,
        expires_at: Some(sandbox.now() + Duration::minutes(minutes)),
        return_url: asked.return_url,
        callback_url: None,
        description: asked.order_description,
        message,
    };
    let token = opening::open(sandbox, order).map_err(|refused| match refused {
        opening::Refused::Duplicate => Refusal::Order,
        opening::Refused::Unwritten => Refusal::Unverified,
    })?;
    Ok(vec![
        ("error_code", "00".to_owned()),
        ("token", token.to_string()),
        (
            "checkout_url",
            opening::page(sandbox, Provider::NganLuong, token),
        ),
        ("time_limit", minutes.to_string()),
        ("description", String::new()),
    ])
}

/// GetTransactionDetail: 81 while nobody has paid, 115 where the payer gave up, 00 with everything once money moved.
fn detail(sandbox: &Sandbox, token: &str, lie: Lie) -> Result<Fields, Refusal> {
    let payment = outcome::by_token(sandbox, &mut sandbox.journal(), token)
        .map_err(|_| Refusal::Unverified)?
        .filter(|payment| payment.opening.provider == Provider::NganLuong)
        .ok_or(Refusal::Token)?;
    match payment.verdict() {
        None => return Err(Refusal::Unpaid),
        Some(Verdict::Paid) => {}
        Some(_) => return Err(Refusal::Cancelled),
    }
    let transaction = payment.outcome.as_ref().map(|o| o.transaction.clone());
    let amount = lie.amount(payment.opening.amount).to_string();
    Ok(vec![
        ("error_code", "00".to_owned()),
        ("token", token.to_owned()),
        ("description", String::new()),
        ("transaction_status", "00".to_owned()),
        (
            "receiver_email",
            sandbox.config().credentials.ngan_luong_receiver.clone(),
        ),
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
        ("transaction_id", transaction.unwrap_or_default()),
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
    use crate::sign::md5;

    #[test]
    fn the_password_is_sent_as_its_digest() {
        assert_eq!(md5("matkhauketnoi"), "43c64ca011d7a33f746a74e736bde6e4");
    }
}

//! CONFIRM: how the portal is told the outcome, and where the browser goes.

use serde_json::{Map, Value};

use crate::{
    clock,
    config::Config,
    json::{text, texts},
    outcome::with_query,
    protocol::{Acknowledgement, Call, Lie},
    sign::sha256_joined,
    world::{Payment, Verdict},
};

/// What the portal's acknowledgement signs, in this order.
const ACKNOWLEDGED: [&str; 5] = [
    "RESPONSE_CODE",
    "DESCRIPTION",
    "MERCHANT_SERVICE_ID",
    "MERCHANT_ORDER_ID",
    "CREATE_DATE",
];

fn code(payment: &Payment) -> &'static str {
    match payment.verdict() {
        Some(Verdict::Paid) => "00",
        Some(Verdict::Expired) => "04",
        // What it calls a payment that is still open is not published.
        None => "99",
        Some(_) => "01",
    }
}

/// The message about an ended payment; `None` while it has not ended.
pub(crate) fn compose(config: &Config, payment: &Payment, lie: Lie) -> Option<Call> {
    let outcome = payment.outcome.as_ref()?;
    let amount = lie.amount(payment.opening.amount).to_string();
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
    let values = fields.map(|(_, value)| value);
    let digest = sha256_joined(&values, lie.secret(&config.credentials.vnpt_secret));
    let mut message: Map<String, Value> = fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    message.insert("SECURE_CODE".to_owned(), digest.into());
    let url = format!("{}/callbacks/vnpt-pay", config.portal_url);
    Some(Call::Json(url, message.into()))
}

/// Recorded now (00) or before (02), and signed by the portal.
pub(crate) fn acknowledgement(config: &Config, body: &[u8]) -> Acknowledgement {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    let values = texts(&answer, ACKNOWLEDGED);
    let digest = sha256_joined(
        &values.each_ref().map(String::as_str),
        &config.credentials.vnpt_secret,
    );
    let [code, meaning, ..] = values;
    Acknowledgement {
        acknowledged: matches!(code.as_str(), "00" | "02")
            && text(&answer, "SECURE_CODE") == digest,
        code: Some(code).filter(|code| !code.is_empty()),
        meaning: Some(meaning).filter(|meaning| !meaning.is_empty()),
    }
}

/// Back to the portal. The form of the return is not published; this is the national platform's, of the same maker.
pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    let reference = &payment.opening.reference;
    let code = code(payment);
    let secure = sha256_joined(&[reference, code], &config.credentials.vnpt_secret);
    let fields = [
        ("data", reference.as_str()),
        ("responseCode", code),
        ("secureCode", &secure),
    ];
    with_query(
        &format!("{}/thanh-toan/ket-qua", config.portal_url),
        &fields,
    )
}

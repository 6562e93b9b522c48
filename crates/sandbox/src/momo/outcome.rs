//! Telling the outcome: the notification (IPN) and the browser's return carry the same fields.

use serde_json::{Value, json};

use super::signature;
use crate::{
    clock,
    config::Config,
    json::text,
    outcome::with_query,
    protocol::{Call, Lie},
    world::{Payment, Verdict},
};

/// What is signed after the access key, in this order.
pub(super) const SIGNED: [&str; 12] = [
    "amount",
    "extraData",
    "message",
    "orderId",
    "orderInfo",
    "orderType",
    "partnerCode",
    "payType",
    "requestId",
    "responseTime",
    "resultCode",
    "transId",
];

/// `resultCode` and its words; 1000 waits for the payer.
pub(super) fn result(verdict: Option<Verdict>) -> (i32, &'static str) {
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
pub(super) fn number(transaction: &str) -> u64 {
    transaction.parse().unwrap_or(0)
}

fn told(config: &Config, payment: &Payment, lie: Lie) -> Value {
    let (code, words) = result(payment.verdict());
    let ended = payment.outcome.as_ref();
    let asked = &payment.opening.message;
    let mut message = json!({
        "partnerCode": config.credentials.momo_partner,
        "orderId": payment.opening.order,
        "requestId": text(asked, "requestId"),
        "amount": lie.amount(payment.opening.amount),
        "orderInfo": payment.opening.description,
        "orderType": "momo_wallet",
        "transId": ended.map_or(0, |outcome| number(&outcome.transaction)),
        "resultCode": code,
        "message": words,
        "payType": "webApp",
        "responseTime": clock::milliseconds(ended.map_or(payment.opening.opened_at, |o| o.at)),
        "extraData": text(asked, "extraData"),
    });
    let secret = lie.secret(&config.credentials.momo_secret);
    message["signature"] = signature(config, &message, &SIGNED, secret).into();
    message
}

/// The notification; `None` while the payment has not ended.
pub(crate) fn compose(config: &Config, payment: &Payment, lie: Lie) -> Option<Call> {
    let url = payment.opening.callback_url.clone()?;
    payment.outcome.as_ref()?;
    Some(Call::Json(url, told(config, payment, lie)))
}

/// Back to the portal, with the same fields in the address.
pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    let message = told(config, payment, Lie(None));
    let names = SIGNED.iter().chain(&["signature"]);
    let values: Vec<_> = names.map(|name| (*name, text(&message, name))).collect();
    let fields: Vec<_> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    with_query(&payment.opening.return_url, &fields)
}

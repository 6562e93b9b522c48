//! Telling the outcome: the callback about a payment, and the browser's return.

use serde_json::json;

use crate::{
    clock,
    config::Config,
    json::text,
    outcome::with_query,
    protocol::{Call, Lie},
    sign::hmac_sha256,
    world::{Payment, Verdict},
};

/// The callback: a text of JSON, and a digest over that text as it is.
pub(crate) fn compose(config: &Config, payment: &Payment, lie: Lie) -> Option<Call> {
    let outcome = payment.paid()?;
    let url = payment.opening.callback_url.clone()?;
    let asked = &payment.opening.message;
    let number = |text: &str| text.parse::<u64>().unwrap_or(0);
    let data = json!({
        "app_id": number(&config.credentials.zalopay_app),
        "app_trans_id": payment.opening.order,
        "app_time": number(&text(asked, "app_time")),
        "app_user": text(asked, "app_user"),
        "amount": lie.amount(payment.opening.amount),
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
    let mac = hmac_sha256(lie.secret(&config.credentials.zalopay_key2), &data);
    Some(Call::Json(
        url,
        json!({ "data": data, "mac": mac, "type": 1 }),
    ))
}

/// `status` of the return: 1 paid, -49 cancelled, 3 still open, 2 failed.
fn status(payment: &Payment) -> &'static str {
    match payment.verdict() {
        Some(Verdict::Paid) => "1",
        Some(Verdict::Cancelled) => "-49",
        None => "3",
        Some(_) => "2",
    }
}

/// Back to the portal.
pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    let credentials = &config.credentials;
    let amount = payment.opening.amount.to_string();
    let mut fields = vec![
        ("appid", credentials.zalopay_app.as_str()),
        ("apptransid", &payment.opening.order),
        ("pmcid", "38"),
        ("bankcode", ""),
        ("amount", &amount),
        ("discountamount", "0"),
        ("status", status(payment)),
    ];
    let values: Vec<_> = fields.iter().map(|(_, value)| *value).collect();
    let checksum = hmac_sha256(&credentials.zalopay_key2, &values.join("|"));
    fields.push(("checksum", &checksum));
    with_query(&payment.opening.return_url, &fields)
}

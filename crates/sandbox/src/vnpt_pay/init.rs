//! INIT: the portal opens a payment.

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::Value;

use super::{Refusal, VERSION, answer, keyed, signed};
use crate::{
    Sandbox, clock,
    faults::{Passage, Point, bend},
    json::{self, text, texts},
    opening::{self, Order},
    provider::Provider,
    sign::sha256_joined,
};

/// What is signed, in this order. That plain INIT keeps the order of 1.0.5 in 1.0.6 is inferred.
const SIGNED: [&str; 14] = [
    "ACTION",
    "VERSION",
    "MERCHANT_SERVICE_ID",
    "MERCHANT_ORDER_ID",
    "AMOUNT",
    "AMOUNT_DETAIL",
    "SERVICE_ID",
    "DEVICE",
    "LOCALE",
    "CURRENCY_CODE",
    "PAYMENT_METHOD",
    "DESCRIPTION",
    "CREATE_DATE",
    "CLIENT_IP",
];

/// `POST /sandbox/vnpt-pay/rest/payment/v1.0.6/init`
pub(crate) async fn take(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, StatusCode> {
    let config = sandbox.config();
    keyed(config, &headers)?;
    let message: Value = serde_json::from_slice(&body).unwrap_or_default();
    let fault = sandbox.faults().strike(Passage {
        provider: Provider::VnptPay,
        point: Point::Create,
        reference: &text(&message, "MERCHANT_ORDER_ID"),
        bank: "",
    });
    Ok(bend(
        fault,
        || answer(config, Err(Refusal::Maintenance)),
        || answer(config, open(&sandbox, message)),
    )
    .await)
}

fn open(sandbox: &Sandbox, message: Value) -> Result<String, Refusal> {
    let credentials = &sandbox.config().credentials;
    let values = texts(&message, SIGNED);
    let borrowed = values.each_ref().map(String::as_str);
    let [
        action,
        version,
        merchant,
        order,
        total,
        detail,
        service,
        device,
        locale,
        currency,
        _method,
        description,
        created,
        ip,
    ] = borrowed;
    if merchant != credentials.vnpt_service {
        return Err(Refusal::Merchant);
    }
    if text(&message, "SECURE_CODE") != sha256_joined(&borrowed, &credentials.vnpt_secret) {
        return Err(Refusal::Signature);
    }
    let right = [
        (action == "INIT", "ACTION"),
        (version == VERSION, "VERSION"),
        (!order.is_empty() && order.len() <= 64, "MERCHANT_ORDER_ID"),
        (detail == total, "AMOUNT_DETAIL"),
        (service == "1", "SERVICE_ID"),
        (device == "1", "DEVICE"),
        (locale == "vi-VN" || locale == "en-US", "LOCALE"),
        (currency == "VND", "CURRENCY_CODE"),
        (!description.is_empty(), "DESCRIPTION"),
        (clock::is_compact(created), "CREATE_DATE"),
        (ip.parse::<std::net::IpAddr>().is_ok(), "CLIENT_IP"),
        (!borrowed.iter().any(|value| value.contains('|')), "|"),
    ];
    if let Some((_, field)) = right.into_iter().find(|(holds, _)| !holds) {
        return Err(Refusal::Format(field));
    }
    let amount = json::amount(total).ok_or(Refusal::Format("AMOUNT"))?;
    let opened = Order {
        provider: Provider::VnptPay,
        reference: order.to_owned(),
        order: order.to_owned(),
        amount,
        expires_at: None,
        return_url: String::new(),
        callback_url: None,
        description: description.to_owned(),
        message: message.clone(),
    };
    let token = opening::open(sandbox, opened)?;
    let page = opening::page(sandbox, Provider::VnptPay, token);
    let fields = [
        ("RESPONSE_CODE", "00"),
        ("DESCRIPTION", "Success"),
        ("REDIRECT_URL", &page),
    ];
    Ok(signed(&fields, &credentials.vnpt_secret))
}

#[cfg(test)]
mod tests {
    use crate::sign::sha256_joined;

    #[test]
    fn the_digest_matches_the_vector() {
        let values = "INIT|1.0.5|MSID|TN0001|50000|50000|1|1|vi-VN|VND|VNPTPAY|Thanh toan le phi|20250601101010|127.0.0.1";
        let values: Vec<_> = values.split('|').collect();
        assert_eq!(
            sha256_joined(&values, "testsecret"),
            "ea3608932a6e771640a21027c982e727961238afea350e4ba6be2a1b8cc687ad"
        );
    }
}

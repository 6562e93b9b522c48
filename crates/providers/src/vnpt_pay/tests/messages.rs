//! What we send, and with which configuration.

use domain::money::Vnd;
use serde_json::{Value, json};

use super::super::{VnptPay, wire};
use super::{config, provider, provider_with};
use crate::testing::{question, request};
use crate::{ConfigError, CreateError, CreateRequest, Provider, Secret, seal};

const ADDRESS: &str = "http://127.0.0.1:1";

/// Computed apart from this code, from the stated rule, over an INIT of 1.0.5.
#[test]
fn values_are_sealed_as_in_the_vector() {
    let values = [
        "INIT",
        "1.0.5",
        "MSID",
        "TN0001",
        "50000",
        "50000",
        "1",
        "1",
        "vi-VN",
        "VND",
        "VNPTPAY",
        "Thanh toan le phi",
        "20250601101010",
        "127.0.0.1",
    ];
    assert_eq!(
        hex::encode(seal::sha256(values, &Secret::new("testsecret"))),
        "ea3608932a6e771640a21027c982e727961238afea350e4ba6be2a1b8cc687ad"
    );
}

#[test]
fn init_keeps_the_fields_and_the_order_of_the_vector() {
    let mut request = request();
    request.reference = "TN0001".to_owned();
    let message = wire::init(&config(ADDRESS), &request).unwrap();
    let expected = concat!(
        r#"{"ACTION":"INIT","VERSION":"1.0.6","MERCHANT_SERVICE_ID":"MSID","MERCHANT_ORDER_ID":"TN0001","#,
        r#""AMOUNT":"50000","AMOUNT_DETAIL":"50000","SERVICE_ID":"1","DEVICE":"1","LOCALE":"vi-VN","#,
        r#""CURRENCY_CODE":"VND","PAYMENT_METHOD":"VNPTPAY","DESCRIPTION":"Thanh toan le phi","#,
        r#""CREATE_DATE":"20250601101010","CLIENT_IP":"127.0.0.1","SECURE_CODE":""#
    );
    let message = String::from_utf8(message).unwrap();
    assert_eq!(&message[..expected.len()], expected);
}

#[test]
fn a_chosen_bank_is_the_payment_method() {
    let mut request = request();
    request.bank_code = Some("VCB".to_owned());
    let message = wire::init(&config(ADDRESS), &request).unwrap();
    let message: Value = serde_json::from_slice(&message).unwrap();
    assert_eq!(message["PAYMENT_METHOD"], "VCB");
}

#[test]
fn query_repeats_the_time_of_the_init() {
    let message = wire::query(&config(ADDRESS), &question()).unwrap();
    let message: Value = serde_json::from_slice(&message).unwrap();
    let values = [
        "QUERY",
        "1.0.6",
        "MSID",
        "a2b3c4d5e6f7g2h3i4j5k6",
        "20250601101010",
    ];
    assert_eq!(
        message,
        json!({
            "ACTION": values[0],
            "VERSION": values[1],
            "MERCHANT_SERVICE_ID": values[2],
            "MERCHANT_ORDER_ID": values[3],
            "CREATE_DATE": values[4],
            "SECURE_CODE": hex::encode(seal::sha256(values, &Secret::new("testsecret"))),
        })
    );
}

#[tokio::test]
async fn what_cannot_be_expressed_is_not_sent() {
    let changes: [fn(&mut CreateRequest); 8] = [
        |request| request.reference = "TN|1".to_owned(),
        |request| request.reference = String::new(),
        |request| request.description = "a|b".to_owned(),
        |request| request.description = "Thanh toán".to_owned(),
        |request| request.description = "x".repeat(251),
        |request| request.bank_code = Some("V|CB".to_owned()),
        |request| request.amount = Vnd::ZERO,
        |request| request.amount = Vnd::new(-1),
    ];
    for (position, change) in changes.iter().enumerate() {
        let mut request = request();
        change(&mut request);
        let refused = provider().create(&request).await;
        assert!(
            matches!(refused, Err(CreateError::Invalid(_))),
            "{position}: {refused:?}"
        );
    }
}

#[test]
fn a_configuration_that_would_let_anybody_sign_is_refused() {
    provider();
    let mut empty_key = config(ADDRESS);
    empty_key.api_key = Secret::new("");
    let mut empty_previous = config(ADDRESS);
    empty_previous.previous_secret = Some(Secret::new(""));
    for config in [empty_key, empty_previous] {
        assert!(matches!(
            VnptPay::new(config),
            Err(ConfigError::EmptySecret)
        ));
    }
    let mut merchant = config(ADDRESS);
    merchant.merchant_service_id = "M|S".to_owned();
    assert!(matches!(
        VnptPay::new(merchant),
        Err(ConfigError::PartnerCode)
    ));
}

#[test]
fn nothing_secret_shows_in_debug() {
    let mut config = config(ADDRESS);
    config.previous_secret = Some(Secret::new("oldsecret"));
    let shown = format!("{:?}", provider_with(config));
    for hidden in ["testsecret", "oldsecret", "apikey"] {
        assert!(!shown.contains(hidden), "{hidden} shows");
    }
}

//! The messages we post.

use domain::language::Language;
use domain::money::Vnd;
use serde_json::Value;

use super::super::{Config, Momo, TIMEOUTS, wire};
use super::{config, provider};
use crate::testing::{refund, request};
use crate::{ConfigError, CreateRequest, Provider, RefundRequest, Secret};

fn created(request: &CreateRequest) -> Result<Value, &'static str> {
    wire::create(&provider().config, request).map(|body| serde_json::from_slice(&body).unwrap())
}

fn refunded(request: &RefundRequest) -> Result<Value, &'static str> {
    wire::refund(&provider().config, request).map(|body| serde_json::from_slice(&body).unwrap())
}

fn signature(pairs: &[(&str, &str)]) -> String {
    hex::encode(wire::sign(pairs, &provider().config.secret))
}

#[test]
fn signatures_are_those_of_the_vectors() {
    let create = [
        ("accessKey", "F8BBA842ECF85"),
        ("amount", "50000"),
        ("extraData", ""),
        ("ipnUrl", "https://example.vn/ipn"),
        ("orderId", "TN-0001"),
        ("orderInfo", "Thanh toan le phi"),
        ("partnerCode", "MOMO"),
        ("redirectUrl", "https://example.vn/return"),
        ("requestId", "REQ-0001"),
        ("requestType", "captureWallet"),
    ];
    assert_eq!(
        signature(&create),
        "3765c4fdb94ab78cd9df0e0aa94b6bd095525b4c7c4881a8d844730cb3020a1a"
    );
}

#[test]
fn a_payment_is_opened_by_its_signed_fields() {
    let message = created(&request()).unwrap();
    let reference = request().reference;
    // Not the vector's: the request id of a payment is its reference.
    let expected = signature(&[
        ("accessKey", "F8BBA842ECF85"),
        ("amount", "50000"),
        ("extraData", ""),
        ("ipnUrl", "https://portal.example.vn/callbacks/provider"),
        ("orderId", &reference),
        ("orderInfo", "Thanh toan le phi"),
        ("partnerCode", "MOMO"),
        (
            "redirectUrl",
            "https://portal.example.vn/thanh-toan/ket-qua",
        ),
        ("requestId", &reference),
        ("requestType", "captureWallet"),
    ]);
    assert_eq!(message["signature"], expected);
    assert_eq!(message["amount"], 50_000);
    assert_eq!(message["requestId"], reference);
    assert_eq!(message["extraData"], "");
    assert_eq!(message["lang"], "vi");
    assert_eq!(message.get("accessKey"), None);
}

#[test]
fn a_card_and_a_language_are_passed_on() {
    let message = created(&CreateRequest {
        bank_code: Some("payWithATM".to_owned()),
        language: Language::English,
        ..request()
    })
    .unwrap();
    assert_eq!(message["requestType"], "payWithATM");
    assert_eq!(message["lang"], "en");
    let wallet = CreateRequest {
        bank_code: Some("captureWallet".to_owned()),
        ..request()
    };
    assert_eq!(created(&wallet), created(&request()));
}

#[test]
fn words_cannot_cross_the_separator() {
    let message = created(&CreateRequest {
        description: "Phi&amount=1".to_owned(),
        ..request()
    })
    .unwrap();
    assert_eq!(message["orderInfo"], "Phi amount=1");
}

#[test]
fn what_momo_cannot_take_is_a_mistake_of_the_caller() {
    let of = |change: fn(&mut CreateRequest)| {
        let mut request = request();
        change(&mut request);
        created(&request)
    };
    assert!(of(|request| request.amount = Vnd::new(999)).is_err());
    assert!(of(|request| request.amount = Vnd::new(1_000)).is_ok());
    assert!(of(|request| request.amount = Vnd::new(50_000_000)).is_ok());
    assert!(of(|request| request.amount = Vnd::new(50_000_001)).is_err());
    assert!(of(|request| request.reference = "a b".to_owned()).is_err());
    assert!(of(|request| request.reference = "ab-".to_owned()).is_err());
    assert!(of(|request| request.reference = "x".repeat(51)).is_err());
    assert!(of(|request| request.bank_code = Some("NCB".to_owned())).is_err());
    assert!(of(|request| request.description = "Lệ phí".to_owned()).is_err());
    assert!(of(|request| request.callback_url += "?a=1").is_err());
}

#[test]
fn a_question_has_the_signature_of_the_vector() {
    let body = wire::query(&provider().config, "TN-0001", "REQ-0002").unwrap();
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(
        message["signature"],
        "24869b8d0b1e0289b53d768086002282bbfff31593df159cdf533408b4b329a6"
    );
    assert!(wire::query(&provider().config, "TN-0001", "a&b").is_err());
    assert!(wire::query(&provider().config, "", "REQ-0002").is_err());
}

#[test]
fn a_refund_has_the_signature_of_the_vector() {
    let message = refunded(&RefundRequest {
        refund_reference: "TN-0001-R1".to_owned(),
        request_id: "REQ-0003".to_owned(),
        provider_transaction: Some("4000000001".to_owned()),
        ..refund()
    })
    .unwrap();
    assert_eq!(
        message["signature"],
        "c3a3cba0295da9ac65871077de1c0c4afe27046746f53f0fe1437f0ba851f219"
    );
    assert_eq!(message["amount"], 50_000);
    assert_eq!(message["transId"], 4_000_000_001_u64);
}

#[test]
fn a_refund_needs_momos_number_and_an_amount_that_was_taken() {
    let of = |change: fn(&mut RefundRequest)| {
        let mut request = refund();
        change(&mut request);
        refunded(&request)
    };
    assert!(of(|_| ()).is_ok());
    assert!(of(|refund| refund.amount = Vnd::new(42_000)).is_ok());
    assert!(of(|refund| refund.amount = Vnd::new(50_001)).is_err());
    assert!(of(|refund| refund.amount = Vnd::new(999)).is_err());
    assert!(of(|refund| refund.provider_transaction = None).is_err());
    assert!(of(|refund| refund.provider_transaction = Some("1&2".to_owned())).is_err());
    assert!(of(|refund| refund.description = "x".repeat(101)).is_err());
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let _ = provider();
    let of = |change: fn(&mut Config)| {
        let mut config = config("https://payment.example.vn/v2/gateway/api");
        change(&mut config);
        Momo::new(config).map(|_| ())
    };
    assert!(of(|_| ()).is_ok());
    assert!(matches!(
        of(|config| config.partner_code.clear()),
        Err(ConfigError::PartnerCode)
    ));
    for empty in [
        of(|config| config.secret = Secret::new("")),
        of(|config| config.access_key = Secret::new("")),
        of(|config| config.previous_secret = Some(Secret::new(""))),
    ] {
        assert!(matches!(empty, Err(ConfigError::EmptySecret)));
    }
    assert!(matches!(
        of(|config| config.base_url.clear()),
        Err(ConfigError::BaseUrl)
    ));
    assert!(matches!(
        of(|config| config.allowed_redirect_origins.clear()),
        Err(ConfigError::RedirectOrigin(_))
    ));
}

#[test]
fn secrets_never_show_and_waiting_is_as_long_as_momo_asks() {
    let mut config = config("https://payment.example.vn");
    config.timeouts = TIMEOUTS;
    let provider = super::provider_with(config);
    let shown = format!("{provider:?}");
    assert!(
        !shown.contains("K951B6PE1waDMi640xX08PD3vg6EkVlz"),
        "{shown}"
    );
    assert!(!shown.contains("F8BBA842ECF85"), "{shown}");
    assert!(provider.capabilities().timeout.as_secs() >= 30);
}

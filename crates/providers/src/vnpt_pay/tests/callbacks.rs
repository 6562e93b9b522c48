//! CONFIRM: what is believed, and what is answered.

use domain::money::Vnd;
use serde_json::{Map, Value, json};
use time::macros::datetime;

use super::super::{VnptPay, wire};
use super::{config, provider, provider_with};
use crate::{CallbackError, Outcome, Provider, Report, Secret, Verdict, seal};

pub(super) const CONFIRM: [(&str, &str); 10] = [
    ("ACTION", "CONFIRM"),
    ("RESPONSE_CODE", "00"),
    ("MERCHANT_SERVICE_ID", "MSID"),
    ("MERCHANT_ORDER_ID", "a2b3c4d5e6f7g2h3i4j5k6"),
    ("AMOUNT", "50000"),
    ("CURRENCY_CODE", "VND"),
    ("VNPTPAY_TRANSACTION_ID", "9001"),
    ("PAYMENT_METHOD", "VNPTPAY"),
    ("PAY_DATE", "20250601101212"),
    ("ADDITIONAL_INFO", "Thanh toan le phi"),
];

/// The CONFIRM with some values replaced, sealed with `secret`.
pub(super) fn confirm(changes: &[(&str, &str)], secret: &str) -> Map<String, Value> {
    let changed = CONFIRM.map(|(name, value)| {
        let change = changes.iter().find(|(changed, _)| *changed == name);
        (name, change.map_or(value, |(_, value)| value))
    });
    serde_json::from_slice(&wire::sealed(&changed, &Secret::new(secret))).unwrap()
}

pub(super) fn bytes(message: &Map<String, Value>) -> Vec<u8> {
    serde_json::to_vec(message).unwrap()
}

fn verify(message: &Map<String, Value>) -> Result<Report, CallbackError> {
    provider().verify_callback(&bytes(message))
}

pub(super) fn acknowledged(provider: &VnptPay, body: &[u8], verdict: Verdict) -> Value {
    let answer = provider.acknowledge(body, verdict);
    assert_eq!(
        (answer.status, answer.content_type),
        (200, "application/json; charset=utf-8")
    );
    let message: Value = serde_json::from_slice(&answer.body).unwrap();
    let values = [
        "RESPONSE_CODE",
        "DESCRIPTION",
        "MERCHANT_SERVICE_ID",
        "MERCHANT_ORDER_ID",
        "CREATE_DATE",
    ]
    .map(|name| message[name].as_str().unwrap());
    let digest = hex::encode(seal::sha256(values, &Secret::new("testsecret")));
    assert_eq!(message["SECURE_CODE"], digest);
    assert_eq!(message.as_object().unwrap().len(), 6);
    message
}

#[test]
fn a_sealed_confirm_is_a_payment() {
    let message = confirm(&[], "testsecret");
    assert_eq!(
        verify(&message),
        Ok(Report {
            reference: "a2b3c4d5e6f7g2h3i4j5k6".to_owned(),
            outcome: Outcome::Paid,
            amount: Vnd::new(50_000),
            provider_transaction: Some("9001".to_owned()),
            bank_code: Some("VNPTPAY".to_owned()),
            paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
            digest: message["SECURE_CODE"].as_str().unwrap().to_owned(),
        })
    );
}

/// Computed apart from this code, from the stated rule.
#[test]
fn the_digest_is_sha_256_of_the_values_in_order_and_the_secret() {
    assert_eq!(
        confirm(&[], "testsecret")["SECURE_CODE"],
        "987860572f4742d5fec4ca4019c1392720f09f74ab3c21bfe21bcb09ba229711"
    );
}

#[test]
fn a_form_may_carry_the_confirm() {
    let message = confirm(&[], "testsecret");
    let json = serde_json::to_string(&message).unwrap();
    let form = serde_urlencoded::to_string([("data", &json)]).unwrap();
    assert_eq!(
        provider().verify_callback(form.as_bytes()),
        verify(&message)
    );
    for form in [
        format!("{form}&data=1"),
        format!("{form}&x=1"),
        "data=".to_owned(),
        "data=%7B".to_owned(),
        form.replacen("data", "Data", 1),
    ] {
        let result = provider().verify_callback(form.as_bytes());
        assert!(matches!(result, Err(CallbackError::Malformed(_))), "{form}");
    }
}

#[test]
fn each_signed_field_is_protected() {
    for (name, value) in CONFIRM {
        for changed in [format!("{value}0"), format!(" {value}"), String::new()] {
            let mut message = confirm(&[], "testsecret");
            message[name] = Value::from(changed);
            assert_eq!(verify(&message), Err(CallbackError::BadDigest), "{name}");
        }
        let mut message = confirm(&[], "testsecret");
        message.remove(name);
        assert_eq!(verify(&message), Err(CallbackError::BadDigest), "{name}");
    }
}

#[test]
fn only_00_is_paid_and_only_01_is_failed() {
    let outcome = |code| {
        verify(&confirm(&[("RESPONSE_CODE", code)], "testsecret"))
            .unwrap()
            .outcome
    };
    assert_eq!(outcome("00"), Outcome::Paid);
    let code = "01".to_owned();
    assert_eq!(outcome("01"), Outcome::Failed { code });
    for code in [
        "02", "03", "04", "05", "06", "07", "08", "09", "96", "99", "1", "24",
    ] {
        assert_eq!(outcome(code), Outcome::Pending, "{code}");
    }
}

#[test]
fn signed_messages_that_are_not_a_payment_to_us_in_dong_are_malformed() {
    for change in [
        ("ACTION", "INIT"),
        ("CURRENCY_CODE", "USD"),
        ("MERCHANT_SERVICE_ID", "OTHER"),
        ("MERCHANT_ORDER_ID", ""),
        ("RESPONSE_CODE", ""),
        ("AMOUNT", "50.000"),
        ("AMOUNT", "050000"),
        ("AMOUNT", "-1"),
        ("AMOUNT", "5e4"),
        ("AMOUNT", ""),
        ("AMOUNT", "99999999999999999999"),
        ("ADDITIONAL_INFO", "a|b"),
        ("ADDITIONAL_INFO", "a\nb"),
    ] {
        let message = confirm(&[change], "testsecret");
        assert!(
            matches!(verify(&message), Err(CallbackError::Malformed(_))),
            "{change:?}"
        );
        let answer = acknowledged(&provider(), &bytes(&message), Verdict::Accepted);
        assert_eq!(answer["RESPONSE_CODE"], "99", "{change:?}");
    }
}

#[test]
fn bodies_of_another_shape_are_malformed() {
    let message = String::from_utf8(bytes(&confirm(&[], "testsecret"))).unwrap();
    let twice = message.replacen('{', r#"{"AMOUNT":"50000","#, 1);
    let trailing = format!("{message}{{}}");
    let padding = " ".repeat(64 * 1024);
    let large = format!("{message}{padding}");
    let deep = "[".repeat(30_000);
    for body in ["", "null", "[]", "{", &twice, &trailing, &large, &deep] {
        let result = provider().verify_callback(body.as_bytes());
        let shown = &body[..body.len().min(60)];
        assert!(
            matches!(result, Err(CallbackError::Malformed(_))),
            "{shown}"
        );
        let answer = acknowledged(&provider(), body.as_bytes(), Verdict::Accepted);
        assert_eq!(answer["RESPONSE_CODE"], "99", "{shown}");
    }
    for value in [json!(true), json!(1.5), json!(["00"]), json!({ "a": 1 })] {
        let mut message = confirm(&[], "testsecret");
        message["ADDITIONAL_INFO"] = value.clone();
        assert!(
            matches!(verify(&message), Err(CallbackError::Malformed(_))),
            "{value}"
        );
    }
}

#[test]
fn the_previous_secret_is_accepted_while_vnpt_pay_changes_over() {
    let body = bytes(&confirm(&[], "oldsecret"));
    assert_eq!(
        provider().verify_callback(&body),
        Err(CallbackError::BadDigest)
    );
    let mut changing = config("http://127.0.0.1:1");
    changing.previous_secret = Some(Secret::new("oldsecret"));
    let changing = provider_with(changing);
    for body in [body, bytes(&confirm(&[], "testsecret"))] {
        assert!(changing.verify_callback(&body).is_ok());
        // What we send is sealed with the current secret.
        assert_eq!(
            acknowledged(&changing, &body, Verdict::Accepted)["RESPONSE_CODE"],
            "00"
        );
    }
}

#[test]
fn each_verdict_has_its_code() {
    let body = bytes(&confirm(&[], "testsecret"));
    for (verdict, code) in [
        (Verdict::Accepted, "00"),
        (Verdict::AlreadyProcessed, "02"),
        (Verdict::UnknownReference, "01"),
        (Verdict::BadDigest, "97"),
        (Verdict::AmountMismatch, "99"),
        (Verdict::Malformed, "99"),
        (Verdict::TryAgain, "08"),
    ] {
        let answer = acknowledged(&provider(), &body, verdict);
        assert_eq!(answer["RESPONSE_CODE"], code, "{verdict:?}");
        assert_eq!(answer["MERCHANT_ORDER_ID"], "a2b3c4d5e6f7g2h3i4j5k6");
        assert_eq!(answer["CREATE_DATE"], "20250601101212");
    }
}

#[test]
fn a_forged_callback_gets_nothing_of_itself_back_and_is_never_acknowledged() {
    let mut message = confirm(&[], "testsecret");
    message["AMOUNT"] = Value::from("1");
    for verdict in [Verdict::Accepted, Verdict::AlreadyProcessed] {
        let answer = acknowledged(&provider(), &bytes(&message), verdict);
        assert_eq!(answer["RESPONSE_CODE"], "97");
        assert_eq!(answer["MERCHANT_ORDER_ID"], "");
        assert_eq!(answer["CREATE_DATE"], "");
    }
}

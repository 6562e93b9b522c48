//! The bank's word of a transfer: what is believed, and what is answered.

use domain::money::Vnd;
use serde_json::{Map, Value, json};
use time::macros::datetime;

use super::super::VietQr;
use super::{MEMO, config, provider, provider_with};
use crate::{CallbackError, Outcome, Provider, Report, Secret, Verdict, seal};

const TRANSFER: [(&str, &str); 7] = [
    ("transactionId", "FT25152784123"),
    ("accountNumber", "1020304050"),
    ("bankBin", "970436"),
    ("amount", "50000"),
    ("currency", "VND"),
    ("content", MEMO),
    ("transactionTime", "20250601101212"),
];

/// The notification with some values replaced, sealed with `secret`.
pub(super) fn sealed(changes: &[(&str, &str)], secret: &str) -> Map<String, Value> {
    let fields = TRANSFER.map(|(name, value)| {
        let change = changes.iter().find(|(changed, _)| *changed == name);
        (name, change.map_or(value, |(_, value)| value))
    });
    let values = fields.map(|(_, value)| value);
    let digest = hex::encode(seal::hmac_sha256(values, &Secret::new(secret)));
    let fields = fields.into_iter().chain([("signature", digest.as_str())]);
    fields
        .map(|(name, value)| (name.to_owned(), Value::from(value)))
        .collect()
}

pub(super) fn bytes(message: &Map<String, Value>) -> Vec<u8> {
    serde_json::to_vec(message).unwrap()
}

fn verify(message: &Map<String, Value>) -> Result<Report, CallbackError> {
    provider().verify_callback(&bytes(message))
}

pub(super) fn acknowledged(provider: &VietQr, body: &[u8], verdict: Verdict) -> String {
    let answer = provider.acknowledge(body, verdict);
    assert_eq!(
        (answer.status, answer.content_type),
        (200, "application/json; charset=utf-8")
    );
    let message: Map<String, Value> = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(message.len(), 2);
    assert!(message["message"].is_string());
    message["code"].as_str().unwrap().to_owned()
}

#[test]
fn a_sealed_notification_is_a_payment() {
    let message = sealed(&[], "testsecret");
    assert_eq!(
        verify(&message),
        Ok(Report {
            reference: "a2b3c4d5e6f7g2h3i4j5k6".to_owned(),
            outcome: Outcome::Paid,
            amount: Vnd::new(50_000),
            provider_transaction: Some("FT25152784123".to_owned()),
            bank_code: None,
            paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
            digest: message["signature"].as_str().unwrap().to_owned(),
        })
    );
}

/// Computed apart from this code, from the stated rule.
#[test]
fn the_digest_is_hmac_of_the_seven_values() {
    assert_eq!(
        sealed(&[], "testsecret")["signature"],
        "579d5b3886814a2ed7b7a7f1ab87bdf57f7c9c7a1b8f3f00da94f1f12a61c771"
    );
}

#[test]
fn each_signed_field_is_protected_and_must_be_text() {
    for (name, value) in TRANSFER {
        for changed in [format!("{value}0"), format!(" {value}"), String::new()] {
            let mut message = sealed(&[], "testsecret");
            message[name] = Value::from(changed);
            assert_eq!(verify(&message), Err(CallbackError::BadDigest), "{name}");
        }
        for other in [Value::Null, json!(50_000), json!(["a"]), json!("a|b")] {
            let mut message = sealed(&[], "testsecret");
            message[name] = other.clone();
            assert!(
                matches!(verify(&message), Err(CallbackError::Malformed(_))),
                "{name} {other}"
            );
        }
    }
}

#[test]
fn sealed_messages_that_are_not_money_into_our_account_are_malformed() {
    for change in [
        ("accountNumber", "1020304051"),
        ("bankBin", "970418"),
        ("currency", "USD"),
        ("transactionId", ""),
        ("transactionId", "FT 1"),
        ("amount", "50.000"),
        ("amount", "-50000"),
        ("amount", "050000"),
        ("amount", "50000.0"),
        ("amount", "99999999999999999999"),
        ("content", "a|b"),
        ("content", "a\u{7f}b"),
    ] {
        let message = sealed(&[change], "testsecret");
        assert!(
            matches!(verify(&message), Err(CallbackError::Malformed(_))),
            "{change:?}"
        );
        let code = acknowledged(&provider(), &bytes(&message), Verdict::Accepted);
        assert_eq!(code, "98", "{change:?}");
    }
}

#[test]
fn a_transfer_without_our_reference_is_kept_but_under_no_attempt() {
    let body = bytes(&sealed(&[("content", "nop tien")], "testsecret"));
    let report = provider().verify_callback(&body).unwrap();
    assert_eq!(
        (report.reference.as_str(), report.amount),
        ("", Vnd::new(50_000))
    );
    for (verdict, code) in [
        (Verdict::Accepted, "01"),
        (Verdict::UnknownReference, "01"),
        (Verdict::TryAgain, "99"),
    ] {
        assert_eq!(acknowledged(&provider(), &body, verdict), code);
    }
}

#[test]
fn a_time_that_cannot_be_read_does_not_lose_the_money() {
    let message = sealed(&[("transactionTime", "01/06/2025 10:12")], "testsecret");
    assert_eq!(verify(&message).unwrap().paid_at, None);
}

#[test]
fn bodies_of_another_shape_are_malformed() {
    let message = String::from_utf8(bytes(&sealed(&[], "testsecret"))).unwrap();
    let twice = message.replacen('{', r#"{"amount":"50000","#, 1);
    let trailing = format!("{message}{{}}");
    let large = format!("{message}{}", " ".repeat(64 * 1024));
    for body in ["", "null", "[]", "{", "a=b", &twice, &trailing, &large] {
        let result = provider().verify_callback(body.as_bytes());
        assert!(matches!(result, Err(CallbackError::Malformed(_))));
        let code = acknowledged(&provider(), body.as_bytes(), Verdict::Accepted);
        assert_eq!(code, "98");
    }
}

#[test]
fn the_previous_secret_is_accepted_while_the_bank_changes_over() {
    let body = bytes(&sealed(&[], "oldsecret"));
    assert_eq!(
        provider().verify_callback(&body),
        Err(CallbackError::BadDigest)
    );
    let mut changing = config("http://127.0.0.1:1");
    changing.previous_secret = Some(Secret::new("oldsecret"));
    let changing = provider_with(changing);
    for body in [body, bytes(&sealed(&[], "testsecret"))] {
        assert!(changing.verify_callback(&body).is_ok());
        assert_eq!(acknowledged(&changing, &body, Verdict::Accepted), "00");
    }
}

#[test]
fn each_verdict_has_its_code() {
    let body = bytes(&sealed(&[], "testsecret"));
    for (verdict, code) in [
        (Verdict::Accepted, "00"),
        (Verdict::AlreadyProcessed, "00"),
        (Verdict::UnknownReference, "01"),
        (Verdict::AmountMismatch, "02"),
        (Verdict::BadDigest, "97"),
        (Verdict::Malformed, "98"),
        (Verdict::TryAgain, "99"),
    ] {
        assert_eq!(acknowledged(&provider(), &body, verdict), code);
    }
}

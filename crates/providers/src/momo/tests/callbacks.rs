//! IPN: what is believed, and what is answered.

use domain::money::Vnd;
use serde_json::{Map, Value, json};
use time::macros::datetime;

use super::super::{Momo, wire};
use super::{config, provider, provider_with};
use crate::{CallbackError, Outcome, Provider, Report, Secret, Verdict};

const SECRET: &str = "K951B6PE1waDMi640xX08PD3vg6EkVlz";
const SIGNATURE: &str = "2b85c5a351b4eb64c8cbf2969e8ae3ff44c167c47c44aad9de42fd217056d638";
const SIGNED: [&str; 12] = [
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

/// The IPN whose signature is known.
pub(super) fn vector() -> Map<String, Value> {
    let message = json!({
        "partnerCode": "MOMO",
        "orderId": "TN-0001",
        "requestId": "REQ-0001",
        "amount": 50_000,
        "orderInfo": "Thanh toan le phi",
        "orderType": "momo_wallet",
        "transId": 4_000_000_001_u64,
        "resultCode": 0,
        "message": "Successful.",
        "payType": "qr",
        "responseTime": 1_750_000_000_000_u64,
        "extraData": "",
        "signature": SIGNATURE,
    });
    message.as_object().unwrap().clone()
}

pub(super) fn bytes(message: &Map<String, Value>) -> Vec<u8> {
    serde_json::to_vec(message).unwrap()
}

fn characters(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

/// The vector with some values replaced and signed again.
fn signed(changes: &[(&str, Value)], secret: &str) -> Vec<u8> {
    let mut message = vector();
    for (name, value) in changes {
        message[*name] = value.clone();
    }
    let values = SIGNED.map(|name| characters(message.get(name)));
    let mut pairs = vec![("accessKey", "F8BBA842ECF85")];
    pairs.extend(SIGNED.into_iter().zip(values.iter().map(String::as_str)));
    let signature = hex::encode(wire::sign(&pairs, &Secret::new(secret)));
    message["signature"] = Value::from(signature);
    bytes(&message)
}

fn verify(body: &[u8]) -> Result<Report, CallbackError> {
    provider().verify_callback(body)
}

/// Status of an acknowledgement, which never has a body.
pub(super) fn acknowledged(provider: &Momo, body: &[u8], verdict: Verdict) -> u16 {
    let answer = provider.acknowledge(body, verdict);
    assert_eq!((answer.content_type, answer.body), ("", Vec::new()));
    answer.status
}

fn is_malformed(result: &Result<Report, CallbackError>) -> bool {
    matches!(result, Err(CallbackError::Malformed(_)))
}

#[test]
fn the_ipn_of_the_vector_is_a_payment() {
    assert_eq!(
        verify(&bytes(&vector())),
        Ok(Report {
            reference: "TN-0001".to_owned(),
            outcome: Outcome::Paid,
            amount: Vnd::new(50_000),
            provider_transaction: Some("4000000001".to_owned()),
            bank_code: None,
            paid_at: Some(datetime!(2025-06-15 15:06:40 UTC)),
            digest: SIGNATURE.to_owned(),
        })
    );
}

#[test]
fn each_signed_field_is_protected() {
    for name in SIGNED {
        let mut changed = vector();
        changed[name] = match &changed[name] {
            Value::String(text) => Value::from(format!("{text}x")),
            number => Value::from(number.as_u64().unwrap() + 1),
        };
        assert_eq!(
            verify(&bytes(&changed)),
            Err(CallbackError::BadDigest),
            "{name} changed"
        );
        let mut missing = vector();
        missing.remove(name);
        // Missing and empty are signed alike, and mean the same.
        if name != "extraData" {
            assert_eq!(
                verify(&bytes(&missing)),
                Err(CallbackError::BadDigest),
                "{name} removed"
            );
        }
    }
}

#[test]
fn each_character_of_the_signature_counts() {
    for position in 0..SIGNATURE.len() {
        let mut signature = SIGNATURE.as_bytes().to_vec();
        signature[position] = if signature[position] == b'0' {
            b'1'
        } else {
            b'0'
        };
        let mut message = vector();
        message["signature"] = Value::from(String::from_utf8(signature).unwrap());
        assert_eq!(verify(&bytes(&message)), Err(CallbackError::BadDigest));
    }
    for signature in ["", "2b85", &SIGNATURE[..62], "ệ"] {
        let mut message = vector();
        message["signature"] = Value::from(signature);
        assert_eq!(verify(&bytes(&message)), Err(CallbackError::BadDigest));
    }
}

#[test]
fn numbers_as_texts_and_the_signatures_case_do_not_matter() {
    let mut message = vector();
    for name in ["amount", "responseTime", "resultCode", "transId"] {
        message[name] = Value::from(message[name].to_string());
    }
    message["signature"] = Value::from(SIGNATURE.to_uppercase());
    message.insert("unsigned".to_owned(), Value::from("x"));
    assert_eq!(verify(&bytes(&message)), verify(&bytes(&vector())));
}

#[test]
fn moving_a_value_over_the_separator_does_not_keep_the_signature() {
    let mut message = vector();
    message["message"] = Value::from("Successful.&orderId=TN-0001");
    message.remove("orderId");
    assert!(is_malformed(&verify(&bytes(&message))));
    let joined = [
        ("orderInfo", json!("Le phi&orderType=momo_wallet")),
        ("orderType", json!("")),
    ];
    assert!(is_malformed(&verify(&signed(&joined, SECRET))));
}

#[test]
fn bodies_that_two_readers_could_read_differently_are_refused() {
    let vector = String::from_utf8(bytes(&vector())).unwrap();
    let inner = &vector[1..vector.len() - 1];
    for body in [
        String::new(),
        "[]".to_owned(),
        "null".to_owned(),
        inner.to_owned(),
        format!("{vector}{vector}"),
        format!("{{{inner},\"amount\":50000}}"),
        format!("{{{inner},\"\\u0061mount\":1}}"),
        format!("{{{inner},\"other\":1,\"other\":1}}"),
        format!("{{{inner},\"other\":\"{}\"}}", "x".repeat(64 * 1024)),
        vector.replace("50000", "50000.0"),
        vector.replace("50000", "5e4"),
        vector.replace("50000", "-50000"),
        vector.replace("50000", "050000"),
        vector.replace("50000", "[50000]"),
        vector.replace("50000", "99999999999999999999999"),
        vector.replace("\"qr\"", "1"),
        vector.replace("Successful.", "Successful\\n"),
        vector.replace("\"signature\"", "\"Signature\""),
    ] {
        assert!(is_malformed(&verify(body.as_bytes())), "{body}");
    }
    assert!(is_malformed(&verify(&[0xff, 0xfe])));
}

#[test]
fn a_signed_message_that_says_nothing_to_settle_is_refused() {
    for (name, value) in [
        ("partnerCode", json!("OTHER")),
        ("orderId", json!("")),
        ("orderId", json!("a b")),
        ("amount", json!("")),
        ("amount", json!("050000")),
        ("amount", json!("50000.0")),
        ("amount", json!("+50000")),
        ("amount", json!("５００００")),
        ("amount", json!("9223372036854775808")),
        ("resultCode", json!("")),
        ("resultCode", json!("00")),
        ("resultCode", json!("x")),
    ] {
        let refused = verify(&signed(&[(name, value.clone())], SECRET));
        assert!(is_malformed(&refused), "{name} = {value}");
    }
}

#[test]
fn each_code_has_its_outcome() {
    let outcome = |code: i64| {
        let body = signed(&[("resultCode", json!(code))], SECRET);
        verify(&body).unwrap().outcome
    };
    assert_eq!(outcome(0), Outcome::Paid);
    for code in [
        98, 99, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1017, 1026, 4001, 4002, 4100,
    ] {
        let failed = Outcome::Failed {
            code: code.to_string(),
        };
        assert_eq!(outcome(code), failed);
    }
    for code in [
        10, 11, 12, 13, 20, 21, 22, 40, 41, 42, 43, 45, 47, 1000, 7000, 7002, 9000, 1080, 5, 8888,
    ] {
        assert_eq!(outcome(code), Outcome::Pending, "{code}");
    }
}

#[test]
fn a_failed_payment_may_have_no_transaction() {
    let changes = [("resultCode", json!(1003)), ("transId", json!(0))];
    let report = verify(&signed(&changes, SECRET)).unwrap();
    assert_eq!(report.provider_transaction, None);
}

#[test]
fn while_the_secret_changes_both_are_accepted() {
    let mut config = config("http://127.0.0.1:1");
    config.secret = Secret::new("newsecret");
    config.previous_secret = Some(Secret::new(SECRET));
    let changing = provider_with(config);
    for secret in ["newsecret", SECRET] {
        assert!(changing.verify_callback(&signed(&[], secret)).is_ok());
    }
    assert_eq!(
        changing.verify_callback(&signed(&[], "oldersecret")),
        Err(CallbackError::BadDigest)
    );
    assert_eq!(
        verify(&signed(&[], "newsecret")),
        Err(CallbackError::BadDigest)
    );
}

#[test]
fn only_what_is_recorded_is_answered_with_204() {
    for (verdict, status) in [
        (Verdict::Accepted, 204),
        (Verdict::AlreadyProcessed, 204),
        (Verdict::UnknownReference, 400),
        (Verdict::AmountMismatch, 400),
        (Verdict::BadDigest, 400),
        (Verdict::Malformed, 400),
        (Verdict::TryAgain, 500),
    ] {
        let answer = acknowledged(&provider(), &bytes(&vector()), verdict);
        assert_eq!(answer, status, "{verdict:?}");
    }
}

#[test]
fn what_does_not_verify_is_never_acknowledged_as_recorded() {
    let forged = signed(&[], "guess");
    let foreign = signed(&[("partnerCode", json!("OTHER"))], SECRET);
    for verdict in [Verdict::Accepted, Verdict::AlreadyProcessed] {
        for body in [&forged[..], &foreign, b"", b"{}"] {
            assert_eq!(acknowledged(&provider(), body, verdict), 400);
        }
    }
}

//! Callbacks: what is believed, and what is answered.

use domain::money::Vnd;
use serde_json::{Map, Value, json};
use time::macros::datetime;

use super::super::ZaloPay;
use super::{config, provider, provider_with};
use crate::seal::hmac_sha256;
use crate::{CallbackError, Outcome, Provider, Report, Secret, Verdict};

const KEY1: &str = "PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL";
const KEY2: &str = "kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz";
/// Of the data below, as it is written there; computed with another implementation of the stated rule.
const MAC: &str = "af9d24fd8599df60ede85d6fc230dc09d8f4bf7ba6debbafe1618d6e4fd23dad";
const DATA: &str = r#"{"app_id":2553,"app_trans_id":"250601_a2b3c4d5e6f7g2h3i4j5k6","app_time":1748747410000,"app_user":"portal","amount":50000,"embed_data":"{}","item":"[]","zp_trans_id":250601000000389,"server_time":1748747532000,"channel":38,"merchant_user_id":"","user_fee_amount":0,"discount_amount":0}"#;

fn body(data: &str, mac: &str) -> Map<String, Value> {
    let body = json!({ "data": data, "mac": mac, "type": 1 });
    body.as_object().unwrap().clone()
}

/// The callback whose seal is known.
pub(super) fn vector() -> Map<String, Value> {
    body(DATA, MAC)
}

pub(super) fn bytes(message: &Map<String, Value>) -> Vec<u8> {
    serde_json::to_vec(message).unwrap()
}

/// A callback with this data, sealed with this key.
fn sealed(data: &str, key: &str) -> Vec<u8> {
    let mac = hex::encode(hmac_sha256([data], &Secret::new(key)));
    bytes(&body(data, &mac))
}

fn verify(body: &[u8]) -> Result<Report, CallbackError> {
    provider().verify_callback(body)
}

pub(super) fn acknowledged(provider: &ZaloPay, body: &[u8], verdict: Verdict) -> i64 {
    let answer = provider.acknowledge(body, verdict);
    assert_eq!(
        (answer.status, answer.content_type),
        (200, "application/json")
    );
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert!(body["return_message"].is_string());
    body["return_code"].as_i64().unwrap()
}

fn is_malformed(result: &Result<Report, CallbackError>) -> bool {
    matches!(result, Err(CallbackError::Malformed(_)))
}

#[test]
fn the_callback_of_the_vector_is_a_payment() {
    assert_eq!(
        verify(&bytes(&vector())),
        Ok(Report {
            reference: "a2b3c4d5e6f7g2h3i4j5k6".to_owned(),
            outcome: Outcome::Paid,
            amount: Vnd::new(50_000),
            provider_transaction: Some("250601000000389".to_owned()),
            bank_code: None,
            paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
            digest: MAC.to_owned(),
        })
    );
}

#[test]
fn each_character_of_the_data_and_its_seal_counts() {
    for position in 0..DATA.len() {
        let mut data = DATA.as_bytes().to_vec();
        data[position] ^= 1;
        let data = String::from_utf8(data).unwrap();
        let refused = verify(&bytes(&body(&data, MAC)));
        assert_eq!(refused, Err(CallbackError::BadDigest), "{position}");
    }
    for position in 0..MAC.len() {
        let mut mac = MAC.as_bytes().to_vec();
        mac[position] = if mac[position] == b'0' { b'1' } else { b'0' };
        let mac = String::from_utf8(mac).unwrap();
        let refused = verify(&bytes(&body(DATA, &mac)));
        assert_eq!(refused, Err(CallbackError::BadDigest), "{position}");
    }
    for mac in ["", &MAC[..62], "ệ"] {
        let refused = verify(&bytes(&body(DATA, mac)));
        assert_eq!(refused, Err(CallbackError::BadDigest));
    }
}

#[test]
fn another_writing_of_the_same_data_is_not_sealed() {
    let spaced = DATA.replace(',', ", ");
    assert_eq!(
        verify(&bytes(&body(&spaced, MAC))),
        Err(CallbackError::BadDigest)
    );
    // Read as the same values, this was sealed so.
    assert!(verify(&sealed(&spaced, KEY2)).is_ok());
    let as_text = DATA.replace("250601000000389", "\"250601000000389\"");
    assert!(verify(&sealed(&as_text, KEY2)).is_ok());
}

#[test]
fn what_we_send_is_sealed_with_another_key() {
    assert_eq!(verify(&sealed(DATA, KEY1)), Err(CallbackError::BadDigest));
}

#[test]
fn bodies_that_two_readers_could_read_differently_are_refused() {
    let vector = String::from_utf8(bytes(&vector())).unwrap();
    let inner = &vector[1..vector.len() - 1];
    for body in [
        String::new(),
        "[]".to_owned(),
        inner.to_owned(),
        format!("{vector}{vector}"),
        format!("{{{inner},\"mac\":\"{MAC}\"}}"),
        format!("{{{inner},\"d\\u0061ta\":\"{{}}\"}}"),
        format!("{{{inner},\"other\":1,\"other\":1}}"),
        format!("{{{inner},\"other\":\"{}\"}}", "x".repeat(64 * 1024)),
        format!(r#"{{"data":{DATA},"mac":"{MAC}","type":1}}"#),
        vector.replace("\"mac\"", "\"Mac\""),
        vector.replace("\"type\":1", "\"type\":2"),
        vector.replace("\"type\":1", "\"type\":1.0"),
    ] {
        assert!(is_malformed(&verify(body.as_bytes())), "{body}");
    }
    assert!(is_malformed(&verify(&[0xff, 0xfe])));
}

#[test]
fn sealed_data_that_says_nothing_to_settle_is_refused() {
    for (old, new) in [
        ("\"app_id\":2553", "\"app_id\":2554"),
        ("\"app_id\":2553", "\"app_id\":\"02553\""),
        ("250601_", "250601"),
        ("\"app_trans_id\":\"250601_", "\"app_trans_id\":\"x25060_"),
        ("\"amount\":50000", "\"amount\":50000.0"),
        ("\"amount\":50000", "\"amount\":5e4"),
        ("\"amount\":50000", "\"amount\":-50000"),
        ("\"amount\":50000", "\"amount\":050000"),
        ("\"amount\":50000", "\"amount\":\"050000\""),
        ("\"amount\":50000", "\"amount\":\"50.000\""),
        ("\"amount\":50000", "\"amount\":9223372036854775808"),
        ("\"amount\":50000", "\"amount\":null"),
        ("\"amount\":50000", "\"amount\":1,\"amount\":50000"),
        ("\"amount\":50000", "\"Amount\":50000"),
        ("250601000000389", "\"\""),
        ("250601000000389", "\"a b\""),
        ("{\"app_id\"", "[{\"app_id\""),
    ] {
        let data = DATA.replace(old, new);
        assert_ne!(data, DATA);
        assert!(is_malformed(&verify(&sealed(&data, KEY2))), "{data}");
    }
}

#[test]
fn while_the_key_changes_both_are_accepted() {
    let mut config = config("http://127.0.0.1:1");
    config.key2 = Secret::new("newkey");
    config.previous_key2 = Some(Secret::new(KEY2));
    let changing = provider_with(config);
    for key in ["newkey", KEY2] {
        assert!(changing.verify_callback(&sealed(DATA, key)).is_ok());
    }
    assert_eq!(
        changing.verify_callback(&sealed(DATA, "olderkey")),
        Err(CallbackError::BadDigest)
    );
    assert_eq!(
        verify(&sealed(DATA, "newkey")),
        Err(CallbackError::BadDigest)
    );
}

#[test]
fn each_verdict_has_its_code() {
    for (verdict, code) in [
        (Verdict::Accepted, 1),
        (Verdict::AlreadyProcessed, 2),
        (Verdict::BadDigest, -1),
        (Verdict::UnknownReference, 0),
        (Verdict::AmountMismatch, 0),
        (Verdict::Malformed, 0),
        (Verdict::TryAgain, 0),
    ] {
        let answer = acknowledged(&provider(), &bytes(&vector()), verdict);
        assert_eq!(answer, code, "{verdict:?}");
    }
}

#[test]
fn what_does_not_verify_is_never_acknowledged_as_recorded() {
    let forged = sealed(DATA, "guess");
    let foreign = sealed(&DATA.replace("2553", "2554"), KEY2);
    for verdict in [Verdict::Accepted, Verdict::AlreadyProcessed] {
        assert_eq!(acknowledged(&provider(), &forged, verdict), -1);
        for body in [&foreign[..], b"", b"{}"] {
            assert_eq!(acknowledged(&provider(), body, verdict), 0);
        }
    }
}

//! Callbacks: what is believed, and what is answered.

use super::*;
use crate::testing::conformance::callbacks::refused;

const KEY1: &str = "PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL";
const KEY2: &str = "kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz";
/// Of the data below, as it is written there; computed with another implementation of the stated rule.
const MAC: &str = "af9d24fd8599df60ede85d6fc230dc09d8f4bf7ba6debbafe1618d6e4fd23dad";
const DATA: &str = r#"{"app_id":2553,"app_trans_id":"250601_a2b3c4d5e6f7g2h3i4j5k6","app_time":1748747410000,"app_user":"portal","amount":50000,"embed_data":"{}","item":"[]","zp_trans_id":250601000000389,"server_time":1748747532000,"channel":38,"merchant_user_id":"","user_fee_amount":0,"discount_amount":0}"#;

static CALLBACK: Callback = Callback {
    example: &EXAMPLE,
    secret: ("ZALOPAY_KEY2", "ZALOPAY_PREVIOUS_KEY2"),
    signed: |changes, key| {
        let change = |data: String, (name, value): &(&str, &str)| changed(&data, name, value);
        let data = changes.iter().fold(DATA.to_owned(), change);
        signed(&data, key)
    },
    report: || Report {
        reference: "a2b3c4d5e6f7g2h3i4j5k6".to_owned(),
        outcome: Outcome::Paid,
        amount: Vnd::new(50_000),
        provider_transaction: Some("250601000000389".to_owned()),
        bank_code: None,
        paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
        digest: MAC.to_owned(),
    },
    unsigned: &["type"],
    complete: true,
    digest: "mac",
    amount: ("amount", None),
    malformed: &[
        ("app_id", "2554"),
        ("app_id", "02553"),
        ("app_trans_id", "250601a2b3c4d5e6f7g2h3i4j5k6"),
        ("app_trans_id", "x25060_a2b3c4d5e6f7g2h3i4j5k6"),
        ("zp_trans_id", ""),
        ("zp_trans_id", "a b"),
    ],
    code: |answer| {
        let body = acknowledged_json(answer, "application/json");
        assert!(body["return_message"].is_string());
        body["return_code"].to_string()
    },
    codes: ["1", "2", "0", "0", "-1", "0", "0"],
    refused: 66_000,
};

callbacks_conform!(CALLBACK);

/// Data with one value replaced by a text.
fn changed(data: &str, name: &str, value: &str) -> String {
    let start = data.find(&format!("\"{name}\":")).unwrap() + name.len() + 3;
    let length = data[start..].find([',', '}']).unwrap();
    let (before, after) = (&data[..start], &data[start + length..]);
    format!("{before}{}{after}", Value::from(value))
}

/// A callback with this data, signed with this key.
fn signed(data: &str, key: &str) -> Message {
    let mac = hex::encode(hmac_sha256(data, &Secret::any(key)));
    let (data, mac) = (("data", json!(data)), ("mac", json!(mac)));
    Message::new(Form::Json, [data, mac, ("type", json!(1))])
}

#[test]
fn each_character_of_the_data_counts() {
    for position in 0..DATA.len() {
        let mut data = DATA.as_bytes().to_vec();
        data[position] ^= 1;
        let data = String::from_utf8(data).unwrap();
        let refused = CALLBACK.verify(&CALLBACK.message(&[]).with("data", data));
        assert_eq!(refused, Err(CallbackError::BadDigest), "{position}");
    }
}

#[test]
fn another_writing_of_the_same_data_is_not_signed() {
    let spaced = DATA.replace(',', ", ");
    let refused = CALLBACK.verify(&CALLBACK.message(&[]).with("data", &*spaced));
    assert_eq!(refused, Err(CallbackError::BadDigest));
    // Read as the same values, this was signed so.
    assert!(CALLBACK.verify(&signed(&spaced, KEY2)).is_ok());
    let as_text = DATA.replace("250601000000389", "\"250601000000389\"");
    assert!(CALLBACK.verify(&signed(&as_text, KEY2)).is_ok());
}

#[test]
fn what_we_send_is_signed_with_another_key() {
    let refused = CALLBACK.verify(&signed(DATA, KEY1));
    assert_eq!(refused, Err(CallbackError::BadDigest));
}

#[test]
fn bodies_that_two_readers_could_read_differently_are_refused() {
    let vector = String::from_utf8(CALLBACK.message(&[]).bytes()).unwrap();
    let inner = &vector[1..vector.len() - 1];
    for body in [
        inner.to_owned(),
        format!("{{{inner},\"d\\u0061ta\":\"{{}}\"}}"),
        format!(r#"{{"data":{DATA},"mac":"{MAC}","type":1}}"#),
        vector.replace("\"mac\"", "\"Mac\""),
        vector.replace("\"type\":1", "\"type\":2"),
        vector.replace("\"type\":1", "\"type\":1.0"),
    ] {
        let verified = EXAMPLE.provider().verify_callback(body.as_bytes());
        assert!(is_malformed(&verified), "{body}");
    }
}

#[test]
fn signed_data_that_says_nothing_to_settle_is_refused() {
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
        let verified = CALLBACK.verify(&signed(&data, KEY2));
        assert!(is_malformed(&verified), "{data}");
    }
}

/// Changes to the data inside its string, under the digest of the original.
#[test]
fn forty_thousand_changes_to_the_data_change_nothing() {
    let data: serde_json::Map<String, Value> = serde_json::from_str(DATA).unwrap();
    let data = data
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()));
    let changed = Mutations::of(&Message::new(Form::Json, data), 2).take(40_000);
    let messages = changed.map(|data| {
        let data = String::from_utf8_lossy(&data);
        CALLBACK.message(&[]).with("data", &*data).bytes()
    });
    let refused = refused(&CALLBACK, messages);
    assert!(refused > 39_000, "only {refused} were changed in meaning");
}

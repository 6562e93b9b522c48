//! CONFIRM: what is believed, and what is answered.

use std::sync::LazyLock;

use domain::money::Vnd;
use serde_json::{Map, Value, json};
use time::macros::datetime;

use super::super::{NationalPlatform, wire};
use super::{config, platform, platform_with};
use crate::{CallbackError, Outcome, Provider, Report, Secret, Verdict};

/// Name and value of the signed fields, in order, of the CONFIRM whose digest is known.
pub(super) const VECTOR: [(&str, &str); 10] = [
    ("LoaiBanTin", "CONFIRM"),
    ("MaLoi", "00"),
    ("MaDoiTac", "TESTDT"),
    ("MaThamChieu", "TN0001"),
    ("SoTien", "50000"),
    ("MaTienTe", "VND"),
    ("MaGiaoDich", "GD0001"),
    ("MaNganHang", "VCB"),
    ("ThoiGianGD", "20250601101212"),
    ("ThongTinGiaoDich", "Thanh toan le phi"),
];
const VECTOR_DIGEST: &str = "40d53ce5ceca98640e4484e4f3eda6ec60b9b8ab13f93024ef63e6b05d5bb9de";

pub(super) static PLATFORM: LazyLock<NationalPlatform> = LazyLock::new(platform);

pub(super) fn vector() -> Map<String, Value> {
    let signed = VECTOR
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(*value)));
    signed
        .chain([("MaXacThuc".to_owned(), Value::from(VECTOR_DIGEST))])
        .collect()
}

/// The vector with some signed values replaced and sealed again with `secret`.
fn sealed(changes: &[(&str, &str)], secret: &str) -> Map<String, Value> {
    let mut message = vector();
    for (name, value) in changes {
        message[*name] = Value::from(*value);
    }
    let values: Vec<&str> = VECTOR
        .iter()
        .map(|(name, _)| message[*name].as_str().unwrap())
        .collect();
    let digest = hex::encode(wire::digest(values, &Secret::new(secret)));
    message["MaXacThuc"] = Value::from(digest);
    message
}

pub(super) fn bytes(message: &Map<String, Value>) -> Vec<u8> {
    serde_json::to_vec(message).unwrap()
}

pub(super) fn verify(message: &Map<String, Value>) -> Result<Report, CallbackError> {
    PLATFORM.verify_callback(&bytes(message))
}

pub(super) fn acknowledged(platform: &NationalPlatform, body: &[u8], verdict: Verdict) -> Value {
    let answer = platform.acknowledge(body, verdict);
    assert_eq!(
        (answer.status, answer.content_type),
        (200, "application/json; charset=utf-8")
    );
    serde_json::from_slice(&answer.body).unwrap()
}

#[test]
fn the_confirm_of_the_vector_is_a_payment() {
    assert_eq!(
        verify(&vector()),
        Ok(Report {
            reference: "TN0001".to_owned(),
            outcome: Outcome::Paid,
            amount: Vnd::new(50_000),
            provider_transaction: Some("GD0001".to_owned()),
            bank_code: Some("VCB".to_owned()),
            paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
            digest: VECTOR_DIGEST.to_owned(),
        })
    );
}

#[test]
fn each_signed_field_is_protected() {
    for (name, value) in VECTOR {
        for changed in [
            format!("{value}0"),
            format!(" {value}"),
            value.to_lowercase() + "x",
            String::new(),
        ] {
            let mut message = vector();
            message[name] = Value::from(changed);
            assert_eq!(
                verify(&message),
                Err(CallbackError::BadDigest),
                "{name} changed"
            );
        }
        let mut message = vector();
        message.remove(name);
        assert_eq!(
            verify(&message),
            Err(CallbackError::BadDigest),
            "{name} removed"
        );
    }
}

#[test]
fn each_character_of_the_digest_counts() {
    for position in 0..VECTOR_DIGEST.len() {
        let mut digest = VECTOR_DIGEST.as_bytes().to_vec();
        digest[position] = if digest[position] == b'0' { b'1' } else { b'0' };
        let mut message = vector();
        message["MaXacThuc"] = Value::from(String::from_utf8(digest).unwrap());
        assert_eq!(
            verify(&message),
            Err(CallbackError::BadDigest),
            "position {position}"
        );
    }
    for digest in [
        "",
        "40d5",
        &VECTOR_DIGEST[..63],
        &format!("{VECTOR_DIGEST}00"),
        "ệ",
    ] {
        let mut message = vector();
        message["MaXacThuc"] = Value::from(digest);
        assert_eq!(verify(&message), Err(CallbackError::BadDigest), "{digest}");
    }
}

#[test]
fn moving_a_value_over_the_separator_does_not_keep_the_digest() {
    let mut message = vector();
    message["MaGiaoDich"] = Value::from("GD0001|VCB");
    message["MaNganHang"] = Value::from("20250601101212");
    message["ThoiGianGD"] = Value::from("Thanh toan le phi");
    message.remove("ThongTinGiaoDich");
    assert!(matches!(verify(&message), Err(CallbackError::Malformed(_))));
}

#[test]
fn the_amount_may_come_as_a_number() {
    let mut message = vector();
    message["SoTien"] = Value::from(50_000);
    assert_eq!(verify(&message).unwrap().amount, Vnd::new(50_000));
}

#[test]
fn unsigned_card_fields_are_ignored() {
    let mut message = vector();
    message.insert("SoThe".to_owned(), Value::from("9704…"));
    message.insert("Token".to_owned(), json!({ "deep": [1, null] }));
    assert_eq!(verify(&message).unwrap().outcome, Outcome::Paid);
}

#[test]
fn amounts_with_separators_signs_or_decimals_are_malformed_even_when_signed() {
    for amount in [
        "50.000",
        "50,000",
        "+50000",
        "-50000",
        "050000",
        "50000.0",
        "5e4",
        "",
        "٥٠٠٠٠",
        "99999999999999999999",
    ] {
        assert!(
            matches!(
                verify(&sealed(&[("SoTien", amount)], "testsecret")),
                Err(CallbackError::Malformed(_))
            ),
            "{amount}"
        );
    }
}

#[test]
fn signed_messages_that_are_not_a_payment_to_us_in_dong_are_malformed() {
    for change in [
        ("LoaiBanTin", "QUERY"),
        ("MaTienTe", "USD"),
        ("MaDoiTac", "OTHER"),
        ("MaThamChieu", ""),
        ("MaLoi", ""),
    ] {
        let message = sealed(&[change], "testsecret");
        assert!(
            matches!(verify(&message), Err(CallbackError::Malformed(_))),
            "{change:?}"
        );
        let answer = acknowledged(&PLATFORM, &bytes(&message), Verdict::Accepted);
        assert_eq!(answer["MaLoi"], "99", "{change:?}");
    }
}

#[test]
fn a_platform_that_does_not_know_is_pending_and_not_failed() {
    let outcome = |code| {
        verify(&sealed(&[("MaLoi", code)], "testsecret"))
            .unwrap()
            .outcome
    };
    for code in ["04", "06", "99"] {
        assert_eq!(outcome(code), Outcome::Pending, "{code}");
    }
    for code in ["01", "24", "51"] {
        assert_eq!(
            outcome(code),
            Outcome::Failed {
                code: code.to_owned()
            }
        );
    }
}

#[test]
fn a_failed_payment_may_come_without_transaction_and_bank() {
    let mut message = sealed(
        &[("MaLoi", "01"), ("MaGiaoDich", ""), ("MaNganHang", "")],
        "testsecret",
    );
    message["MaGiaoDich"] = Value::Null;
    message.remove("MaNganHang");
    let report = verify(&message).unwrap();
    assert_eq!(
        (report.provider_transaction, report.bank_code),
        (None, None)
    );
}

#[test]
fn the_previous_secret_is_accepted_while_the_platform_changes_over() {
    let body = bytes(&sealed(&[], "oldsecret"));
    assert_eq!(
        PLATFORM.verify_callback(&body),
        Err(CallbackError::BadDigest)
    );

    let mut changing = config("http://127.0.0.1:1");
    changing.previous_secret = Some(Secret::new("oldsecret"));
    let changing = platform_with(changing);
    assert_eq!(
        changing.verify_callback(&body).unwrap().outcome,
        Outcome::Paid
    );
    assert_eq!(
        changing.verify_callback(&bytes(&vector())).unwrap().outcome,
        Outcome::Paid
    );
    assert_eq!(
        acknowledged(&changing, &body, Verdict::Accepted)["MaLoi"],
        "00"
    );
}

#[test]
fn bodies_of_another_shape_are_malformed() {
    let twice =
        String::from_utf8(bytes(&vector()))
            .unwrap()
            .replacen('{', r#"{"SoTien":"50000","#, 1);
    let twice_unsigned =
        String::from_utf8(bytes(&vector()))
            .unwrap()
            .replacen('{', r#"{"X":1,"X":1,"#, 1);
    let mut trailing = bytes(&vector());
    trailing.extend_from_slice(b"{}");
    let mut large = vector();
    large.insert("X".to_owned(), Value::from("x".repeat(64 * 1024)));
    let nested = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
    let bodies: [&[u8]; 11] = [
        b"",
        b"null",
        b"[]",
        b"\"CONFIRM\"",
        b"{",
        b"\xff\xfe",
        twice.as_bytes(),
        twice_unsigned.as_bytes(),
        &trailing,
        &bytes(&large),
        nested.as_bytes(),
    ];
    for body in bodies {
        let shown = String::from_utf8_lossy(&body[..body.len().min(80)]);
        assert!(
            matches!(
                PLATFORM.verify_callback(body),
                Err(CallbackError::Malformed(_))
            ),
            "{shown}"
        );
        assert_eq!(
            acknowledged(&PLATFORM, body, Verdict::Accepted)["MaLoi"],
            "99",
            "{shown}"
        );
    }
    for (name, _) in VECTOR.into_iter().chain([("MaXacThuc", "")]) {
        for value in [
            json!(true),
            json!(1.5),
            json!(-1),
            json!(["00"]),
            json!({ "a": 1 }),
            json!("a\u{0}b"),
        ] {
            let mut message = vector();
            message[name] = value.clone();
            let result = verify(&message);
            assert!(result.is_err(), "{name} = {value}");
        }
    }
}

#[test]
fn an_acknowledgement_repeats_what_was_received_and_says_whether_it_was_recorded() {
    let body = bytes(&vector());
    let answer = acknowledged(&PLATFORM, &body, Verdict::Accepted);
    assert_eq!(
        answer,
        json!({
            "MaLoi": "00",
            "MoTaLoi": "Đã ghi nhận",
            "MaDoiTac": "TESTDT",
            "MaThamChieu": "TN0001",
            "ThoiGianGD": "20250601101212",
            "MaXacThuc": VECTOR_DIGEST,
        })
    );
    assert_eq!(
        acknowledged(&PLATFORM, &body, Verdict::AlreadyProcessed)["MaLoi"],
        "00"
    );
    for verdict in [
        Verdict::UnknownReference,
        Verdict::BadDigest,
        Verdict::AmountMismatch,
        Verdict::Malformed,
        Verdict::TryAgain,
    ] {
        assert_eq!(
            acknowledged(&PLATFORM, &body, verdict)["MaLoi"],
            "99",
            "{verdict:?}"
        );
    }
}

#[test]
fn a_forged_callback_gets_nothing_of_itself_back_and_is_never_acknowledged() {
    let mut message = vector();
    message["SoTien"] = Value::from("1");
    for verdict in [
        Verdict::Accepted,
        Verdict::AlreadyProcessed,
        Verdict::BadDigest,
    ] {
        assert_eq!(
            acknowledged(&PLATFORM, &bytes(&message), verdict),
            json!({ "MaLoi": "99", "MoTaLoi": "Mã xác thực không đúng", "MaDoiTac": "TESTDT" })
        );
    }
}

//! Paying by dossier code: whose question is answered, and with what.

use domain::money::Vnd;
use serde_json::{Map, Value, json};
use time::macros::datetime;

use super::super::wire;
use super::{config, platform, platform_with, request};
use crate::testing::Mutations;
use crate::{CallbackError, Secret};

use super::super::{BillLookup, LookupResult};

const QUESTION: [(&str, &str); 3] = [
    ("MaHoSo", "000.20.31.H53-250601-0007"),
    ("MaDoiTac", "TESTDT"),
    ("ThoiGianGD", "20250601101212"),
];

/// The question with some values replaced, sealed with `secret`.
fn sealed(changes: &[(&str, &str)], secret: &str) -> Map<String, Value> {
    let fields = QUESTION.map(|(name, value)| {
        let change = changes.iter().find(|(changed, _)| *changed == name);
        (name, change.map_or(value, |(_, value)| value))
    });
    let values = fields.map(|(_, value)| value);
    let digest = hex::encode(wire::digest(values, &Secret::new(secret)));
    let digest = ("MaXacThuc", digest.as_str());
    let message = fields.into_iter().chain([digest]);
    message
        .map(|(name, value)| (name.to_owned(), Value::from(value)))
        .collect()
}

fn verify(message: &Map<String, Value>) -> Result<BillLookup, CallbackError> {
    platform().verify_lookup(&serde_json::to_vec(message).unwrap())
}

fn lookup() -> BillLookup {
    BillLookup {
        dossier_code: "000.20.31.H53-250601-0007".to_owned(),
        asked_at: datetime!(2025-06-01 10:12:12 +7),
    }
}

fn due() -> LookupResult {
    LookupResult::Due {
        reference: "a2b3c4d5e6f7g2h3i4j5k6".to_owned(),
        amount: Vnd::new(50_000),
        bill: Box::new(request().bill),
        requested_at: datetime!(2025-06-01 10:12:13 +7),
    }
}

fn answer(result: LookupResult) -> Value {
    let answer = platform().lookup_answer(&lookup(), result);
    assert_eq!(
        (answer.status, answer.content_type),
        (200, "application/json; charset=utf-8")
    );
    serde_json::from_slice(&answer.body).unwrap()
}

/// Computed apart from this code, from the assumed rule.
#[test]
fn a_sealed_question_is_the_platforms() {
    let message = sealed(&[], "testsecret");
    assert_eq!(
        message["MaXacThuc"],
        "d2157083a8da169c5fc36c1e3b0d09aed8dd445be1084a6d8c01a5012492b789"
    );
    assert_eq!(verify(&message), Ok(lookup()));
}

#[test]
fn each_field_is_protected_and_must_be_there() {
    for (name, value) in QUESTION {
        let mut message = sealed(&[], "testsecret");
        message[name] = Value::from(format!("{value}0"));
        assert_eq!(verify(&message), Err(CallbackError::BadDigest), "{name}");
        for other in [
            Value::Null,
            json!(7),
            json!(["a"]),
            json!("a|b"),
            json!("a\n"),
        ] {
            message[name] = other.clone();
            assert!(
                matches!(verify(&message), Err(CallbackError::Malformed(_))),
                "{name} {other}"
            );
        }
    }
    let mut message = sealed(&[], "testsecret");
    message.remove("MaXacThuc");
    assert!(matches!(verify(&message), Err(CallbackError::Malformed(_))));
}

#[test]
fn sealed_questions_that_make_no_sense_are_malformed() {
    let long = "9".repeat(65);
    for change in [
        ("MaHoSo", ""),
        ("MaHoSo", &*long),
        ("MaDoiTac", "OTHER"),
        ("ThoiGianGD", ""),
        ("ThoiGianGD", "20251301101212"),
    ] {
        let result = verify(&sealed(&[change], "testsecret"));
        assert!(
            matches!(result, Err(CallbackError::Malformed(_))),
            "{change:?}"
        );
    }
    let large = format!("{{\"X\":\"{}\"}}", "x".repeat(64 * 1024));
    for body in ["", "[]", r#"{"MaHoSo":"1","MaHoSo":"2"}"#, &large] {
        let result = platform().verify_lookup(body.as_bytes());
        assert!(matches!(result, Err(CallbackError::Malformed(_))));
    }
}

#[test]
fn the_previous_secret_is_accepted_while_the_platform_changes_over() {
    let message = sealed(&[], "oldsecret");
    assert_eq!(verify(&message), Err(CallbackError::BadDigest));
    let mut changing = config("http://127.0.0.1:1");
    changing.previous_secret = Some(Secret::new("oldsecret"));
    let body = serde_json::to_vec(&message).unwrap();
    assert_eq!(platform_with(changing).verify_lookup(&body), Ok(lookup()));
}

#[test]
fn twenty_thousand_changed_questions_ask_nothing_else() {
    let platform = platform();
    let message = sealed(&[], "testsecret");
    let refused = Mutations::of(&message, 3)
        .take(20_000)
        .filter(|body| match platform.verify_lookup(body) {
            Ok(asked) => {
                assert_eq!(asked, lookup(), "{}", String::from_utf8_lossy(body));
                false
            }
            Err(_) => true,
        })
        .count();
    assert!(refused > 16_000, "only {refused} were changed in meaning");
}

#[test]
fn what_is_due_is_answered_with_the_bill() {
    let answer = answer(due());
    assert_eq!(answer["error_code"], 1);
    assert_eq!(answer["MaThamChieu"], "a2b3c4d5e6f7g2h3i4j5k6");
    assert_eq!(
        answer["MaTraCuuTT"],
        "000.20.31.H53-250601-000720250601101213"
    );
    assert_eq!(answer["SoTien"], "50000");
    assert_eq!(answer["MaTienTe"], "VND");
    assert_eq!(answer["MaHoSo"], "000.20.31.H53-250601-0007");
    let bill = &answer["ThongTinBienLai"];
    assert_eq!(bill["MaTTHC"], "2.000635");
    assert_eq!(
        bill["NoiDungThanhToan"],
        "THANH TOAN HO SO 000.20.31.H53-250601-0007"
    );
    assert_eq!(bill["PhiLePhi"].as_array().unwrap().len(), 2);
}

#[test]
fn nothing_due_and_not_found_tell_nothing_of_the_dossier() {
    let nothing = answer(LookupResult::NothingDue);
    assert_eq!(nothing["error_code"], 0);
    let unknown = answer(LookupResult::NotFound);
    assert_eq!(unknown["error_code"], -1);
    for answer in [nothing, unknown] {
        assert_eq!(answer.as_object().unwrap().len(), 2, "{answer}");
    }
}

#[test]
fn a_bill_that_does_not_add_up_cannot_be_paid() {
    let LookupResult::Due {
        reference,
        bill,
        requested_at,
        ..
    } = due()
    else {
        unreachable!()
    };
    let result = LookupResult::Due {
        reference,
        amount: Vnd::new(50_001),
        bill,
        requested_at,
    };
    let answer = platform().lookup_answer(&lookup(), result);
    assert_eq!((answer.status, answer.body), (500, Vec::new()));
}

//! Paying by dossier code: whose question is answered, and with what.

use super::*;

const QUESTION: [(&str, &str); 3] = [
    ("MaHoSo", "000.20.31.H53-250601-0007"),
    ("MaDoiTac", "TESTDT"),
    ("ThoiGianGD", "20250601101212"),
];

/// The question with some values replaced, signed with `secret`.
fn signed(changes: &[(&str, &str)], secret: &str) -> Message {
    Message::signed(QUESTION, changes, ("MaXacThuc", sha256_of), secret)
}

fn verify(message: &Message) -> Result<BillLookup, CallbackError> {
    EXAMPLE.provider().verify_lookup(&message.bytes())
}

fn lookup() -> BillLookup {
    BillLookup {
        dossier_code: "000.20.31.H53-250601-0007".to_owned(),
        asked_at: datetime!(2025-06-01 10:12:12 +7),
    }
}

fn due(amount: i64) -> LookupResult {
    LookupResult::Due {
        reference: "a2b3c4d5e6f7g2h3i4j5k6".to_owned(),
        amount: Vnd::new(amount),
        bill: Box::new(request().bill),
        requested_at: datetime!(2025-06-01 10:12:13 +7),
    }
}

fn answer(result: LookupResult) -> Value {
    let answer = EXAMPLE.provider().lookup_answer(&lookup(), result);
    acknowledged_json(&answer, "application/json; charset=utf-8")
}

/// Computed apart from this code, from the assumed rule.
#[test]
fn a_signed_question_is_the_platforms() {
    let message = signed(&[], SECRET);
    assert_eq!(
        message.characters("MaXacThuc"),
        "d2157083a8da169c5fc36c1e3b0d09aed8dd445be1084a6d8c01a5012492b789"
    );
    assert_eq!(verify(&message), Ok(lookup()));
}

#[test]
fn each_field_is_protected_and_must_be_there() {
    let odd = json!([null, 7, ["a"], "a|b", "a\n"]);
    for (name, value) in QUESTION {
        let message = signed(&[], SECRET);
        let changed = message.clone().with(name, format!("{value}0"));
        assert_eq!(verify(&changed), Err(CallbackError::BadDigest), "{name}");
        for other in odd.as_array().unwrap() {
            let verified = verify(&message.clone().with(name, other.clone()));
            assert!(is_malformed(&verified), "{name} {other}");
        }
    }
    let message = signed(&[], SECRET).without("MaXacThuc");
    assert!(is_malformed(&verify(&message)));
}

#[test]
fn signed_questions_that_make_no_sense_are_malformed() {
    let long = "9".repeat(65);
    for change in [
        ("MaHoSo", ""),
        ("MaHoSo", &*long),
        ("MaDoiTac", "OTHER"),
        ("ThoiGianGD", ""),
        ("ThoiGianGD", "20251301101212"),
    ] {
        let result = verify(&signed(&[change], SECRET));
        assert!(is_malformed(&result), "{change:?}");
    }
    let large = format!("{{\"X\":\"{}\"}}", "x".repeat(64 * 1024));
    for body in ["", "[]", r#"{"MaHoSo":"1","MaHoSo":"2"}"#, &large] {
        let result = EXAMPLE.provider().verify_lookup(body.as_bytes());
        assert!(is_malformed(&result));
    }
}

#[test]
fn the_previous_secret_is_accepted_while_the_platform_changes_over() {
    let message = signed(&[], "oldsecret");
    assert_eq!(verify(&message), Err(CallbackError::BadDigest));
    let changing = EXAMPLE.provider_with(&[("NATIONAL_PLATFORM_PREVIOUS_SECRET", "oldsecret")]);
    assert_eq!(changing.verify_lookup(&message.bytes()), Ok(lookup()));
}

#[test]
fn twenty_thousand_changed_questions_ask_nothing_else() {
    let platform = EXAMPLE.provider();
    let message = signed(&[], SECRET);
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
    let answer = answer(due(50_000));
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
    let answer = EXAMPLE.provider().lookup_answer(&lookup(), due(50_001));
    assert_eq!((answer.status, answer.body), (500, Vec::new()));
}

//! CONFIRM: what is believed, and what is answered.

use super::*;

/// Name and value of the signed fields, in order, of the CONFIRM whose digest is known.
const VECTOR: [(&str, &str); 10] = [
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

pub(super) static CALLBACK: Callback = Callback {
    example: &EXAMPLE,
    secret: (
        "NATIONAL_PLATFORM_SECRET",
        "NATIONAL_PLATFORM_PREVIOUS_SECRET",
    ),
    signed: |changes, secret| Message::signed(VECTOR, changes, ("MaXacThuc", sha256_of), secret),
    report: || Report {
        reference: "TN0001".to_owned(),
        outcome: Outcome::Paid,
        amount: Vnd::new(50_000),
        provider_transaction: Some("GD0001".to_owned()),
        bank_code: Some("VCB".to_owned()),
        paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
        digest: VECTOR_DIGEST.to_owned(),
    },
    unsigned: &[],
    complete: false,
    digest: "MaXacThuc",
    amount: ("SoTien", None),
    malformed: &[
        ("MaDoiTac", "OTHER"),
        ("LoaiBanTin", "QUERY"),
        ("MaTienTe", "USD"),
        ("MaThamChieu", ""),
        ("MaLoi", ""),
    ],
    code: |answer| {
        let message = acknowledged_json(answer, "application/json; charset=utf-8");
        message["MaLoi"].as_str().unwrap().to_owned()
    },
    codes: ["00", "00", "99", "99", "99", "99", "99"],
    refused: 80_000,
};

callbacks_conform!(CALLBACK);

fn acknowledged(message: &Message, verdict: Verdict) -> Value {
    let answer = EXAMPLE.provider().acknowledge(&message.bytes(), verdict);
    serde_json::from_slice(&answer.body).unwrap()
}

#[test]
fn moving_a_value_over_the_separator_does_not_keep_the_digest() {
    let message = CALLBACK
        .message(&[])
        .with("MaGiaoDich", "GD0001|VCB")
        .with("MaNganHang", "20250601101212")
        .with("ThoiGianGD", "Thanh toan le phi")
        .without("ThongTinGiaoDich");
    assert!(is_malformed(&CALLBACK.verify(&message)));
}

#[test]
fn the_amount_may_come_as_a_number() {
    let message = CALLBACK.message(&[]).with("SoTien", 50_000);
    assert_eq!(CALLBACK.verify(&message).unwrap().amount, Vnd::new(50_000));
}

#[test]
fn unsigned_card_fields_are_ignored() {
    let message = CALLBACK
        .message(&[])
        .with("SoThe", "9704…")
        .with("Token", json!({ "deep": [1, null] }));
    assert_eq!(CALLBACK.verify(&message).unwrap().outcome, Outcome::Paid);
}

#[test]
fn the_transaction_and_the_time_may_come_as_numbers() {
    let as_texts = [("MaGiaoDich", "250601000017")];
    let message = CALLBACK
        .message(&as_texts)
        .with("MaGiaoDich", 250_601_000_017_u64)
        .with("ThoiGianGD", 20_250_601_101_212_u64);
    let report = CALLBACK.verify(&message).unwrap();
    assert_eq!(report.provider_transaction.as_deref(), Some("250601000017"));
    assert_eq!(Ok(report), CALLBACK.reported(&as_texts));
}

#[test]
fn a_platform_that_does_not_know_is_asked_and_not_taken_for_failed() {
    let outcome = |code| CALLBACK.reported(&[("MaLoi", code)]).unwrap().outcome;
    for code in ["04", "06", "99", "24", "51", "96", "ZZ"] {
        assert_eq!(outcome(code), Outcome::undecided(code));
    }
    assert_eq!(outcome("01"), Outcome::failed("01"));
}

#[test]
fn a_failed_payment_may_come_without_transaction_and_bank() {
    let changes = [("MaLoi", "01"), ("MaGiaoDich", ""), ("MaNganHang", "")];
    let message = CALLBACK
        .message(&changes)
        .with("MaGiaoDich", Value::Null)
        .without("MaNganHang");
    let report = CALLBACK.verify(&message).unwrap();
    assert_eq!(report.provider_transaction, None);
    assert_eq!(report.bank_code, None);
}

#[test]
fn an_acknowledgement_repeats_what_was_received() {
    let answer = acknowledged(&CALLBACK.message(&[]), Verdict::Accepted);
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
}

#[test]
fn a_forged_callback_gets_nothing_of_itself_back_and_is_never_acknowledged() {
    let message = CALLBACK.message(&[]).with("SoTien", "1");
    for verdict in [
        Verdict::Accepted,
        Verdict::AlreadyProcessed,
        Verdict::BadDigest,
    ] {
        assert_eq!(
            acknowledged(&message, verdict),
            json!({ "MaLoi": "99", "MoTaLoi": "Mã xác thực không đúng", "MaDoiTac": "TESTDT" })
        );
    }
}

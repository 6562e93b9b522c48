//! The bank's word of a transfer: what is believed, and what is answered.

use super::*;

const TRANSFER: [(&str, &str); 7] = [
    ("transactionId", "FT25152784123"),
    ("accountNumber", "1020304050"),
    ("bankBin", "970436"),
    ("amount", "50000"),
    ("currency", "VND"),
    ("content", MEMO),
    ("transactionTime", "20250601101212"),
];

static CALLBACK: Callback = Callback {
    example: &EXAMPLE,
    secret: ("VIETQR_SECRET", "VIETQR_PREVIOUS_SECRET"),
    signed: |changes, secret| Message::signed(TRANSFER, changes, ("signature", digest), secret),
    report: || Report {
        // Its letter i, which references of the portal do not have, is read as the digit it looks like.
        reference: "a2b3c4d5e6f7g2h314j5k6".to_owned(),
        outcome: Outcome::Paid,
        amount: Vnd::new(50_000),
        provider_transaction: Some("FT25152784123".to_owned()),
        bank_code: None,
        paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
        // Computed apart from this code, from the stated rule.
        digest: "579d5b3886814a2ed7b7a7f1ab87bdf57f7c9c7a1b8f3f00da94f1f12a61c771".to_owned(),
    },
    unsigned: &[],
    complete: true,
    digest: "signature",
    amount: ("amount", None),
    malformed: &[
        ("accountNumber", "1020304051"),
        ("bankBin", "970418"),
        ("currency", "USD"),
        ("transactionId", ""),
        ("transactionId", "FT 1"),
        ("content", "a|b"),
        ("content", "a\u{7f}b"),
    ],
    code: |answer| {
        let message = acknowledged_json(answer, "application/json; charset=utf-8");
        assert_eq!(message.as_object().unwrap().len(), 2);
        assert!(message["message"].is_string());
        message["code"].as_str().unwrap().to_owned()
    },
    codes: ["00", "00", "01", "02", "97", "98", "99"],
    refused: 80_000,
};

callbacks_conform!(CALLBACK);

#[test]
fn each_signed_field_must_be_text() {
    for (name, _) in TRANSFER {
        for other in [Value::Null, json!(50_000), json!(["a"]), json!("a|b")] {
            let message = CALLBACK.message(&[]).with(name, other.clone());
            assert!(is_malformed(&CALLBACK.verify(&message)), "{name} {other}");
        }
    }
}

#[test]
fn a_transfer_without_our_reference_is_kept_but_under_no_attempt() {
    let change = [("content", "nop tien")];
    let report = CALLBACK.reported(&change).unwrap();
    assert_eq!(report.reference, "");
    assert_eq!(report.amount, Vnd::new(50_000));
    for (verdict, code) in [
        (Verdict::Accepted, "01"),
        (Verdict::UnknownReference, "01"),
        (Verdict::TryAgain, "99"),
    ] {
        let message = CALLBACK.message(&change).bytes();
        let answer = EXAMPLE.provider().acknowledge(&message, verdict);
        assert_eq!((CALLBACK.code)(&answer), code);
    }
}

#[test]
fn a_time_that_cannot_be_read_does_not_lose_the_money() {
    let report = CALLBACK.reported(&[("transactionTime", "01/06/2025 10:12")]);
    assert_eq!(report.unwrap().paid_at, None);
}

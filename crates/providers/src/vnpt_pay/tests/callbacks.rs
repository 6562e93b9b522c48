//! CONFIRM: what is believed, and what is answered.

use super::*;

const CONFIRM: [(&str, &str); 10] = [
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

pub(super) static CALLBACK: Callback = Callback {
    example: &EXAMPLE,
    secret: ("VNPT_PAY_SECRET", "VNPT_PAY_PREVIOUS_SECRET"),
    signed: |changes, secret| Message::signed(CONFIRM, changes, ("SECURE_CODE", sha256_of), secret),
    report: || Report {
        reference: "a2b3c4d5e6f7g2h3i4j5k6".to_owned(),
        outcome: Outcome::Paid,
        amount: Vnd::new(50_000),
        provider_transaction: Some("9001".to_owned()),
        bank_code: Some("VNPTPAY".to_owned()),
        paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
        // Computed apart from this code, from the stated rule.
        digest: "987860572f4742d5fec4ca4019c1392720f09f74ab3c21bfe21bcb09ba229711".to_owned(),
    },
    unsigned: &[],
    complete: false,
    digest: "SECURE_CODE",
    amount: ("AMOUNT", None),
    malformed: &[
        ("MERCHANT_SERVICE_ID", "OTHER"),
        ("ACTION", "INIT"),
        ("CURRENCY_CODE", "USD"),
        ("MERCHANT_ORDER_ID", ""),
        ("RESPONSE_CODE", ""),
        ("AMOUNT", "-1"),
        ("ADDITIONAL_INFO", "a|b"),
        ("ADDITIONAL_INFO", "a\nb"),
    ],
    code: |answer| {
        let message = acknowledged(answer);
        message["RESPONSE_CODE"].as_str().unwrap().to_owned()
    },
    codes: ["00", "02", "01", "99", "97", "99", "08"],
    refused: 80_000,
};

callbacks_conform!(CALLBACK);

/// An acknowledgement, whose digest is ours.
fn acknowledged(answer: &Acknowledgement) -> Value {
    let message = acknowledged_json(answer, "application/json; charset=utf-8");
    let fields = "RESPONSE_CODE DESCRIPTION MERCHANT_SERVICE_ID MERCHANT_ORDER_ID CREATE_DATE";
    let fields = fields
        .split(' ')
        .map(|name| (name, message[name].as_str().unwrap()));
    let fields: Vec<_> = fields.collect();
    let expected: Value = serde_json::from_slice(&signed(&fields, SECRET)).unwrap();
    assert_eq!(message, expected);
    message
}

#[test]
fn a_form_may_carry_the_confirm() {
    let message = CALLBACK.message(&[]);
    let json = String::from_utf8(message.bytes()).unwrap();
    let form = serde_urlencoded::to_string([("data", &json)]).unwrap();
    let provider = EXAMPLE.provider();
    let verified = provider.verify_callback(form.as_bytes());
    assert_eq!(verified, Ok((CALLBACK.report)()));
    for form in [
        format!("{form}&data=1"),
        format!("{form}&x=1"),
        "data=".to_owned(),
        "data=%7B".to_owned(),
        form.replacen("data", "Data", 1),
    ] {
        let result = provider.verify_callback(form.as_bytes());
        assert!(is_malformed(&result), "{form}");
    }
}

#[test]
fn only_00_is_paid_and_only_01_is_failed() {
    let outcome = |code| {
        let report = CALLBACK.reported(&[("RESPONSE_CODE", code)]);
        report.unwrap().outcome
    };
    assert_eq!(outcome("00"), Outcome::Paid);
    assert_eq!(outcome("01"), Outcome::failed("01"));
    for code in [
        "02", "03", "04", "05", "06", "07", "08", "09", "96", "99", "1", "24",
    ] {
        assert_eq!(outcome(code), Outcome::undecided(code));
    }
}

#[test]
fn what_is_neither_text_nor_a_whole_number_cannot_be_signed() {
    for value in [json!(true), json!(1.5), json!(["00"]), json!({ "a": 1 })] {
        let message = CALLBACK.message(&[]).with("ADDITIONAL_INFO", value.clone());
        let result = EXAMPLE.provider().verify_callback(&message.bytes());
        assert!(is_malformed(&result), "{value}");
    }
}

#[test]
fn an_acknowledgement_repeats_order_and_time_of_what_is_signed() {
    let provider = EXAMPLE.provider();
    let good = CALLBACK.message(&[]);
    for verdict in VERDICTS {
        let answer = acknowledged(&provider.acknowledge(&good.bytes(), verdict));
        assert_eq!(answer["MERCHANT_ORDER_ID"], "a2b3c4d5e6f7g2h3i4j5k6");
        assert_eq!(answer["CREATE_DATE"], "20250601101212");
        let forged = good.clone().with("AMOUNT", "1").bytes();
        let answer = acknowledged(&provider.acknowledge(&forged, verdict));
        assert_eq!(answer["MERCHANT_ORDER_ID"], "");
        assert_eq!(answer["CREATE_DATE"], "");
    }
}

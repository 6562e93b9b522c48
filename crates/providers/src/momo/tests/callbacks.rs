//! IPN: what is believed, and what is answered.

use super::super::wire;
use super::*;

const SIGNED: &str = "amount extraData message orderId orderInfo orderType partnerCode payType requestId responseTime \
     resultCode transId";

pub(super) static CALLBACK: Callback = Callback {
    example: &EXAMPLE,
    secret: ("MOMO_SECRET", "MOMO_PREVIOUS_SECRET"),
    signed,
    report: || Report {
        reference: "TN-0001".to_owned(),
        outcome: Outcome::Paid,
        amount: Vnd::new(50_000),
        provider_transaction: Some("4000000001".to_owned()),
        bank_code: None,
        paid_at: Some(datetime!(2025-06-15 15:06:40 UTC)),
        digest: "2b85c5a351b4eb64c8cbf2969e8ae3ff44c167c47c44aad9de42fd217056d638".to_owned(),
    },
    unsigned: &[],
    complete: false,
    digest: "signature",
    amount: ("amount", None),
    malformed: &[
        ("partnerCode", "OTHER"),
        ("transId", "4000000001\n"),
        ("transId", "4000000001&x"),
        ("orderId", ""),
        ("orderId", "a b"),
        ("resultCode", ""),
        ("resultCode", "00"),
        ("resultCode", "x"),
        ("orderInfo", "Le phi&orderType=momo_wallet"),
        ("message", "Successful.\n&orderId=TN-0002"),
    ],
    // An acknowledgement never has a body.
    code: |answer| {
        assert_eq!((answer.content_type, &*answer.body), ("", &[][..]));
        answer.status.to_string()
    },
    codes: ["204", "204", "400", "400", "400", "400", "500"],
    refused: 80_000,
};

callbacks_conform!(CALLBACK);

/// The IPN whose signature is known.
fn signed(changes: &[(&str, &str)], secret: &str) -> Message {
    let message = Message::new(
        Form::Json,
        [
            ("partnerCode", json!("MOMO")),
            ("orderId", json!("TN-0001")),
            ("requestId", json!("REQ-0001")),
            ("amount", json!(50_000)),
            ("orderInfo", json!("Thanh toan le phi")),
            ("orderType", json!("momo_wallet")),
            ("transId", json!(4_000_000_001_u64)),
            ("resultCode", json!(0)),
            ("message", json!("Successful.")),
            ("payType", json!("qr")),
            ("responseTime", json!(1_750_000_000_000_u64)),
            ("extraData", json!("")),
        ],
    )
    .with_all(changes);
    let values = SIGNED.split(' ').map(|name| message.characters(name));
    let values: Vec<String> = values.collect();
    let mut pairs = vec![("accessKey", "F8BBA842ECF85")];
    pairs.extend(SIGNED.split(' ').zip(values.iter().map(String::as_str)));
    let signature = wire::sign(&pairs, &Secret::any(secret));
    message.with("signature", hex::encode(signature))
}

#[test]
fn numbers_may_come_as_texts_and_what_is_not_signed_is_not_read() {
    let mut message = CALLBACK.message(&[]).with("unsigned", "x");
    for name in ["amount", "responseTime", "resultCode", "transId"] {
        let digits = message.characters(name);
        message = message.with(name, digits);
    }
    assert_eq!(CALLBACK.verify(&message), Ok((CALLBACK.report)()));
}

#[test]
fn moving_a_value_over_the_separator_does_not_keep_the_signature() {
    let message = CALLBACK
        .message(&[])
        .with("message", "Successful.&orderId=TN-0001")
        .without("orderId");
    assert!(is_malformed(&CALLBACK.verify(&message)));
}

#[test]
fn values_may_hold_what_joins_them_and_line_ends() {
    for value in [
        "Lê & Con",
        "A&B",
        "&",
        "a&&b&",
        "&=",
        "=1+1",
        "ca=1&cb=2",
        "cửa hàng=Lê & Con&tầng=2",
        "&orderid=x",
        "&orderId",
        "&order=1&Id=2",
        "orderId=TN-0002",
        "Successful\n",
        "dòng một\r\ndòng hai",
        "\ttab",
        "eyJhIjoiYiJ9",
        "|",
        "\"nháy\" \\ 🙂",
        "\u{0}",
    ] {
        for name in ["extraData", "message", "orderInfo", "orderType", "payType"] {
            let report = CALLBACK.reported(&[(name, value)]).unwrap();
            assert_eq!(report.reference, "TN-0001", "{name}: {value:?}");
            assert_eq!(report.outcome, Outcome::Paid, "{name}: {value:?}");
        }
    }
}

#[test]
fn a_value_that_would_be_two_is_refused() {
    for name in SIGNED.split(' ') {
        for before in ["", "x", "x&y=1", "\n"] {
            let value = format!("{before}&{name}=x&");
            let verified = CALLBACK.reported(&[("message", &value)]);
            assert!(is_malformed(&verified), "{value:?}");
        }
    }
}

#[test]
fn numbers_are_plain_and_texts_are_texts() {
    let vector = String::from_utf8(CALLBACK.message(&[]).bytes()).unwrap();
    for (old, new) in [
        ("50000", "50000.0"),
        ("50000", "5e4"),
        ("50000", "-50000"),
        ("50000", "050000"),
        ("50000", "[50000]"),
        ("50000", "99999999999999999999999"),
        ("\"qr\"", "1"),
        ("Successful.", "Successful.&orderId=TN-0002"),
        ("\"signature\"", "\"Signature\""),
        ("\"amount\"", "\"\\u0061mount\":1,\"amount\""),
    ] {
        let body = vector.replace(old, new);
        assert_ne!(body, vector);
        let verified = EXAMPLE.provider().verify_callback(body.as_bytes());
        assert!(is_malformed(&verified), "{body}");
    }
}

#[test]
fn each_code_has_its_outcome() {
    let outcome = |code: i64| {
        let code = code.to_string();
        CALLBACK.reported(&[("resultCode", &code)]).unwrap().outcome
    };
    assert_eq!(outcome(0), Outcome::Paid);
    for code in [
        1001, 1002, 1003, 1004, 1005, 1006, 1007, 1017, 1026, 4001, 4002, 4100,
    ] {
        let failed = Outcome::failed(code);
        assert_eq!(outcome(code), failed);
    }
    assert_eq!(outcome(1000), Outcome::NotPaid);
    for code in [7000, 7002, 9000] {
        assert_eq!(outcome(code), Outcome::in_flight(code));
    }
    for code in [
        10, 11, 12, 13, 20, 21, 22, 40, 41, 42, 43, 45, 47, 98, 99, 1080, 5, 8888,
    ] {
        assert_eq!(outcome(code), Outcome::undecided(code));
    }
}

#[test]
fn a_failed_payment_may_have_no_transaction() {
    let report = CALLBACK.reported(&[("resultCode", "1003"), ("transId", "0")]);
    assert_eq!(report.unwrap().provider_transaction, None);
}

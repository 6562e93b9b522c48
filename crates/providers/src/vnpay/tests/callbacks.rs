//! IPN: what is believed, and what is answered.

use super::*;

/// Published together with its hash; the secret is `test_secret`.
const VECTOR: [(&str, &str); 11] = [
    ("vnp_Amount", "1000000"),
    ("vnp_BankCode", "NCB"),
    ("vnp_BankTranNo", "VNP14422574"),
    ("vnp_CardType", "ATM"),
    (
        "vnp_OrderInfo",
        "Thanh toan don hang 2024-05-21T02:17:31.249Z",
    ),
    ("vnp_PayDate", "20240521091806"),
    ("vnp_ResponseCode", "00"),
    ("vnp_TmnCode", "TEST_TMN_CODE"),
    ("vnp_TransactionNo", "14422574"),
    ("vnp_TransactionStatus", "00"),
    ("vnp_TxnRef", "1716257871703"),
];
const VECTOR_HASH: &str = "649982421beb422556a1374713c74e58e716ecbd05007c0c0e1f7effdfaf361dbf146889ca446139afe11b9954c4d5c486e99e3b86fcfab6957f29eb0be72895";

/// The terminal of the vector.
static TERMINAL: Example = Example {
    descriptor: &DESCRIPTOR,
    settings: &[
        ("VNPAY_TERMINAL", "TEST_TMN_CODE"),
        ("VNPAY_SECRET", "test_secret"),
    ],
    refused_settings: &[],
    exchanges: &[],
    invalid: &[],
    invalid_refunds: &[],
    opened: None,
};

pub(super) static CALLBACK: Callback = Callback {
    example: &TERMINAL,
    secret: ("VNPAY_SECRET", "VNPAY_PREVIOUS_SECRET"),
    signed,
    report: || Report {
        reference: "1716257871703".to_owned(),
        outcome: Outcome::Paid,
        amount: Vnd::new(10_000),
        provider_transaction: Some("14422574".to_owned()),
        bank_code: Some("NCB".to_owned()),
        paid_at: Some(datetime!(2024-05-21 09:18:06 +7)),
        digest: VECTOR_HASH.to_owned(),
    },
    unsigned: &[],
    complete: false,
    digest: "vnp_SecureHash",
    amount: ("vnp_Amount", Some("1000001")),
    malformed: &[
        ("vnp_TmnCode", "OTHERTMN"),
        ("vnp_ResponseCode", ""),
        ("vnp_TransactionStatus", ""),
        ("vnp_TxnRef", ""),
        ("vnp_TxnRef", "a b"),
        ("vnp_Amount", "01000000"),
        ("vnp_Amount", "+1000000"),
        ("vnp_Amount", "10000.00"),
        ("vnp_Amount", "1e6"),
        ("vnp_Command", "pay"),
    ],
    code: |answer| {
        let body = acknowledged_json(answer, "application/json");
        assert!(body["Message"].is_string());
        body["RspCode"].as_str().unwrap().to_owned()
    },
    codes: ["00", "02", "01", "04", "97", "99", "99"],
    refused: 80_000,
};

callbacks_conform!(CALLBACK);

/// The vector with some fields replaced, added or (by an empty value) taken away, signed again.
fn signed(changes: &[(&str, &str)], secret: &str) -> Message {
    let vector = VECTOR.map(|(name, value)| (name, Value::from(value)));
    let mut message = Message::new(Form::Query, vector).with_all(changes);
    message.fields.retain(|(_, value)| value != "");
    message.fields.sort_by(|one, other| one.0.cmp(&other.0));
    let text = String::from_utf8(message.bytes()).unwrap();
    let hash = hmac_sha512(&text, &Secret::any(secret));
    message.with("vnp_SecureHash", hex::encode(hash))
}

fn verify(query: &[u8]) -> Result<Report, CallbackError> {
    TERMINAL.provider().verify_callback(query)
}

fn outcome(response_code: &str, status: &str) -> Outcome {
    let changes = [
        ("vnp_ResponseCode", response_code),
        ("vnp_TransactionStatus", status),
    ];
    CALLBACK.reported(&changes).unwrap().outcome
}

#[test]
fn more_than_was_signed_is_refused() {
    let more = CALLBACK.message(&[]).with("vnp_Extra", "1").bytes();
    assert_eq!(verify(&more), Err(CallbackError::BadDigest));
}

#[test]
fn order_and_encoding_do_not_matter() {
    let original = Ok((CALLBACK.report)());
    let mut reversed = CALLBACK.message(&[]);
    reversed.fields.reverse();
    assert_eq!(verify(&reversed.bytes()), original);
    let escaped = String::from_utf8(CALLBACK.message(&[]).bytes())
        .unwrap()
        .replace("NCB", "%4eC%42")
        .replace('+', "%20");
    assert_eq!(verify(escaped.as_bytes()), original);
}

#[test]
fn what_vnpay_does_not_sign_is_not_read() {
    let more = CALLBACK.message(&[]).with_all(&[
        ("utm_source", "x"),
        ("vnp_SecureHashType", "SHA512"),
        ("vnp_PromotionCode", ""),
    ]);
    assert_eq!(verify(&more.bytes()), Ok((CALLBACK.report)()));
}

#[test]
fn a_query_that_two_readers_could_read_differently_is_refused() {
    let vector = String::from_utf8(CALLBACK.message(&[]).bytes()).unwrap();
    for query in [
        format!("{vector}&vnp_Amount=1000000"),
        format!("{vector}&vnp%5FAmount=9"),
        format!("{vector}&vnp_Amount="),
        format!("{vector}&a=1&a=1"),
        format!("{vector}&"),
        format!("{vector}&vnp_Empty"),
        format!("{vector}&a=%"),
        format!("{vector}&a=%4"),
        format!("{vector}&a=%zz"),
        format!("{vector}&a=%ff"),
        format!("{vector}&a=%00"),
        format!("{vector}&a=%0a"),
        format!("{vector}&a=ệ"),
        format!("{vector} "),
    ] {
        assert!(is_malformed(&verify(query.as_bytes())), "{query}");
    }
}

/// It is signed with the same secret in the same way, and every payer has it.
#[tokio::test]
async fn the_address_of_a_payment_is_not_an_ipn() {
    let provider = EXAMPLE.provider();
    let created = provider.create(&request()).await.unwrap();
    let address = created.redirect_url.unwrap();
    let (_, query) = address.split_once('?').unwrap();
    assert!(is_malformed(&provider.verify_callback(query.as_bytes())));
    let answer = provider.acknowledge(query.as_bytes(), Verdict::Accepted);
    assert_eq!((CALLBACK.code)(&answer), "99");
}

#[test]
fn only_two_good_codes_are_a_payment() {
    assert_eq!(outcome("00", "00"), Outcome::Paid);
    for (response_code, status, code) in [
        ("00", "01", "01"),
        ("00", "02", "02"),
        ("24", "00", "24"),
        ("24", "01", "24"),
        ("99", "02", "99"),
        ("98", "02", "98"),
        ("XX", "YY", "XX"),
    ] {
        let undecided = Outcome::undecided(code);
        assert_eq!(outcome(response_code, status), undecided);
    }
}

#[test]
fn money_that_was_taken_without_a_good_payment_is_in_flight() {
    for (response_code, status, code) in [
        ("00", "07", "07"),
        ("00", "04", "04"),
        ("07", "00", "07"),
        ("07", "07", "07"),
        ("07", "02", "07"),
        ("24", "04", "04"),
        ("99", "04", "04"),
    ] {
        let held = Outcome::in_flight(code);
        assert_eq!(outcome(response_code, status), held);
    }
}

#[test]
fn the_tables_failures_are_failures() {
    for code in ["09", "10", "11", "12", "13", "24", "51", "65", "75", "79"] {
        let failed = Outcome::failed(code);
        assert_eq!(outcome(code, "02"), failed);
    }
}

#[test]
fn a_failed_payment_may_have_no_transaction_and_no_time() {
    let changes = [
        ("vnp_ResponseCode", "24"),
        ("vnp_TransactionStatus", "02"),
        ("vnp_TransactionNo", "0"),
        ("vnp_BankTranNo", ""),
        ("vnp_PayDate", ""),
    ];
    let report = CALLBACK.reported(&changes).unwrap();
    assert_eq!(report.provider_transaction, None);
    assert_eq!(report.paid_at, None);
}

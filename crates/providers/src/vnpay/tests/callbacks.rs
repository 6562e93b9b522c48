//! IPN: what is believed, and what is answered.

use domain::money::Vnd;
use serde_json::Value;
use time::macros::datetime;

use super::super::Vnpay;
use super::{config, provider, provider_with};
use crate::testing::request;
use crate::{CallbackError, Outcome, Provider, Report, Secret, Verdict};

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
pub(super) fn terminal() -> Vnpay {
    let mut config = config("http://127.0.0.1:1/api");
    config.tmn_code = "TEST_TMN_CODE".to_owned();
    provider_with(config)
}

pub(super) fn query(fields: &[(&str, &str)], hash: &str) -> Vec<u8> {
    let mut fields = fields.to_vec();
    fields.push(("vnp_SecureHash", hash));
    serde_urlencoded::to_string(fields).unwrap().into_bytes()
}

pub(super) fn vector() -> Vec<u8> {
    query(&VECTOR, VECTOR_HASH)
}

/// The vector with some fields replaced, added or (by an empty value) taken away, signed again.
fn signed(changes: &[(&str, &str)], secret: &str) -> Vec<u8> {
    let mut fields = VECTOR.to_vec();
    for change in changes {
        match fields.iter_mut().find(|field| field.0 == change.0) {
            Some(field) => *field = *change,
            None => fields.push(*change),
        }
    }
    fields.retain(|(_, value)| !value.is_empty());
    fields.sort_unstable();
    let text = serde_urlencoded::to_string(&fields).unwrap();
    let mut config = config("http://127.0.0.1:1/api");
    config.secret = Secret::new(secret);
    let hash = super::super::hash::of(&text, &config);
    query(&fields, &hash)
}

fn verify(query: &[u8]) -> Result<Report, CallbackError> {
    terminal().verify_callback(query)
}

fn outcome(response_code: &str, status: &str) -> Outcome {
    let changes = [
        ("vnp_ResponseCode", response_code),
        ("vnp_TransactionStatus", status),
    ];
    verify(&signed(&changes, "test_secret")).unwrap().outcome
}

pub(super) fn acknowledged(provider: &Vnpay, query: &[u8], verdict: Verdict) -> String {
    let answer = provider.acknowledge(query, verdict);
    assert_eq!(
        (answer.status, answer.content_type),
        (200, "application/json")
    );
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert!(body["Message"].is_string());
    body["RspCode"].as_str().unwrap().to_owned()
}

#[test]
fn the_ipn_of_the_vector_is_a_payment() {
    assert_eq!(
        verify(&vector()),
        Ok(Report {
            reference: "1716257871703".to_owned(),
            outcome: Outcome::Paid,
            amount: Vnd::new(10_000),
            provider_transaction: Some("14422574".to_owned()),
            bank_code: Some("NCB".to_owned()),
            paid_at: Some(datetime!(2024-05-21 09:18:06 +7)),
            digest: VECTOR_HASH.to_owned(),
        })
    );
}

#[test]
fn each_field_is_protected() {
    for position in 0..VECTOR.len() {
        let mut changed = VECTOR.to_vec();
        let value = format!("{}0", changed[position].1);
        changed[position].1 = &value;
        assert_eq!(
            verify(&query(&changed, VECTOR_HASH)),
            Err(CallbackError::BadDigest)
        );
        let mut missing = VECTOR.to_vec();
        missing.remove(position);
        assert_eq!(
            verify(&query(&missing, VECTOR_HASH)),
            Err(CallbackError::BadDigest)
        );
    }
    let mut more = VECTOR.to_vec();
    more.push(("vnp_Extra", "1"));
    assert_eq!(
        verify(&query(&more, VECTOR_HASH)),
        Err(CallbackError::BadDigest)
    );
}

#[test]
fn each_character_of_the_hash_counts() {
    for position in 0..VECTOR_HASH.len() {
        let mut hash = VECTOR_HASH.as_bytes().to_vec();
        hash[position] = if hash[position] == b'0' { b'1' } else { b'0' };
        let hash = String::from_utf8(hash).unwrap();
        assert_eq!(
            verify(&query(&VECTOR, &hash)),
            Err(CallbackError::BadDigest)
        );
    }
    for hash in ["0", &VECTOR_HASH[..126], &format!("{VECTOR_HASH}00")] {
        assert_eq!(verify(&query(&VECTOR, hash)), Err(CallbackError::BadDigest));
    }
}

#[test]
fn order_encoding_and_the_hashs_case_do_not_matter() {
    let mut reversed = VECTOR.to_vec();
    reversed.reverse();
    let original = verify(&vector());
    assert_eq!(verify(&query(&reversed, VECTOR_HASH)), original);
    assert_eq!(
        verify(&query(&VECTOR, &VECTOR_HASH.to_uppercase())),
        original
    );
    let escaped = String::from_utf8(vector())
        .unwrap()
        .replace("NCB", "%4eC%42")
        .replace('+', "%20");
    assert_eq!(verify(escaped.as_bytes()), original);
}

#[test]
fn what_vnpay_does_not_sign_is_not_read() {
    let mut more = VECTOR.to_vec();
    more.extend([
        ("utm_source", "x"),
        ("vnp_SecureHashType", "SHA512"),
        ("vnp_PromotionCode", ""),
    ]);
    assert_eq!(verify(&query(&more, VECTOR_HASH)), verify(&vector()));
}

#[test]
fn a_query_that_two_readers_could_read_differently_is_refused() {
    let vector = String::from_utf8(vector()).unwrap();
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
        format!("{vector}&a={}", "x".repeat(64 * 1024)),
        String::new(),
    ] {
        assert!(
            matches!(verify(query.as_bytes()), Err(CallbackError::Malformed(_))),
            "{query}"
        );
    }
    assert!(verify(&[0xff, 0xfe]).is_err());
}

#[test]
fn a_signed_message_that_says_nothing_to_settle_is_refused() {
    for change in [
        ("vnp_TmnCode", "OTHERTMN"),
        ("vnp_ResponseCode", ""),
        ("vnp_TransactionStatus", ""),
        ("vnp_TxnRef", ""),
        ("vnp_TxnRef", "a b"),
        ("vnp_Amount", ""),
        ("vnp_Amount", "1000001"),
        ("vnp_Amount", "01000000"),
        ("vnp_Amount", "+1000000"),
        ("vnp_Amount", "10000.00"),
        ("vnp_Amount", "1e6"),
        ("vnp_Amount", "１０００"),
        ("vnp_Amount", "99999999999999999999"),
        ("vnp_Command", "pay"),
    ] {
        let refused = verify(&signed(&[change], "test_secret"));
        assert!(
            matches!(refused, Err(CallbackError::Malformed(_))),
            "{change:?}"
        );
    }
}

/// It is signed with the same secret in the same way, and every payer has it.
#[tokio::test]
async fn the_address_of_a_payment_is_not_an_ipn() {
    let created = provider().create(&request()).await.unwrap();
    let address = created.redirect_url.unwrap();
    let (_, query) = address.split_once('?').unwrap();
    assert!(matches!(
        provider().verify_callback(query.as_bytes()),
        Err(CallbackError::Malformed(_))
    ));
    assert_eq!(
        acknowledged(&provider(), query.as_bytes(), Verdict::Accepted),
        "99"
    );
}

#[test]
fn only_two_good_codes_are_a_payment() {
    assert_eq!(outcome("00", "00"), Outcome::Paid);
    for (response_code, status) in [
        ("00", "01"),
        ("00", "02"),
        ("00", "07"),
        ("07", "00"),
        ("07", "07"),
        ("07", "02"),
        ("24", "00"),
        ("24", "01"),
        ("24", "04"),
        ("99", "02"),
        ("98", "02"),
        ("XX", "YY"),
    ] {
        assert_eq!(
            outcome(response_code, status),
            Outcome::Pending,
            "{response_code}, {status}"
        );
    }
}

#[test]
fn the_tables_failures_are_failures() {
    for code in ["09", "10", "11", "12", "13", "24", "51", "65", "75", "79"] {
        let failed = Outcome::Failed {
            code: code.to_owned(),
        };
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
    let report = verify(&signed(&changes, "test_secret")).unwrap();
    assert_eq!(report.provider_transaction, None);
    assert_eq!(report.paid_at, None);
}

#[test]
fn while_the_secret_changes_both_are_accepted() {
    let mut config = config("http://127.0.0.1:1/api");
    config.tmn_code = "TEST_TMN_CODE".to_owned();
    config.secret = Secret::new("new_secret");
    config.previous_secret = Some(Secret::new("test_secret"));
    let provider = provider_with(config);
    for secret in ["new_secret", "test_secret"] {
        assert!(provider.verify_callback(&signed(&[], secret)).is_ok());
    }
    assert_eq!(
        provider.verify_callback(&signed(&[], "older_secret")),
        Err(CallbackError::BadDigest)
    );
    assert_eq!(
        verify(&signed(&[], "new_secret")),
        Err(CallbackError::BadDigest)
    );
}

#[test]
fn each_verdict_has_its_code() {
    for (verdict, code) in [
        (Verdict::Accepted, "00"),
        (Verdict::AlreadyProcessed, "02"),
        (Verdict::UnknownReference, "01"),
        (Verdict::AmountMismatch, "04"),
        (Verdict::BadDigest, "97"),
        (Verdict::Malformed, "99"),
        (Verdict::TryAgain, "99"),
    ] {
        assert_eq!(acknowledged(&terminal(), &vector(), verdict), code);
    }
}

#[test]
fn what_does_not_verify_is_never_acknowledged_as_recorded() {
    let forged = query(&VECTOR, &"0".repeat(128));
    for verdict in [Verdict::Accepted, Verdict::AlreadyProcessed] {
        assert_eq!(acknowledged(&terminal(), &forged, verdict), "97");
        assert_eq!(acknowledged(&terminal(), b"", verdict), "99");
        assert_eq!(acknowledged(&provider(), &vector(), verdict), "99");
    }
}

//! How answers to questions and refunds are read.

use serde_json::Map;

use super::*;
use crate::OtherRefund;

const OF_QUERYDR: &str = "ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate TransactionNo \
     TransactionType TransactionStatus OrderInfo PromotionCode PromotionAmount";

/// The answer of a payment of 50 000 đ, with some fields replaced.
fn fields(command: &str, changes: &[(&str, &str)]) -> Map<String, Value> {
    let reference = request().reference;
    let mut fields: Map<String, Value> = [
        ("ResponseId", "A1"),
        ("Command", command),
        ("ResponseCode", "00"),
        ("Message", "OK"),
        ("TmnCode", "TESTTMN1"),
        ("TxnRef", reference.as_str()),
        ("Amount", "5000000"),
        ("BankCode", "NCB"),
        ("PayDate", "20250601101212"),
        ("TransactionNo", "14422574"),
        ("TransactionType", "01"),
        ("TransactionStatus", "00"),
        ("OrderInfo", "Thanh toan le phi"),
    ]
    .iter()
    .chain(changes)
    .map(|(name, value)| (format!("vnp_{name}"), Value::from(*value)))
    .collect();
    let count = if command == "refund" { 13 } else { 15 };
    let value = |name| fields.get(&format!("vnp_{name}")).and_then(Value::as_str);
    let values = OF_QUERYDR.split(' ').take(count).map(value);
    let values: Vec<&str> = values.map(Option::unwrap_or_default).collect();
    let hash = hmac_sha512(&values.join("|"), &Secret::any("test_secret"));
    fields.insert("vnp_SecureHash".to_owned(), Value::from(hex::encode(hash)));
    fields
}

fn bytes(fields: &Map<String, Value>) -> Vec<u8> {
    serde_json::to_vec(fields).unwrap()
}

fn read(provider: &dyn Provider, answer: impl Into<Vec<u8>>) -> Result<QueryAnswer, QueryError> {
    answered(200, answer, provider.query(&question()))
}

pub(super) fn queried(changes: &[(&str, &str)]) -> Result<QueryAnswer, QueryError> {
    read(&*EXAMPLE.provider(), bytes(&fields("querydr", changes)))
}

fn refunded(changes: &[(&str, &str)]) -> Result<RefundAnswer, SendError> {
    EXAMPLE.refunded(bytes(&fields("refund", changes)))
}

fn refund_queried(changes: &[(&str, &str)]) -> Result<RefundAnswer, QueryError> {
    EXAMPLE.refund_queried(bytes(&fields("querydr", changes)))
}

#[test]
fn a_paid_payment_is_one_charge_in_whole_dong() {
    assert_eq!(
        queried(&[]),
        Ok(QueryAnswer::Paid(vec![Charge {
            amount: Vnd::new(50_000),
            provider_transaction: Some("14422574".to_owned()),
            bank_code: Some("NCB".to_owned()),
            paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
        }]))
    );
}

#[test]
fn numbers_are_read_as_their_digits() {
    let mut answer = fields("querydr", &[]);
    answer["vnp_Amount"] = json!(5_000_000);
    answer["vnp_TransactionNo"] = json!(14_422_574);
    assert_eq!(read(&*EXAMPLE.provider(), bytes(&answer)), queried(&[]));
}

#[test]
fn each_state_of_a_payment_is_told() {
    let failed = QueryAnswer::failed("02");
    assert_eq!(queried(&[("TransactionStatus", "02")]), Ok(failed));
    let unpaid = queried(&[("TransactionStatus", "01")]);
    assert_eq!(unpaid, Ok(QueryAnswer::NotPaid));
    for held in ["04", "07"] {
        let answer = queried(&[("TransactionStatus", held)]);
        assert_eq!(answer, Ok(QueryAnswer::in_flight(held)));
    }
    for unknown in ["", "05", "09", "88"] {
        let answer = queried(&[("TransactionStatus", unknown)]);
        assert!(is_unavailable(&answer), "{unknown}");
    }
    let unknown = queried(&[("ResponseCode", "91"), ("TxnRef", "")]);
    assert_eq!(unknown, Ok(QueryAnswer::NotFound));
}

#[test]
fn a_no_to_the_question_says_nothing_about_the_payment() {
    for code in ["02", "03", "94", "97", "99", "55"] {
        let answer = queried(&[("ResponseCode", code), ("Message", "No")]);
        let refused = QueryError::Refused(Refusal::new(code, "No"));
        assert_eq!(answer, Err(refused));
    }
}

#[test]
fn an_answer_that_does_not_fit_is_not_believed() {
    for change in [
        ("TxnRef", "another"),
        ("TxnRef", ""),
        ("TmnCode", "OTHERTMN"),
        ("Command", "refund"),
        ("Amount", ""),
        ("Amount", "5000001"),
        ("TransactionType", "02"),
        ("TransactionType", "03"),
        ("ResponseCode", ""),
        ("OrderInfo", "a|b"),
    ] {
        let answer = queried(&[change]);
        assert!(is_unavailable(&answer), "{change:?}: {answer:?}");
    }
}

#[test]
fn an_answer_without_a_good_hash_is_not_believed() {
    let provider = EXAMPLE.provider();
    for name in OF_QUERYDR.split(' ') {
        let mut answer = fields("querydr", &[]);
        answer.insert(format!("vnp_{name}"), Value::from("1"));
        let forged = QueryError::Unavailable("answer has a bad hash");
        assert_eq!(read(&*provider, bytes(&answer)), Err(forged), "{name}");
    }
    let mut unsigned = fields("querydr", &[("ResponseCode", "91")]);
    unsigned.remove("vnp_SecureHash");
    let missing = QueryError::Unavailable("answer is not signed");
    assert_eq!(read(&*provider, bytes(&unsigned)), Err(missing));
    for body in ["", "[]", "<html>", r#"{"vnp_TxnRef":"1","vnp_TxnRef":"1"}"#] {
        assert!(read(&*provider, body).is_err(), "{body}");
    }
    let good = bytes(&fields("querydr", &[]));
    assert!(answered(502, good, provider.query(&question())).is_err());
}

#[test]
fn while_the_secret_changes_answers_under_the_previous_one_are_believed() {
    let changing = EXAMPLE.provider_with(&[
        ("VNPAY_SECRET", "new_secret"),
        ("VNPAY_PREVIOUS_SECRET", "test_secret"),
    ]);
    let answer = bytes(&fields("querydr", &[]));
    assert_eq!(read(&*changing, answer), queried(&[]));
}

#[test]
fn a_refund_is_done_only_when_vnpay_says_so() {
    let done = RefundAnswer::Done {
        provider_refund: Some("14422574".to_owned()),
    };
    assert_eq!(refunded(&[("TransactionType", "02")]), Ok(done));
    for status in ["05", "06", "", "01"] {
        let answer = refunded(&[("TransactionStatus", status)]);
        assert_eq!(answer, Ok(RefundAnswer::Pending), "{status}");
    }
    let rejected = refunded(&[("TransactionStatus", "09")]);
    assert_eq!(rejected, Ok(RefundAnswer::failed("09")));
    let under_way = refunded(&[("ResponseCode", "94")]);
    assert_eq!(under_way, Ok(RefundAnswer::Pending));
}

#[test]
fn a_refund_is_refused_only_by_the_codes_that_refuse() {
    for code in ["02", "03", "91", "95", "97"] {
        let refused = SendError::Refused(Refusal::new(code, "OK"));
        assert_eq!(refunded(&[("ResponseCode", code)]), Err(refused));
    }
    for change in [
        ("ResponseCode", "99"),
        ("ResponseCode", "55"),
        ("Amount", "100"),
        ("TxnRef", "another"),
    ] {
        let answer = refunded(&[change]);
        assert!(is_unknown(&answer), "{change:?}");
    }
    let mut unsigned = fields("refund", &[("ResponseCode", "95")]);
    unsigned.remove("vnp_SecureHash");
    let provider = EXAMPLE.provider();
    let answer = answered(200, bytes(&unsigned), provider.refund(&refund()));
    assert_eq!(answer, Err(SendError::Unknown("answer is not signed")));
}

#[test]
fn a_refund_is_told_from_others_of_its_payment_by_their_numbers() {
    let other = |number: Option<&str>, dong, done_before| OtherRefund {
        provider_refund: number.map(str::to_owned),
        amount: Vnd::new(dong),
        done_before,
    };
    let another = Err(QueryError::Unavailable("answer is about another refund"));
    let done = Ok(RefundAnswer::Done {
        provider_refund: Some("14422574".to_owned()),
    });
    let ours = refund_question().amount.as_i64();
    for (others, told) in [
        (vec![], done.clone()),
        // What was done before this one was sent is still the last: this one never arrived.
        (
            vec![other(Some("14422574"), ours, true)],
            Ok(RefundAnswer::NotFound),
        ),
        (vec![other(Some("14422574"), ours, false)], another.clone()),
        (vec![other(Some("14422570"), ours, true)], done.clone()),
        // Which of the two is it?
        (vec![other(None, ours, true)], another.clone()),
        (vec![other(None, ours + 1, true)], done.clone()),
    ] {
        let question = RefundQueryRequest {
            others: others.clone(),
            ..refund_question()
        };
        let amount = (ours * 100).to_string();
        let message = fields("querydr", &[("TransactionType", "03"), ("Amount", &amount)]);
        let provider = EXAMPLE.provider();
        let answer = answered(200, bytes(&message), provider.query_refund(&question));
        assert_eq!(answer, told, "{others:?}");
    }
}

#[test]
fn the_state_of_a_refund_is_that_of_the_payments_last_transaction() {
    let of =
        |kind, status| refund_queried(&[("TransactionType", kind), ("TransactionStatus", status)]);
    assert!(matches!(of("02", "00"), Ok(RefundAnswer::Done { .. })));
    assert!(matches!(of("03", "00"), Ok(RefundAnswer::Done { .. })));
    assert_eq!(of("02", "05"), Ok(RefundAnswer::Pending));
    assert_eq!(of("03", "06"), Ok(RefundAnswer::Pending));
    assert!(matches!(of("02", "09"), Ok(RefundAnswer::Failed { .. })));
    assert_eq!(of("01", "00"), Ok(RefundAnswer::NotFound));
    assert!(of("02", "44").is_err());
    assert!(of("", "00").is_err());
    let unknown = refund_queried(&[("ResponseCode", "91")]);
    assert_eq!(unknown, Ok(RefundAnswer::NotFound));
    assert!(is_refused(&refund_queried(&[("ResponseCode", "99")])));
    let another = refund_queried(&[("TransactionType", "03"), ("Amount", "100")]);
    let refused = QueryError::Unavailable("answer is about another refund");
    assert_eq!(another, Err(refused));
}

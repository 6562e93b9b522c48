//! How answers to `refund` and `refund/query` are read.

use super::*;

fn answer(request_id: &str) -> Value {
    json!({
        "partnerCode": "MOMO",
        "orderId": refund().refund_reference,
        "requestId": request_id,
        "amount": 50_000,
        "transId": 4_000_000_009_u64,
        "resultCode": 0,
        "message": "Successful.",
        "responseTime": 1_750_000_000_000_u64,
    })
}

fn refunded(changes: &Value) -> Result<RefundAnswer, SendError> {
    let answer = changed(answer("R2"), changes);
    EXAMPLE.refunded(answer)
}

fn queried(changes: &Value) -> Result<RefundAnswer, QueryError> {
    let answer = changed(answer("R3"), changes);
    EXAMPLE.refund_queried(answer)
}

/// An answer with a list of refunds: another one and, with this code and amount, ours.
fn listed(code: i64, amount: i64) -> Result<RefundAnswer, QueryError> {
    let other = json!({ "orderId": "another", "amount": 1_000, "resultCode": 1080, "transId": 1 });
    let ours = json!({
        "orderId": refund().refund_reference,
        "amount": amount,
        "resultCode": code,
        "transId": 4_000_000_009_u64,
        "createdTime": 1_750_000_000_000_u64,
    });
    queried(&json!({ "amount": null, "transId": null, "refundTrans": [other, ours] }))
}

fn done() -> RefundAnswer {
    RefundAnswer::Done {
        provider_refund: Some("4000000009".to_owned()),
    }
}

#[test]
fn a_refund_is_done_when_momo_says_so_about_this_refund() {
    assert_eq!(refunded(&json!({})), Ok(done()));
    for changes in [
        json!({ "amount": 1_000 }),
        json!({ "amount": null }),
        json!({ "orderId": "another" }),
        json!({ "orderId": null }),
        json!({ "requestId": "another" }),
    ] {
        let answer = refunded(&changes);
        assert!(is_unknown(&answer), "{changes}");
    }
}

#[test]
fn each_code_says_what_became_of_a_refund() {
    let of = |code: i64| refunded(&json!({ "resultCode": code, "message": "No" }));
    for code in [1000, 7000, 7002, 9000, 40, 41] {
        assert_eq!(of(code), Ok(RefundAnswer::Pending), "{code}");
    }
    for code in [11, 13, 20, 21, 22, 42, 1001, 1080, 1081, 1088] {
        let refused = SendError::Refused(Refusal::new(code, "No"));
        assert_eq!(of(code), Err(refused));
    }
    for code in [10, 43, 98, 99, 8888, -1] {
        let answer = of(code);
        assert!(is_unknown(&answer), "{code}");
    }
}

#[test]
fn a_listed_refund_is_found_by_its_reference() {
    assert_eq!(listed(0, 50_000), Ok(done()));
    assert_eq!(listed(7002, 50_000), Ok(RefundAnswer::Pending));
    let failed = RefundAnswer::failed("1080");
    assert_eq!(listed(1080, 50_000), Ok(failed));
    assert!(listed(99, 50_000).is_err());
    assert!(listed(0, 1_000).is_err());
    let missing = queried(&json!({ "refundTrans": [] }));
    let another = QueryError::Unavailable("answer is about another refund");
    assert_eq!(missing, Err(another));
}

#[test]
fn an_answer_without_a_list_is_about_the_refund_itself() {
    assert_eq!(queried(&json!({})), Ok(done()));
    let open = queried(&json!({ "resultCode": 7000 }));
    assert_eq!(open, Ok(RefundAnswer::Pending));
    let unknown = queried(&json!({ "resultCode": 42, "orderId": null }));
    assert_eq!(unknown, Ok(RefundAnswer::NotFound));
    let failed = RefundAnswer::failed("1088");
    assert_eq!(queried(&json!({ "resultCode": 1088 })), Ok(failed));
    assert!(is_refused(&queried(&json!({ "resultCode": 13 }))));
    for changes in [
        json!({ "amount": 1_000 }),
        json!({ "amount": null }),
        json!({ "resultCode": 99 }),
        json!({ "orderId": "another" }),
    ] {
        let answer = queried(&changes);
        assert!(is_unavailable(&answer), "{changes}");
    }
}

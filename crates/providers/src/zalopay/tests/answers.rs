//! How answers are read.

use super::*;

/// The table's codes of messages that were not accepted; the first as `return_code` itself, too.
const BAD_MESSAGES: [i64; 9] = [-401, -402, -403, -405, -429, -999, -92, -53, -2];

pub(super) fn queried(body: &Value) -> Result<QueryAnswer, QueryError> {
    EXAMPLE.queried(200, body.to_string())
}

fn refunded(body: &Value) -> Result<RefundAnswer, SendError> {
    EXAMPLE.refunded(body.to_string())
}

fn refund_queried(body: &Value) -> Result<RefundAnswer, QueryError> {
    EXAMPLE.refund_queried(body.to_string())
}

fn failure(detail: i64) -> Value {
    json!({
        "return_code": 2,
        "return_message": "Giao dịch thất bại",
        "sub_return_code": detail,
        "sub_return_message": "No",
    })
}

#[test]
fn an_opened_order_can_be_paid_by_page_and_code() {
    let body = json!({
        "return_code": 1,
        "return_message": "Giao dịch thành công",
        "sub_return_code": 1,
        "order_url": "https://pay.example.vn/openinapp?order=abc",
        "zp_trans_token": "T",
    });
    let url = "https://pay.example.vn/openinapp?order=abc".to_owned();
    assert_eq!(
        EXAMPLE.created(200, body.to_string()),
        Ok(Created {
            redirect_url: Some(url.clone()),
            app_url: None,
            qr: Some(url),
            provider_token: None,
            raw: body.to_string(),
        })
    );
    let mut with_code = body.clone();
    with_code["qr_code"] = json!("00020101021226520010vn.zalopay");
    let qr = EXAMPLE.created(200, with_code.to_string()).unwrap().qr;
    assert_eq!(qr.as_deref(), Some("00020101021226520010vn.zalopay"));

    for link in [json!("https://evil.example/"), json!(""), Value::Null] {
        let mut elsewhere = body.clone();
        elsewhere["order_url"] = link.clone();
        let answer = EXAMPLE.created(200, elsewhere.to_string());
        assert!(is_unknown(&answer), "{link}");
    }
}

#[test]
fn a_failure_to_open_is_a_refusal_unless_an_order_may_exist() {
    for code in BAD_MESSAGES.into_iter().chain([-54, 2]) {
        let refused = SendError::Refused(Refusal::new(code, "No"));
        let answer = EXAMPLE.created(200, failure(code).to_string());
        assert_eq!(answer, Err(refused));
    }
    for body in [
        failure(-68),
        failure(-500),
        failure(-63),
        failure(0),
        failure(-9999),
        json!({ "return_code": -500 }),
        json!({ "return_code": 3 }),
        json!({ "return_code": 0 }),
        json!({ "return_code": "1" }),
        json!({}),
    ] {
        let answer = EXAMPLE.created(200, body.to_string());
        assert!(is_unknown(&answer), "{body}");
    }
    let yes = r#"{"return_code":1,"order_url":"https://pay.example.vn/"}"#;
    let twice = r#"{"return_code":2,"return_code":1,"order_url":"https://pay.example.vn/"}"#;
    for (status, body) in [(500, yes), (302, yes), (400, yes), (200, twice), (200, "")] {
        let answer = EXAMPLE.created(status, body);
        assert!(is_unknown(&answer), "{body}");
    }
}

#[test]
fn a_paid_order_is_one_charge() {
    let body = json!({
        "return_code": 1,
        "is_processing": false,
        "amount": 50_000,
        "zp_trans_id": 250_601_000_000_389_u64,
        "server_time": 1_748_747_532_000_i64,
        "discount_amount": 0,
    });
    let paid = Ok(QueryAnswer::Paid(vec![Charge {
        amount: Vnd::new(50_000),
        provider_transaction: Some("250601000000389".to_owned()),
        bank_code: None,
        paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
    }]));
    assert_eq!(queried(&body), paid);
    let mut as_text = body.clone();
    as_text["zp_trans_id"] = json!("250601000000389");
    assert_eq!(queried(&as_text), paid);
    let mut processing = body.clone();
    processing["is_processing"] = json!(true);
    assert_eq!(queried(&processing), Ok(QueryAnswer::in_flight(1)));
    for amount in [Value::Null, json!(-1)] {
        let mut unfit = body.clone();
        unfit["amount"] = amount;
        assert!(is_unavailable(&queried(&unfit)));
    }
}

#[test]
fn each_state_of_an_order_is_told() {
    let processing = queried(&json!({ "return_code": 3 }));
    assert_eq!(processing, Ok(QueryAnswer::in_flight(3)));
    // The payer can try again until the order expires.
    for code in [-63, -217, -1330, -1333, -1340, -1343] {
        assert_eq!(queried(&failure(code)), Ok(QueryAnswer::NotPaid), "{code}");
    }
    for code in [-49, -54, -55, -117, -332, -333, 2] {
        let failed = QueryAnswer::failed(code);
        assert_eq!(queried(&failure(code)), Ok(failed));
    }
    let failed = QueryAnswer::failed("2");
    assert_eq!(queried(&json!({ "return_code": 2 })), Ok(failed));
    assert_eq!(queried(&failure(-101)), Ok(QueryAnswer::NotFound));
    for body in [
        failure(-500),
        failure(-9999),
        failure(-13),
        json!({ "return_code": 7 }),
    ] {
        assert!(is_unavailable(&queried(&body)));
    }
}

/// With a wrong key every question fails; that says nothing about the orders.
#[test]
fn a_no_to_the_question_says_nothing_about_the_order() {
    for code in BAD_MESSAGES {
        let refused = QueryError::Refused(Refusal::new(code, "No"));
        assert_eq!(queried(&failure(code)), Err(refused.clone()));
        assert_eq!(refund_queried(&failure(code)), Err(refused));
        let body = json!({ "return_code": code });
        assert!(is_refused(&queried(&body)));
    }
}

#[test]
fn each_code_says_what_became_of_a_refund() {
    let done = RefundAnswer::Done {
        provider_refund: Some("250601000000400".to_owned()),
    };
    let body = json!({ "return_code": 1, "refund_id": 250_601_000_000_400_u64 });
    assert_eq!(refunded(&body), Ok(done));
    for body in [json!({ "return_code": 3 }), failure(-23), failure(-1)] {
        assert_eq!(refunded(&body), Ok(RefundAnswer::Pending), "{body}");
    }
    for code in BAD_MESSAGES.into_iter().chain([-13, -14, -32, -101, 2]) {
        let refused = SendError::Refused(Refusal::new(code, "No"));
        assert_eq!(refunded(&failure(code)), Err(refused));
    }
    for body in [
        failure(-500),
        failure(0),
        failure(-9999),
        json!({ "return_code": 0 }),
        json!([]),
    ] {
        assert!(is_unknown(&refunded(&body)));
    }
}

#[test]
fn each_code_says_how_far_a_refund_is() {
    let done = RefundAnswer::Done {
        provider_refund: None,
    };
    assert_eq!(refund_queried(&json!({ "return_code": 1 })), Ok(done));
    for body in [json!({ "return_code": 3 }), failure(-1)] {
        assert_eq!(refund_queried(&body), Ok(RefundAnswer::Pending));
    }
    assert_eq!(refund_queried(&failure(-101)), Ok(RefundAnswer::NotFound));
    for code in [2, -13, -14, -32] {
        let failed = RefundAnswer::failed(code);
        assert_eq!(refund_queried(&failure(code)), Ok(failed));
    }
    for code in [-500, 0, -9999] {
        assert!(is_unavailable(&refund_queried(&failure(code))), "{code}");
    }
}

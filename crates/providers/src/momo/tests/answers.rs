//! How answers to `create` and `query` are read.

use super::*;

pub(super) fn queried(changes: &Value) -> Result<QueryAnswer, QueryError> {
    let answer = json!({
        "partnerCode": "MOMO",
        "requestId": "R1",
        "orderId": request().reference,
        "amount": 50_000,
        "transId": 4_000_000_001_u64,
        "payType": "qr",
        "resultCode": 0,
        "message": "Successful.",
        "responseTime": 1_750_000_000_000_u64,
        "refundTrans": [],
    });
    let answer = changed(answer, changes);
    EXAMPLE.queried(200, answer)
}

#[test]
fn an_opened_payment_can_be_paid_by_page_app_and_code() {
    let body = opened().to_string();
    assert_eq!(
        EXAMPLE.created(200, body.clone()),
        Ok(Created {
            redirect_url: Some("https://pay.example.vn/v2/gateway/pay?t=abc".to_owned()),
            app_url: Some("momo://app?action=payWithApp&sid=abc".to_owned()),
            qr: Some("momo://app?action=payWithQr&sid=abc".to_owned()),
            provider_token: None,
            raw: body,
        })
    );
}

#[test]
fn payers_are_sent_nowhere_else() {
    for link in [
        "https://evil.example/",
        "javascript:alert(1)",
        "intent://x",
        "",
    ] {
        let body = changed(opened(), &json!({ "deeplink": link, "qrCodeUrl": "a\nb" }));
        let created = EXAMPLE.created(200, body).unwrap();
        assert_eq!((created.app_url, created.qr), (None, None), "{link}");
    }
    let body = changed(
        opened(),
        &json!({ "deeplink": "https://pay.example.vn/app" }),
    );
    let link = EXAMPLE.created(200, body).unwrap().app_url;
    assert_eq!(link.as_deref(), Some("https://pay.example.vn/app"));
}

#[test]
fn codes_that_refuse_a_payment_are_refusals() {
    for code in [11, 12, 13, 20, 21, 22, 42, 45, 47, 1003, 1007, 2019, 4001] {
        let changes = json!({ "resultCode": code, "message": "No", "payUrl": null });
        let refused = SendError::Refused(Refusal::new(code, "No"));
        let answer = EXAMPLE.created(400, changed(opened(), &changes));
        assert_eq!(answer, Err(refused));
    }
}

#[test]
fn what_leaves_open_whether_a_payment_exists_is_unknown() {
    for code in [
        10, 40, 41, 43, 98, 99, 1000, 7000, 7002, 9000, 1080, 8888, -1,
    ] {
        let answer = EXAMPLE.created(200, changed(opened(), &json!({ "resultCode": code })));
        assert!(is_unknown(&answer), "{code}");
    }
    for changes in [
        json!({ "orderId": "another" }),
        json!({ "orderId": null }),
        json!({ "requestId": "another" }),
        json!({ "partnerCode": "OTHER" }),
        json!({ "amount": 50_001 }),
        json!({ "amount": null }),
        json!({ "payUrl": null }),
        json!({ "resultCode": null }),
        json!({ "resultCode": "0" }),
        json!({ "resultCode": 0.0 }),
    ] {
        let answer = EXAMPLE.created(200, changed(opened(), &changes));
        assert!(is_unknown(&answer), "{changes}");
    }
    let twice = r#"{"resultCode":0,"resultCode":1003}"#;
    for (status, body) in [
        (500, opened().to_string()),
        (302, opened().to_string()),
        (400, opened().to_string()),
        (200, twice.to_owned()),
        (200, "<html>".to_owned()),
        (200, String::new()),
    ] {
        let answer = EXAMPLE.created(status, body.clone());
        assert!(is_unknown(&answer), "{body}");
    }
}

#[test]
fn a_paid_payment_is_one_charge() {
    assert_eq!(
        queried(&json!({})),
        Ok(QueryAnswer::Paid(vec![Charge {
            amount: Vnd::new(50_000),
            provider_transaction: Some("4000000001".to_owned()),
            bank_code: None,
            paid_at: None,
        }]))
    );
}

#[test]
fn each_state_of_a_payment_is_told() {
    let of = |code: i64| queried(&json!({ "resultCode": code, "transId": 0 }));
    assert_eq!(of(1000), Ok(QueryAnswer::NotPaid));
    for code in [7000, 7002, 9000] {
        let held = QueryAnswer::in_flight(code);
        assert_eq!(of(code), Ok(held));
    }
    for code in [1001, 1003, 1005, 1006, 1017, 4100] {
        let failed = QueryAnswer::failed(code);
        assert_eq!(of(code), Ok(failed));
    }
    assert_eq!(of(42), Ok(QueryAnswer::NotFound));
    for code in [10, 11, 12, 13, 20, 40, 41, 43] {
        let answer = of(code);
        assert!(is_refused(&answer), "{code}");
    }
    for code in [98, 99, 1080, 8888, -1] {
        let answer = of(code);
        assert!(is_unavailable(&answer), "{code}");
    }
}

#[test]
fn an_answer_that_does_not_fit_is_not_believed() {
    for changes in [
        json!({ "orderId": "another" }),
        json!({ "orderId": null }),
        json!({ "resultCode": 1003, "orderId": null }),
        json!({ "requestId": "R2" }),
        json!({ "partnerCode": "OTHER" }),
        json!({ "amount": null }),
        json!({ "amount": -1 }),
        json!({ "amount": 5.5 }),
    ] {
        let answer = queried(&changes);
        assert!(is_unavailable(&answer), "{changes}");
    }
}

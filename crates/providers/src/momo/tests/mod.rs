//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod codes;
mod messages;
mod refunds;

use super::DESCRIPTOR;
use crate::testing::*;

/// Under the credentials that MoMo publishes for its sandbox.
static EXAMPLE: Example = Example {
    descriptor: &DESCRIPTOR,
    settings: &[],
    refused_settings: &[("MOMO_PARTNER", "")],
    exchanges: &[
        Exchange(
            Call::Create,
            "/create",
            "content-type: application/json; charset=utf-8",
            r#""requestType":"captureWallet""#,
        ),
        Exchange(Call::Query, "/query", "", r#""requestId":"R1""#),
        Exchange(Call::Refund, "/refund", "", r#""transId":14422574"#),
        Exchange(
            Call::QueryRefund,
            "/refund/query",
            "",
            r#""orderId":"z7y6x5w4v3u2t7s6r5q4p3""#,
        ),
    ],
    invalid: &[
        |request| request.amount = Vnd::new(999),
        |request| request.amount = Vnd::new(50_000_001),
        |request| request.reference = "ab-".to_owned(),
        |request| request.reference = "x".repeat(51),
        |request| request.bank_code = Some("NCB".to_owned()),
        |request| request.description = "Lệ phí".to_owned(),
        |request| request.callback_url += "?a=1",
    ],
    invalid_refunds: &[
        |refund| refund.amount = Vnd::new(50_001),
        |refund| refund.amount = Vnd::new(999),
        |refund| refund.provider_transaction = None,
        |refund| refund.provider_transaction = Some("1&2".to_owned()),
        |refund| refund.description = "x".repeat(101),
        |refund| refund.request_id = "a&b".to_owned(),
        |refund| refund.refund_reference = String::new(),
    ],
    opened: Some(|link| changed(opened(), &json!({ "payUrl": link }))),
};

calls_conform!(EXAMPLE);

fn opened() -> Value {
    json!({
        "partnerCode": "MOMO",
        "requestId": request().reference,
        "orderId": request().reference,
        "amount": 50_000,
        "responseTime": 1_750_000_000_000_u64,
        "message": "Successful.",
        "resultCode": 0,
        "payUrl": "https://pay.example.vn/v2/gateway/pay?t=abc",
        "deeplink": "momo://app?action=payWithApp&sid=abc",
        "qrCodeUrl": "momo://app?action=payWithQr&sid=abc",
    })
}

/// An answer with some fields replaced or, by null, left out.
fn changed(mut answer: Value, changes: &Value) -> String {
    for (name, value) in changes.as_object().unwrap() {
        answer[name] = value.clone();
    }
    let fields = answer.as_object_mut().unwrap();
    fields.retain(|_, value| !value.is_null());
    answer.to_string()
}

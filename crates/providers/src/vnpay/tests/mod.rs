//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod codes;
mod messages;

use super::DESCRIPTOR;
use crate::testing::*;

static EXAMPLE: Example = Example {
    descriptor: &DESCRIPTOR,
    settings: &[
        ("VNPAY_PAY_URL", "https://pay.example.vn/vpcpay.html"),
        ("VNPAY_TERMINAL", "TESTTMN1"),
        ("VNPAY_SECRET", "test_secret"),
    ],
    refused_settings: &[
        ("VNPAY_TERMINAL", ""),
        ("VNPAY_PAY_URL", ""),
        ("VNPAY_PAY_URL", "javascript:x"),
        ("VNPAY_PAY_URL", "https://pay.example.vn/?a=1"),
    ],
    // Opening a payment uses no network.
    exchanges: &[
        Exchange(
            Call::Query,
            "",
            "content-type: application/json",
            r#""vnp_CreateDate":"20250601102020""#,
        ),
        Exchange(Call::Refund, "", "", r#""vnp_Command":"refund""#),
        Exchange(
            Call::QueryRefund,
            "",
            "",
            r#""vnp_CreateDate":"20250601104040""#,
        ),
    ],
    invalid: &[
        |request| request.amount = Vnd::new(10_000_000_000),
        |request| request.amount = Vnd::new(i64::MAX),
        |request| request.bank_code = Some("NCB&x=1".to_owned()),
        |request| request.description = "Lệ phí".to_owned(),
        |request| request.return_url = "x".repeat(256),
        |request| request.expires_at = request.requested_at,
    ],
    invalid_refunds: &[
        |refund| refund.amount = Vnd::new(50_001),
        |refund| refund.amount = Vnd::ZERO,
        |refund| refund.amount = Vnd::new(-1),
        |refund| refund.approved_by = "canbo|01".to_owned(),
        |refund| refund.request_id = "R|2".to_owned(),
        |refund| refund.provider_transaction = Some("1|2".to_owned()),
    ],
    opened: None,
};

calls_conform!(EXAMPLE);

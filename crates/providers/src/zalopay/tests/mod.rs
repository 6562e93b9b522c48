//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod codes;
mod messages;

use super::DESCRIPTOR;
use crate::http::FORM;
use crate::testing::*;

/// Under the credentials that ZaloPay publishes for its sandbox.
static EXAMPLE: Example = Example {
    descriptor: &DESCRIPTOR,
    settings: &[],
    refused_settings: &[],
    exchanges: &[
        Exchange(Call::Create, "/create", FORM, "app_id=2553&"),
        Exchange(
            Call::Query,
            "/query",
            FORM,
            "app_trans_id=250601_a2b3c4d5e6f7g2h3i4j5k6",
        ),
        Exchange(Call::Refund, "/refund", FORM, "zp_trans_id=14422574"),
        Exchange(
            Call::QueryRefund,
            "/query_refund",
            FORM,
            "m_refund_id=250601_2553_z7y6x5w4v3u2t7s6r5q4p3",
        ),
    ],
    invalid: &[
        |request| request.reference = "x".repeat(34),
        |request| request.description = "Lệ phí".to_owned(),
        |request| request.bank_code = Some("a|b".to_owned()),
        |request| request.return_url += "?a=1|2",
        |request| request.return_url += &"x".repeat(2_048),
    ],
    invalid_refunds: &[
        |refund| refund.amount = Vnd::new(50_001),
        |refund| refund.amount = Vnd::ZERO,
        |refund| refund.provider_transaction = None,
        |refund| refund.provider_transaction = Some("1|2".to_owned()),
        |refund| refund.description = "a|b".to_owned(),
        |refund| refund.refund_reference = "x".repeat(34),
    ],
    opened: Some(|link| json!({ "return_code": 1, "order_url": link }).to_string()),
};

calls_conform!(EXAMPLE);

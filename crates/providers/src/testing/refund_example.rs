//! A refund of the payment of the examples, and a question about it.

use domain::money::Vnd;
use time::macros::datetime;

use super::request;
use crate::{RefundQueryRequest, RefundRequest};

/// The whole of the payment goes back.
pub(crate) fn refund() -> RefundRequest {
    RefundRequest {
        refund_reference: "z7y6x5w4v3u2t7s6r5q4p3".to_owned(),
        reference: request().reference,
        requested_at: request().requested_at,
        provider_transaction: Some("14422574".to_owned()),
        charged: Vnd::new(50_000),
        amount: Vnd::new(50_000),
        description: "Hoan phi".to_owned(),
        approved_by: "canbo01".to_owned(),
        client_ip: "127.0.0.1".parse().unwrap(),
        refund_requested_at: datetime!(2025-06-01 10:30:30 +7),
        request_id: "R2".to_owned(),
    }
}

/// What became of that refund?
pub(crate) fn refund_question() -> RefundQueryRequest {
    let refund = refund();
    RefundQueryRequest {
        refund_reference: refund.refund_reference,
        refund_requested_at: refund.refund_requested_at,
        reference: refund.reference,
        requested_at: refund.requested_at,
        amount: refund.amount,
        client_ip: refund.client_ip,
        now: datetime!(2025-06-01 10:40:40 +7),
        request_id: "R3".to_owned(),
    }
}

//! A payment to be opened, its refund, and questions about both.

use domain::fees::FeeKind;
use domain::language::Language;
use domain::money::Vnd;
use time::macros::datetime;

use crate::{
    BillInformation, BillLine, CreateRequest, Payer, QueryRequest, RefundQueryRequest,
    RefundRequest,
};

/// A payment of 50 000 đ, with a reference as the portal makes them.
pub(crate) fn request() -> CreateRequest {
    CreateRequest {
        reference: "a2b3c4d5e6f7g2h3i4j5k6".to_owned(),
        amount: Vnd::new(50_000),
        description: "Thanh toan le phi".to_owned(),
        bank_code: None,
        return_url: "https://portal.example.vn/thanh-toan/ket-qua".to_owned(),
        callback_url: "https://portal.example.vn/callbacks/provider".to_owned(),
        language: Language::Vietnamese,
        expires_at: datetime!(2025-06-01 10:25:10 +7),
        client_ip: "127.0.0.1".parse().unwrap(),
        requested_at: datetime!(2025-06-01 10:10:10 +7),
        bill: BillInformation {
            procedure_code: "2.000635".to_owned(),
            procedure_name: "Cấp bản sao trích lục hộ tịch".to_owned(),
            unit_code: "000.20.31.H53".to_owned(),
            unit_name: "Ủy ban nhân dân xã".to_owned(),
            dossier_code: "000.20.31.H53-250601-0007".to_owned(),
            payer: Payer {
                name: "Nguyễn Văn An".to_owned(),
                identity_number: Some("072095000123".to_owned()),
                tax_code: None,
                address: "12 đường 30/4".to_owned(),
                district: String::new(),
                province: "Tây Ninh".to_owned(),
            },
            lines: vec![
                line(FeeKind::Fee, "P01", "Phí tra cứu", 42_000),
                line(FeeKind::Charge, "LP01", "Lệ phí bản sao", 8_000),
            ],
        },
    }
}

fn line(kind: FeeKind, code: &str, name: &str, amount: i64) -> BillLine {
    BillLine {
        kind,
        code: code.to_owned(),
        name: name.to_owned(),
        amount: Vnd::new(amount),
    }
}

/// What became of that payment?
pub(crate) fn question() -> QueryRequest {
    QueryRequest {
        reference: request().reference,
        amount: request().amount,
        requested_at: request().requested_at,
        provider_token: Some("29683-5b8f".to_owned()),
        client_ip: "127.0.0.1".parse().unwrap(),
        now: datetime!(2025-06-01 10:20:20 +7),
        request_id: "R1".to_owned(),
    }
}

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
        sent_at: datetime!(2025-06-01 10:30:30 +7),
        request_id: "R2".to_owned(),
    }
}

/// What became of that refund?
pub(crate) fn refund_question() -> RefundQueryRequest {
    let refund = refund();
    RefundQueryRequest {
        refund_reference: refund.refund_reference,
        refund_requested_at: refund.refund_requested_at,
        sent_at: refund.sent_at,
        amount: refund.amount,
        payment: QueryRequest {
            now: datetime!(2025-06-01 10:40:40 +7),
            request_id: "R3".to_owned(),
            ..question()
        },
        others: Vec::new(),
    }
}

//! One payment, one question and one of each provider, for harnesses that need them.

use std::sync::{Arc, LazyLock};

use domain::{fees::FeeKind, language::Language, money::Vnd};
use providers::{
    BillInformation, BillLine, CreateRequest, Payer, Provider, QueryRequest, RefundQueryRequest,
    RefundRequest, SettingKind, Settings,
};
use time::{OffsetDateTime, macros::datetime};

/// When everything happens.
pub const NOW: OffsetDateTime = datetime!(2026-03-16 03:00 UTC);

/// Our reference of every attempt, so that what is in the corpus answers the question.
pub const REFERENCE: &str = "tn26031600000000000001";

const ORIGIN: &str = "https://pay.example.vn";

pub static PROVIDERS: LazyLock<Vec<Arc<dyn Provider>>> = LazyLock::new(|| {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let built = providers::ALL.iter().map(|descriptor| {
        let settings = descriptor.settings.iter();
        let values = settings.map(|(name, kind)| setting(name, *kind)).collect();
        let provider = Settings::new(descriptor, values).build();
        provider.unwrap_or_else(|error| panic!("{}: {error}", descriptor.code))
    });
    built.collect()
});

/// With what is in the corpus.
fn setting(name: &str, kind: SettingKind) -> String {
    match (name, kind) {
        (_, SettingKind::Secret(_)) => "fuzzing".to_owned(),
        (_, SettingKind::Url(_)) => ORIGIN.to_owned(),
        (_, SettingKind::Page(_)) => format!("{ORIGIN}/pay.html"),
        ("NATIONAL_PLATFORM_PARTNER" | "MOMO_PARTNER" | "VNPT_PAY_SERVICE", _) => {
            "TAYNINH".to_owned()
        }
        ("VIETQR_ACCOUNT", _) => "007100123456".to_owned(),
        (_, kind) => kind.in_demonstration(ORIGIN),
    }
}

pub fn payment() -> CreateRequest {
    CreateRequest {
        reference: REFERENCE.into(),
        amount: Vnd::new(200_000),
        description: "Thanh toan ho so".into(),
        bank_code: None,
        return_url: format!("{ORIGIN}/back"),
        callback_url: format!("{ORIGIN}/callback"),
        language: Language::Vietnamese,
        expires_at: NOW + time::Duration::minutes(15),
        client_ip: [203, 0, 113, 7].into(),
        requested_at: NOW,
        bill: BillInformation {
            procedure_code: "2.000488".into(),
            procedure_name: "Cấp Phiếu lý lịch tư pháp".into(),
            unit_code: "H53".into(),
            unit_name: "Sở Tư pháp".into(),
            dossier_code: "000.20.31.H53-260316-0001".into(),
            payer: Payer {
                name: "Nguyễn Văn An".into(),
                identity_number: Some("072090000017".into()),
                tax_code: None,
                address: "Ấp 1".into(),
                district: String::new(),
                province: "Tây Ninh".into(),
            },
            lines: vec![BillLine {
                kind: FeeKind::Fee,
                code: "LLTP-01".into(),
                name: "Phí".into(),
                amount: Vnd::new(200_000),
            }],
        },
    }
}

pub fn question() -> QueryRequest {
    QueryRequest {
        reference: REFERENCE.into(),
        amount: Vnd::new(200_000),
        requested_at: NOW,
        provider_token: Some("token".into()),
        client_ip: [203, 0, 113, 7].into(),
        now: NOW,
        request_id: "1".into(),
    }
}

pub fn refund() -> RefundRequest {
    RefundRequest {
        refund_reference: "tn26031600000000000002".into(),
        reference: REFERENCE.into(),
        requested_at: NOW,
        provider_transaction: Some("14422574".into()),
        charged: Vnd::new(200_000),
        amount: Vnd::new(200_000),
        description: "Hoan phi".into(),
        approved_by: "giang".into(),
        client_ip: [203, 0, 113, 7].into(),
        refund_requested_at: NOW,
        sent_at: NOW,
        request_id: "2".into(),
    }
}

pub fn refund_question() -> RefundQueryRequest {
    let refund = refund();
    RefundQueryRequest {
        refund_reference: refund.refund_reference,
        refund_requested_at: NOW,
        sent_at: NOW,
        amount: refund.amount,
        payment: question(),
        others: Vec::new(),
    }
}

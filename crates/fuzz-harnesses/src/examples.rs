//! One payment, one question and one of each provider, for harnesses that need them.

use std::sync::LazyLock;

use domain::{fees::FeeKind, language::Language, money::Vnd};
use providers::{
    BillInformation, BillLine, CreateRequest, Payer, Provider, QueryRequest, RefundQueryRequest,
    RefundRequest, Secret, Timeouts, momo, national_platform, ngan_luong, vietqr, vnpay, vnpt_pay,
    zalopay,
};
use time::{OffsetDateTime, macros::datetime};

/// When everything happens.
pub const NOW: OffsetDateTime = datetime!(2026-03-16 03:00 UTC);

/// Our reference of every attempt, so that what is in the corpus answers the question.
pub const REFERENCE: &str = "tn26031600000000000001";

const ORIGIN: &str = "https://pay.example.vn";

/// Every provider that speaks to us.
pub static PROVIDERS: LazyLock<Vec<Box<dyn Provider>>> = LazyLock::new(|| {
    let _ = rustls::crypto::ring::default_provider().install_default();
    vec![
        Box::new(platform()),
        Box::new(
            momo::Momo::new(momo::Config {
                base_url: ORIGIN.into(),
                partner_code: "TAYNINH".into(),
                access_key: secret(),
                secret: secret(),
                previous_secret: None,
                allowed_redirect_origins: origins(),
                timeouts: Timeouts::default(),
            })
            .expect("MoMo"),
        ),
        Box::new(
            zalopay::ZaloPay::new(zalopay::Config {
                base_url: ORIGIN.into(),
                app_id: 2553,
                key1: secret(),
                key2: secret(),
                previous_key2: None,
                allowed_redirect_origins: origins(),
                timeouts: Timeouts::default(),
            })
            .expect("ZaloPay"),
        ),
        Box::new(
            vnpt_pay::VnptPay::new(vnpt_pay::Config {
                base_url: ORIGIN.into(),
                merchant_service_id: "TAYNINH".into(),
                api_key: secret(),
                secret: secret(),
                previous_secret: None,
                allowed_redirect_origins: origins(),
                timeouts: Timeouts::default(),
            })
            .expect("VNPT Pay"),
        ),
        Box::new(
            vietqr::VietQr::new(vietqr::Config {
                base_url: ORIGIN.into(),
                account_bin: "970436".into(),
                account_number: "007100123456".into(),
                account_holder: "So Tu phap".into(),
                secret: secret(),
                previous_secret: None,
                timeouts: Timeouts::default(),
            })
            .expect("VietQR"),
        ),
        Box::new(
            vnpay::Vnpay::new(vnpay::Config {
                pay_url: format!("{ORIGIN}/pay.html"),
                api_url: format!("{ORIGIN}/api"),
                tmn_code: "TAYNINH1".into(),
                secret: secret(),
                previous_secret: None,
                timeouts: Timeouts::default(),
            })
            .expect("VNPAY"),
        ),
        Box::new(
            ngan_luong::NganLuong::new(ngan_luong::Config {
                api_url: ORIGIN.into(),
                merchant_id: "36680".into(),
                merchant_password: secret(),
                receiver_email: "thu@example.vn".into(),
                allowed_redirect_origins: origins(),
                timeouts: Timeouts::default(),
            })
            .expect("Ngân Lượng"),
        ),
    ]
});

/// The national platform, which also asks for bills.
pub fn platform() -> national_platform::NationalPlatform {
    let _ = rustls::crypto::ring::default_provider().install_default();
    national_platform::NationalPlatform::new(national_platform::Config {
        base_url: ORIGIN.into(),
        partner_code: "TAYNINH".into(),
        secret: secret(),
        previous_secret: None,
        bus_token: None,
        allowed_redirect_origins: origins(),
        collecting_account: national_platform::CollectingAccount {
            number: "3713".into(),
            bank_code: "VCB".into(),
            holder: "Kho bac".into(),
            treasury_number: String::new(),
        },
        timeouts: Timeouts::default(),
    })
    .expect("the national platform")
}

fn secret() -> Secret {
    Secret::new("fuzzing")
}

fn origins() -> Vec<String> {
    vec![ORIGIN.to_owned()]
}

/// One payment to be opened.
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

/// What became of it?
pub fn question() -> QueryRequest {
    QueryRequest {
        reference: REFERENCE.into(),
        requested_at: NOW,
        provider_token: Some("token".into()),
        client_ip: [203, 0, 113, 7].into(),
        now: NOW,
        request_id: "1".into(),
    }
}

/// Money that goes back.
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
        request_id: "2".into(),
    }
}

/// What became of the money that went back?
pub fn refund_question() -> RefundQueryRequest {
    let refund = refund();
    RefundQueryRequest {
        refund_reference: refund.refund_reference,
        refund_requested_at: NOW,
        reference: refund.reference,
        requested_at: NOW,
        amount: refund.amount,
        client_ip: refund.client_ip,
        now: NOW,
        request_id: refund.request_id,
    }
}

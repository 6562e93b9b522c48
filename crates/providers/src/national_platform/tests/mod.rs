//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod connection;
mod forgery;
mod lookup;
mod messages;

use domain::fees::FeeKind;
use domain::language::Language;
use domain::money::Vnd;
use time::macros::datetime;

use super::{CollectingAccount, Config, NationalPlatform, Timeouts};
use crate::{BillInformation, BillLine, CreateRequest, Payer, QueryRequest, Secret};

fn config(base_url: &str) -> Config {
    Config {
        base_url: base_url.to_owned(),
        partner_code: "TESTDT".to_owned(),
        secret: Secret::new("testsecret"),
        previous_secret: None,
        bus_token: None,
        allowed_redirect_origins: vec!["https://pay.example.vn/".to_owned()],
        collecting_account: CollectingAccount::default(),
        timeouts: Timeouts::default(),
    }
}

fn platform_with(config: Config) -> NationalPlatform {
    // A second installation fails and leaves the first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    NationalPlatform::new(config).unwrap()
}

fn platform() -> NationalPlatform {
    platform_with(config("http://127.0.0.1:1/platform"))
}

/// The request whose digest is known.
fn request() -> CreateRequest {
    CreateRequest {
        reference: "TN0001".to_owned(),
        amount: Vnd::new(50_000),
        description: "Thanh toan le phi".to_owned(),
        bank_code: None,
        return_url: "https://portal.example.vn/thanh-toan/ket-qua?data=TN0001".to_owned(),
        callback_url: "https://portal.example.vn/callbacks/national-platform".to_owned(),
        language: Language::Vietnamese,
        expires_at: datetime!(2025-06-01 11:40:10 +7),
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
                address: "12 đường 30/4".to_owned(),
                district: String::new(),
                province: "Tây Ninh".to_owned(),
            },
            lines: vec![
                BillLine {
                    kind: FeeKind::Fee,
                    code: "P01".to_owned(),
                    name: "Phí tra cứu".to_owned(),
                    amount: Vnd::new(42_000),
                },
                BillLine {
                    kind: FeeKind::Charge,
                    code: "LP01".to_owned(),
                    name: "Lệ phí bản sao".to_owned(),
                    amount: Vnd::new(8_000),
                },
            ],
        },
    }
}

fn question() -> QueryRequest {
    QueryRequest {
        reference: "TN0001".to_owned(),
        requested_at: datetime!(2025-06-01 10:10:10 +7),
        provider_token: None,
        client_ip: "127.0.0.1".parse().unwrap(),
        now: datetime!(2025-06-01 10:20:20 +7),
        request_id: "R1".to_owned(),
    }
}

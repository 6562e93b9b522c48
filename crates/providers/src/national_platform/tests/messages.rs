//! What we send. The digests were computed apart from this code, from the stated rule; no published message could confirm them.

use domain::money::Vnd;
use serde_json::{Value, json};

use super::super::wire;
use super::{config, platform, question, request};
use crate::{CreateError, CreateRequest, Provider, Secret};

fn sent(request: &CreateRequest) -> Value {
    let config = config("http://127.0.0.1:1");
    serde_json::from_slice(&wire::init(&config, request).unwrap()).unwrap()
}

fn refused(change: impl FnOnce(&mut CreateRequest)) -> &'static str {
    let mut request = request();
    change(&mut request);
    wire::init(&config("http://127.0.0.1:1"), &request).unwrap_err()
}

#[test]
fn init_is_sealed_as_in_the_vector() {
    let message = sent(&request());
    assert_eq!(
        message["MaXacThuc"],
        "439012eac63c6a06a103c1e6e9204acfaa40a40acd84b8f9c9122187eeb42863"
    );
    assert_eq!(message["SoTien"], "50000");
    assert_eq!(message["MaNganHang"], "PAYMENT");
    assert_eq!(message["ThoiGianGD"], "20250601101010");
}

#[test]
fn query_is_sealed_as_in_the_vector() {
    let message = wire::query(&config("http://127.0.0.1:1"), &question()).unwrap();
    let message: Value = serde_json::from_slice(&message).unwrap();
    assert_eq!(
        message,
        json!({
            "LoaiBanTin": "QUERY",
            "PhienBan": "1.0.6",
            "MaDoiTac": "TESTDT",
            "MaThamChieu": "TN0001",
            "ThoiGianGD": "20250601101010",
            "MaXacThuc": "0ea88c54d0ff242d9eaf1ec1ff7cdc73d030efd2fcfde6a5bbec4c6177d0f37f",
        })
    );
}

#[test]
fn get_bill_is_sealed_like_query_under_its_own_name() {
    let message = wire::get_bill(&config("http://127.0.0.1:1"), &question()).unwrap();
    let message: Value = serde_json::from_slice(&message).unwrap();
    let values = ["GET_BILL", "1.0.6", "TESTDT", "TN0001", "20250601101010"];
    assert_eq!(message["LoaiBanTin"], "GET_BILL");
    assert_eq!(
        message["MaXacThuc"],
        hex::encode(wire::digest(values, &Secret::new("testsecret")))
    );
}

#[test]
fn the_bill_keeps_fees_and_charges_apart() {
    let bill = &sent(&request())["ThongTinBienLai"];
    assert_eq!(
        bill["PhiLePhi"],
        json!([
            { "LoaiPhiLePhi": "1", "MaPhiLePhi": "P01", "TenPhiLePhi": "Phí tra cứu", "SoTien": "42000" },
            { "LoaiPhiLePhi": "2", "MaPhiLePhi": "LP01", "TenPhiLePhi": "Lệ phí bản sao", "SoTien": "8000" },
        ])
    );
    assert_eq!(bill["MaDVC"], "2.000635.01");
    assert_eq!(bill["MaHoSo"], "000.20.31.H53-250601-0007");
    assert_eq!(bill["HoTenNguoiNop"], "Nguyễn Văn An");
}

#[test]
fn a_payer_without_a_known_number_gets_nine_zeros() {
    let mut request = request();
    request.bill.payer.identity_number = None;
    assert_eq!(
        sent(&request)["ThongTinBienLai"]["SoCMNDNguoiNop"],
        "000000000"
    );
}

#[test]
fn very_long_names_are_cut_between_letters() {
    let mut request = request();
    request.bill.procedure_name = "ệ".repeat(251);
    assert_eq!(
        sent(&request)["ThongTinBienLai"]["TenTTHC"],
        "ệ".repeat(200)
    );
    request.bill.procedure_name = "ệ".repeat(250);
    assert_eq!(
        sent(&request)["ThongTinBienLai"]["TenTTHC"],
        "ệ".repeat(250)
    );
}

#[test]
fn free_text_that_could_forge_a_digest_is_not_sent() {
    for description in [
        "a|b",
        "a\nb",
        "a\u{7f}b",
        "Thanh toán",
        "",
        &"x".repeat(251),
    ] {
        refused(|request| request.description = description.to_owned());
    }
    for reference in ["TN|1", "", "TN 1", &"9".repeat(65)] {
        refused(|request| request.reference = reference.to_owned());
    }
    for bank in ["V|CB", "", "Vietcombank vn"] {
        refused(|request| request.bank_code = Some(bank.to_owned()));
    }
}

#[test]
fn an_amount_that_is_not_the_sum_of_the_bill_is_not_sent() {
    refused(|request| request.amount = Vnd::new(50_001));
    refused(|request| request.bill.lines.clear());
    refused(|request| request.bill.lines[0].amount = Vnd::new(i64::MAX));
    refused(|request| {
        request.bill.lines[0].amount = Vnd::new(-1);
        request.bill.lines[1].amount = Vnd::new(50_001);
    });
    refused(|request| {
        request.amount = Vnd::new(0);
        request.bill.lines.clear();
    });
}

#[tokio::test]
async fn an_impossible_request_is_told_apart_from_a_refusal() {
    let mut request = request();
    request.description = "a|b".to_owned();
    assert!(matches!(
        platform().create(&request).await,
        Err(CreateError::Invalid(_))
    ));
}

#[test]
fn nothing_secret_or_personal_shows_in_debug() {
    let mut config = config("http://127.0.0.1:1");
    config.previous_secret = Some(Secret::new("oldsecret"));
    config.bus_token = Some(Secret::new("bustoken"));
    let shown = format!("{:?} {:?}", super::platform_with(config), request());
    for hidden in [
        "testsecret",
        "oldsecret",
        "bustoken",
        "Nguyễn Văn An",
        "072095000123",
        "đường 30/4",
    ] {
        assert!(!shown.contains(hidden), "{hidden} shows");
    }
}

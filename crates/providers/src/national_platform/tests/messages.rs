//! What we send. The digests were computed apart from this code, from the stated rule; no published message could confirm them.

use super::*;

fn sent(request: &CreateRequest) -> Value {
    sent_json(EXAMPLE.provider().create(request))
}

#[test]
fn init_is_signed_as_in_the_vector() {
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
fn query_is_signed_as_in_the_vector() {
    assert_eq!(
        sent_json(EXAMPLE.provider().query(&question())),
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
fn get_bill_is_signed_like_query_under_its_own_name() {
    let message = sent_json(EXAMPLE.provider().bill(&question()));
    let values = ["GET_BILL", "1.0.6", "TESTDT", "TN0001", "20250601101010"];
    assert_eq!(message["LoaiBanTin"], "GET_BILL");
    assert_eq!(message["MaXacThuc"], sha256_of(&values, SECRET));
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
    assert_eq!(bill["TKThuHuong"], "3713");
    assert_eq!(bill["MaHoSo"], "000.20.31.H53-250601-0007");
    assert_eq!(bill["HoTenNguoiNop"], "Nguyễn Văn An");
}

#[test]
fn a_payer_without_a_known_number_gets_nine_zeros() {
    let mut request = request();
    request.bill.payer.identity_number = None;
    let bill = &sent(&request)["ThongTinBienLai"];
    assert_eq!(bill["SoCMNDNguoiNop"], "000000000");
}

#[test]
fn an_enterprise_goes_by_its_tax_code() {
    let mut request = request();
    request.bill.payer.name = "Công ty TNHH Tây Ninh Xanh".to_owned();
    request.bill.payer.identity_number = None;
    request.bill.payer.tax_code = Some("3900123458".to_owned());
    let bill = &sent(&request)["ThongTinBienLai"];
    assert_eq!(bill["HoTenNguoiNop"], "Công ty TNHH Tây Ninh Xanh");
    assert_eq!(bill["SoCMNDNguoiNop"], "3900123458");
}

#[test]
fn very_long_names_are_cut_between_letters() {
    let mut request = request();
    for (length, kept) in [(251, 200), (250, 250)] {
        request.bill.procedure_name = "ệ".repeat(length);
        let name = &sent(&request)["ThongTinBienLai"]["TenTTHC"];
        assert_eq!(*name, "ệ".repeat(kept));
    }
}

#[test]
fn the_collecting_account_is_the_configured_one() {
    let platform = EXAMPLE.provider_with(&[
        ("NATIONAL_PLATFORM_ACCOUNT", "3713.0.1056789"),
        ("NATIONAL_PLATFORM_BANK", "VCB"),
        ("NATIONAL_PLATFORM_HOLDER", "Sở Tư pháp"),
        ("NATIONAL_PLATFORM_TREASURY", "7111"),
    ]);
    let bill = &sent_json(platform.create(&request()))["ThongTinBienLai"];
    assert_eq!(bill["TKThuHuong"], "3713.0.1056789");
    assert_eq!(bill["MaNHThuHuong"], "VCB");
    assert_eq!(bill["TenTKThuHuong"], "Sở Tư pháp");
    assert_eq!(bill["TaiKhoanThuNSNN"], "7111");
}

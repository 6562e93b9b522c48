//! The messages we send, and the digest that seals messages in both directions.

use domain::calendar::compact_time;
use domain::fees::FeeKind;
use domain::money::Vnd;
use serde_json::{Map, Value, json};

use super::Config;
pub(super) use crate::seal::sha256 as digest;
use crate::text::{is_code, is_description, plain};
use crate::{BillInformation, CreateRequest, QueryRequest, Secret};

/// `PhienBan`.
pub(super) const VERSION: &str = "1.0.6";
/// `MaTienTe`, the only one there is.
pub(super) const CURRENCY: &str = "VND";
/// The field of the digest.
pub(super) const DIGEST: &str = "MaXacThuc";

/// `MaNganHang` that lets the payer choose on the platform's page.
const PAYER_CHOOSES: &str = "PAYMENT";
/// `SoCMNDNguoiNop` when the payer's number is not known, as provinces' portals send it.
const NO_IDENTITY_NUMBER: &str = "000000000";
/// `MaDichVu` of fees for an administrative procedure (`1` is a fine).
const PROCEDURE_FEES: &str = "2";
/// Names longer than the first are cut to the second, as portals that are connected do.
const LONGEST_NAME: usize = 250;
const CUT_NAME: usize = 200;

/// The INIT message, or why the request cannot be one.
pub(super) fn init(config: &Config, request: &CreateRequest) -> Result<Vec<u8>, &'static str> {
    check_reference(&request.reference)?;
    check_description(&request.description)?;
    check_amount(request.amount, &request.bill)?;
    let bank = request.bank_code.as_deref().unwrap_or(PAYER_CHOOSES);
    if !is_code(bank, 20) {
        return Err("bank code is not 1–20 letters, digits, '-' or '_'");
    }
    let mut message = seal(
        &[
            ("LoaiBanTin", "INIT"),
            ("PhienBan", VERSION),
            ("MaDoiTac", &config.partner_code),
            ("MaThamChieu", &request.reference),
            ("SoTien", &plain(request.amount)),
            ("LoaiHinhThanhToan", "PAY"),
            ("MaKenhThanhToan", "1"),
            ("MaThietBi", "1"),
            ("NgonNgu", "vi-VN"),
            ("MaTienTe", CURRENCY),
            ("MaNganHang", bank),
            ("ThongTinGiaoDich", &request.description),
            ("ThoiGianGD", &compact_time(request.requested_at)),
            ("Ip", &request.client_ip.to_string()),
        ],
        &config.secret,
    );
    // Not signed, so never to be trusted when the platform hands it back.
    message.insert(
        "ThongTinBienLai".to_owned(),
        bill_information(config, &request.bill, &request.description),
    );
    Ok(to_bytes(message))
}

/// The QUERY message, or why the question cannot be one.
pub(super) fn query(config: &Config, request: &QueryRequest) -> Result<Vec<u8>, &'static str> {
    question("QUERY", config, request)
}

/// The GET_BILL message, or why the question cannot be one.
pub(super) fn get_bill(config: &Config, request: &QueryRequest) -> Result<Vec<u8>, &'static str> {
    question("GET_BILL", config, request)
}

fn question(kind: &str, config: &Config, request: &QueryRequest) -> Result<Vec<u8>, &'static str> {
    check_reference(&request.reference)?;
    Ok(to_bytes(seal(
        &[
            ("LoaiBanTin", kind),
            ("PhienBan", VERSION),
            ("MaDoiTac", &config.partner_code),
            ("MaThamChieu", &request.reference),
            ("ThoiGianGD", &compact_time(request.requested_at)),
        ],
        &config.secret,
    )))
}

/// A message of the signed fields and their digest. One list makes both, so they cannot differ.
fn seal(signed: &[(&str, &str)], secret: &Secret) -> Map<String, Value> {
    let digest = digest(signed.iter().map(|(_, value)| *value), secret);
    signed
        .iter()
        .copied()
        .chain([(DIGEST, hex::encode(digest).as_str())])
        .map(|(name, value)| (name.to_owned(), Value::from(value)))
        .collect()
}

fn to_bytes(message: Map<String, Value>) -> Vec<u8> {
    Value::Object(message).to_string().into_bytes()
}

/// `ThongTinBienLai`.
pub(super) fn bill_information(
    config: &Config,
    bill: &BillInformation,
    description: &str,
) -> Value {
    let procedure_name = cut(&bill.procedure_name);
    let account = &config.collecting_account;
    let fees: Vec<Value> = bill
        .lines
        .iter()
        .map(|line| {
            json!({
                "LoaiPhiLePhi": match line.kind { FeeKind::Fee => "1", FeeKind::Charge => "2" },
                "MaPhiLePhi": line.code,
                "TenPhiLePhi": cut(&line.name),
                "SoTien": plain(line.amount),
            })
        })
        .collect();
    let items: Vec<Value> = bill
        .lines
        .iter()
        .map(|line| json!({ "NoiDung": cut(&line.name), "SoTien": plain(line.amount) }))
        .collect();
    json!({
        "MaDichVu": PROCEDURE_FEES,
        "MaDVC": format!("{}.01", bill.procedure_code),
        "TenDVC": procedure_name,
        "MaTTHC": bill.procedure_code,
        "TenTTHC": procedure_name,
        "MaDonVi": bill.unit_code,
        "TenDonVi": bill.unit_name,
        "MaHoSo": bill.dossier_code,
        "TKThuHuong": account.number,
        "MaNHThuHuong": account.bank_code,
        "TenTKThuHuong": account.holder,
        "TaiKhoanThuNSNN": account.treasury_number,
        "PhiLePhi": fees,
        "HoTenNguoiNop": bill.payer.name,
        "SoCMNDNguoiNop": bill.payer.identity_number.as_deref().unwrap_or(NO_IDENTITY_NUMBER),
        "DiaChiNguoiNop": bill.payer.address,
        "HuyenNguoiNop": bill.payer.district,
        "TinhNguoiNop": bill.payer.province,
        "NoiDungThanhToan": description,
        "DSKhoanNop": items,
    })
}

fn check_reference(reference: &str) -> Result<(), &'static str> {
    if is_code(reference, 64) {
        Ok(())
    } else {
        Err("reference is not 1–64 letters, digits, '-' or '_'")
    }
}

fn check_description(description: &str) -> Result<(), &'static str> {
    if is_description(description, 250) {
        Ok(())
    } else {
        Err("description is not 1–250 printable ASCII characters without '|'")
    }
}

/// The bill is what the receipt will be made from, so it must add up to what is paid.
pub(super) fn check_amount(amount: Vnd, bill: &BillInformation) -> Result<(), &'static str> {
    if amount < Vnd::new(1) {
        return Err("amount is less than 1 đồng");
    }
    let lines = || bill.lines.iter().map(|line| line.amount);
    if lines().any(Vnd::is_negative) {
        return Err("a line of the bill is negative");
    }
    if Vnd::checked_sum(lines()) == Some(amount) {
        Ok(())
    } else {
        Err("amount differs from the sum of the bill's lines")
    }
}

fn cut(name: &str) -> String {
    if name.chars().count() > LONGEST_NAME {
        name.chars().take(CUT_NAME).collect()
    } else {
        name.to_owned()
    }
}

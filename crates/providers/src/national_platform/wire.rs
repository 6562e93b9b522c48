//! The messages we send, and the digest that seals messages in both directions.
//!
//! A digest is SHA-256 over the signed values joined by `|`, the secret last. Values are not escaped, so none
//! may hold a `|`: two different messages would share a digest.

use domain::calendar::compact_time;
use domain::fees::FeeKind;
use domain::money::Vnd;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::Config;
use crate::{CreateRequest, QueryRequest, Secret};

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

/// SHA-256 of the values and the secret joined by `|`.
pub(super) fn digest<'a>(values: impl IntoIterator<Item = &'a str>, secret: &Secret) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for value in values {
        hasher.update(value);
        hasher.update("|");
    }
    hasher.update(secret.expose());
    hasher.finalize().into()
}

/// Whether a value can stand between two `|`.
pub(super) fn joinable(value: &str) -> bool {
    !value
        .chars()
        .any(|character| character == '|' || character.is_control())
}

/// The INIT message, or why the request cannot be one.
pub(super) fn init(config: &Config, request: &CreateRequest) -> Result<Vec<u8>, &'static str> {
    check_reference(&request.reference)?;
    check_description(&request.description)?;
    check_amount(request)?;
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
        bill_information(config, request),
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

fn bill_information(config: &Config, request: &CreateRequest) -> Value {
    let bill = &request.bill;
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
        "NoiDungThanhToan": request.description,
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
    let printable = description
        .bytes()
        .all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if !printable || !joinable(description) {
        Err("description holds '|' or something other than printable ASCII")
    } else if description.is_empty() || description.len() > 250 {
        Err("description is not 1–250 characters long")
    } else {
        Ok(())
    }
}

fn check_amount(request: &CreateRequest) -> Result<(), &'static str> {
    if request.amount < Vnd::new(1) {
        return Err("amount is less than 1 đồng");
    }
    let lines = || request.bill.lines.iter().map(|line| line.amount);
    if lines().any(Vnd::is_negative) {
        return Err("a line of the bill is negative");
    }
    if Vnd::checked_sum(lines()) == Some(request.amount) {
        Ok(())
    } else {
        Err("amount differs from the sum of the bill's lines")
    }
}

/// Whether a value is a plain code of 1 to `longest` characters, safe in any message.
pub(super) fn is_code(value: &str, longest: usize) -> bool {
    (1..=longest).contains(&value.len())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// An amount as plain digits, as the platform parses it.
fn plain(amount: Vnd) -> String {
    amount.as_i64().to_string()
}

/// An amount from plain digits: no sign, separator, decimals or leading zero.
pub(super) fn amount(digits: &str) -> Option<Vnd> {
    let canonical = digits == "0" || !digits.starts_with('0');
    if canonical && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().ok().map(Vnd::new)
    } else {
        None
    }
}

fn cut(name: &str) -> String {
    if name.chars().count() > LONGEST_NAME {
        name.chars().take(CUT_NAME).collect()
    } else {
        name.to_owned()
    }
}

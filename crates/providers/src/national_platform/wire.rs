//! The messages we send, and the digest of messages in both directions.

use domain::calendar::compact_time;
use domain::fees::FeeKind;
use domain::money::Vnd;
use serde_json::{Value, json};

use super::Config;
use crate::text::{bank_code, check_description, check_reference, plain, require};
use crate::{BillInformation, CreateRequest, Payer, QueryRequest, json, mac};

/// `PhienBan`.
const VERSION: &str = "1.0.6";
/// `MaTienTe`, the only one there is.
pub(super) const CURRENCY: &str = "VND";
pub(super) const DIGEST: &str = "MaXacThuc";

/// `MaNganHang` that lets the payer choose on the platform's page.
const PAYER_CHOOSES: &str = "PAYMENT";
/// `SoCMNDNguoiNop` when no number of the payer is known, as provinces' portals send it.
const NO_NUMBER: &str = "000000000";
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
    let bank = bank_code(request.bank_code.as_deref(), PAYER_CHOOSES)?;
    let bill = bill_information(config, &request.bill, &request.description);
    Ok(signed(
        config,
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
        // Not signed, so never to be trusted when the platform hands it back.
        Some(("ThongTinBienLai", bill)),
    ))
}

/// The QUERY or GET_BILL message, or why the question cannot be one.
pub(super) fn question(
    kind: &str,
    config: &Config,
    request: &QueryRequest,
) -> Result<Vec<u8>, &'static str> {
    check_reference(&request.reference)?;
    Ok(signed(
        config,
        &[
            ("LoaiBanTin", kind),
            ("PhienBan", VERSION),
            ("MaDoiTac", &config.partner_code),
            ("MaThamChieu", &request.reference),
            ("ThoiGianGD", &compact_time(request.requested_at)),
        ],
        None,
    ))
}

/// A message of the signed fields, their digest and what is not signed. One list makes the first two, so they cannot differ.
fn signed(config: &Config, fields: &[(&str, &str)], unsigned: Option<(&str, Value)>) -> Vec<u8> {
    let digest = hex::encode(mac::sha256(&json::values(fields), &config.secrets.current));
    let texts = fields.iter().map(|(name, value)| (*name, json!(value)));
    json::write(texts.chain([(DIGEST, json!(digest))]).chain(unsigned))
}

/// Whether a digest was made over these values with a secret of ours.
pub(super) fn is_ours(config: &Config, values: &[&str], digest: &str) -> bool {
    mac::is_ours(digest, &config.secrets, |secret| {
        mac::sha256(values, secret)
    })
}

/// `ThongTinBienLai`.
pub(super) fn bill_information(
    config: &Config,
    bill: &BillInformation,
    description: &str,
) -> Value {
    let procedure_name = cut(&bill.procedure_name);
    let account = &config.account;
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
        "SoCMNDNguoiNop": number_of(&bill.payer),
        "DiaChiNguoiNop": bill.payer.address,
        "HuyenNguoiNop": bill.payer.district,
        "TinhNguoiNop": bill.payer.province,
        "NoiDungThanhToan": description,
        "DSKhoanNop": items,
    })
}

/// A person's identity number, or an enterprise's tax code: the platform's bill has no other field for it.
fn number_of(payer: &Payer) -> &str {
    let number = payer.identity_number.as_ref().or(payer.tax_code.as_ref());
    number.map_or(NO_NUMBER, String::as_str)
}

/// The bill is what the receipt will be made from, so it must add up to what is paid.
pub(super) fn check_amount(amount: Vnd, bill: &BillInformation) -> Result<(), &'static str> {
    require(amount >= Vnd::new(1), "amount is less than 1 đồng")?;
    let lines = || bill.lines.iter().map(|line| line.amount);
    require(
        !lines().any(Vnd::is_negative),
        "a line of the bill is negative",
    )?;
    require(
        Vnd::checked_sum(lines()) == Some(amount),
        "amount differs from the sum of the bill's lines",
    )
}

fn cut(name: &str) -> String {
    if name.chars().count() > LONGEST_NAME {
        name.chars().take(CUT_NAME).collect()
    } else {
        name.to_owned()
    }
}

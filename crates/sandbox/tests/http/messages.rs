//! The national platform's messages, and digests.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub const SECRET: &str = "sandbox-national-platform-secret";

pub fn digest(values: &[&str]) -> String {
    hex::encode(Sha256::digest(format!("{}|{SECRET}", values.join("|"))))
}

/// Signs an INIT, QUERY or GET_BILL by the order of its fields.
pub fn sign(message: &mut Value, fields: &[&str]) {
    let values: Vec<_> = fields.iter().map(|field| text(message, field)).collect();
    message["MaXacThuc"] = digest(&values).into();
}

pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field]
        .as_str()
        .unwrap_or_else(|| panic!("{field} is text in {value}"))
}

pub const INIT_FIELDS: [&str; 14] = [
    "LoaiBanTin",
    "PhienBan",
    "MaDoiTac",
    "MaThamChieu",
    "SoTien",
    "LoaiHinhThanhToan",
    "MaKenhThanhToan",
    "MaThietBi",
    "NgonNgu",
    "MaTienTe",
    "MaNganHang",
    "ThongTinGiaoDich",
    "ThoiGianGD",
    "Ip",
];

pub const CONFIRM_FIELDS: [&str; 10] = [
    "LoaiBanTin",
    "MaLoi",
    "MaDoiTac",
    "MaThamChieu",
    "SoTien",
    "MaTienTe",
    "MaGiaoDich",
    "MaNganHang",
    "ThoiGianGD",
    "ThongTinGiaoDich",
];

pub fn init(reference: &str) -> Value {
    let mut message = json!({
        "LoaiBanTin": "INIT",
        "PhienBan": "1.0.6",
        "MaDoiTac": "DVCQG_TAYNINH",
        "MaThamChieu": reference,
        "SoTien": "200000",
        "LoaiHinhThanhToan": "PAY",
        "MaKenhThanhToan": "1",
        "MaThietBi": "1",
        "NgonNgu": "vi-VN",
        "MaTienTe": "VND",
        "MaNganHang": "VCB",
        "ThongTinGiaoDich": "THANH TOAN HO SO 363815",
        "ThoiGianGD": "20250601101010",
        "Ip": "127.0.0.1",
        "ThongTinBienLai": { "MaHoSo": "363815" },
    });
    sign(&mut message, &INIT_FIELDS);
    message
}

pub fn inquiry(kind: &str, reference: &str) -> Value {
    let mut message = json!({
        "LoaiBanTin": kind,
        "PhienBan": "1.0.6",
        "MaDoiTac": "DVCQG_TAYNINH",
        "MaThamChieu": reference,
        "ThoiGianGD": "20250601101010",
    });
    let fields = [
        "LoaiBanTin",
        "PhienBan",
        "MaDoiTac",
        "MaThamChieu",
        "ThoiGianGD",
    ];
    sign(&mut message, &fields);
    message
}

/// Lower-case hexadecimal HMAC-SHA256.
pub fn hmac256(secret: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
    mac.update(text.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

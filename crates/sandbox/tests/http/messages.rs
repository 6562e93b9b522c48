//! The national platform's messages, and digests.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub const SECRET: &str = "sandbox-national-platform-secret";

pub fn digest(values: &[&str]) -> String {
    hex::encode(Sha256::digest(format!("{}|{SECRET}", values.join("|"))))
}

/// The values of `names`, joined by `|`.
pub fn joined(message: &Value, names: &str) -> String {
    let values = names.split_whitespace().map(|name| text(message, name));
    values.collect::<Vec<_>>().join("|")
}

/// Signs a message by the order of its fields.
pub fn signed(mut message: Value, names: &str) -> Value {
    message["MaXacThuc"] = digest(&[&joined(&message, names)]).into();
    message
}

/// Whether the digest of a CONFIRM fits it.
pub fn fits(confirm: &Value) -> bool {
    confirm["MaXacThuc"] == digest(&[&joined(confirm, CONFIRM)])
}

pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    let text = value[field].as_str();
    text.unwrap_or_else(|| panic!("{field} is text in {value}"))
}

pub const INIT: &str = "LoaiBanTin PhienBan MaDoiTac MaThamChieu SoTien LoaiHinhThanhToan MaKenhThanhToan \
     MaThietBi NgonNgu MaTienTe MaNganHang ThongTinGiaoDich ThoiGianGD Ip";
pub const INQUIRY: &str = "LoaiBanTin PhienBan MaDoiTac MaThamChieu ThoiGianGD";
const CONFIRM: &str = "LoaiBanTin MaLoi MaDoiTac MaThamChieu SoTien MaTienTe MaGiaoDich MaNganHang ThoiGianGD \
     ThongTinGiaoDich";

pub fn init(reference: &str) -> Value {
    let message = json!({
        "LoaiBanTin": "INIT", "PhienBan": "1.0.6", "MaDoiTac": "DVCQG_TAYNINH", "MaThamChieu": reference,
        "SoTien": "200000", "LoaiHinhThanhToan": "PAY", "MaKenhThanhToan": "1", "MaThietBi": "1",
        "NgonNgu": "vi-VN", "MaTienTe": "VND", "MaNganHang": "VCB",
        "ThongTinGiaoDich": "THANH TOAN HO SO 363815", "ThoiGianGD": "20250601101010", "Ip": "127.0.0.1",
        "ThongTinBienLai": { "MaHoSo": "363815" },
    });
    signed(message, INIT)
}

/// An INIT in which one field is another.
pub fn init_with(reference: &str, field: &str, value: impl Into<Value>) -> Value {
    let mut message = init(reference);
    message[field] = value.into();
    signed(message, INIT)
}

pub fn inquiry(kind: &str, reference: &str) -> Value {
    let message = json!({
        "LoaiBanTin": kind, "PhienBan": "1.0.6", "MaDoiTac": "DVCQG_TAYNINH", "MaThamChieu": reference,
        "ThoiGianGD": "20250601101010",
    });
    signed(message, INQUIRY)
}

/// Lower-case hexadecimal HMAC-SHA256.
pub fn hmac256(secret: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
    mac.update(text.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

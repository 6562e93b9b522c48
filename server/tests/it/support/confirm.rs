//! CONFIRM messages as the platform, or somebody who pretends to be it, would send them.

use super::{Answer, Portal};
use http::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The secret that portal and platform share in a demonstration.
pub const SECRET: &str = "sandbox-national-platform-secret";

/// The signed fields in the order of the digest (interface 1.0.6).
const SIGNED: [&str; 10] = [
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

/// A CONFIRM before it is signed.
#[derive(Clone, Debug)]
pub struct Confirm(Value);

impl Confirm {
    /// The platform took `amount` đồng.
    pub fn paid(reference: &str, amount: i64) -> Self {
        Self(json!({
            "LoaiBanTin": "CONFIRM",
            "MaLoi": "00",
            "MoTaLoi": "Giao dịch thành công",
            "MaDoiTac": "DVCQG_TAYNINH",
            "MaThamChieu": reference,
            "SoTien": amount.to_string(),
            "MaTienTe": "VND",
            "MaGiaoDich": "GD20260316100500000001",
            "MaNganHang": "VCB",
            "ThoiGianGD": "20260316100500",
            "ThongTinGiaoDich": "THANH TOAN HO SO",
        }))
    }

    /// The platform took nothing, for a reason that it has a code for.
    pub fn failed(reference: &str, amount: i64, code: &str) -> Self {
        Self::paid(reference, amount).with("MaLoi", code)
    }

    /// The same with another value in a field.
    pub fn with(mut self, field: &str, value: &str) -> Self {
        self.0[field] = value.into();
        self
    }

    /// The message with its digest.
    pub fn signed(&self, secret: &str) -> String {
        let values: Vec<&str> = SIGNED
            .iter()
            .map(|field| self.0[*field].as_str().expect("text"))
            .collect();
        let mut message = self.0.clone();
        message["MaXacThuc"] =
            hex::encode(Sha256::digest(format!("{}|{secret}", values.join("|")))).into();
        message.to_string()
    }
}

impl Portal {
    /// Posts to the address at which the platform calls back.
    pub async fn call_back(&self, body: impl Into<reqwest::Body>) -> Answer {
        self.call_back_at("/callbacks/national-platform", body)
            .await
    }

    pub async fn call_back_at(&self, path: &str, body: impl Into<reqwest::Body>) -> Answer {
        let platform = self.browser();
        let request = platform
            .request(Method::POST, path)
            .header("content-type", "application/json")
            .body(body);
        platform.send(request).await
    }
}

//! Callback handling over HTTP: what the national platform posts when a payer has paid.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Settings, load, rows::Batch};

/// What portal and sandbox share in a demonstration.
const SECRET: &str = "sandbox-national-platform-secret";

/// The signed fields in the order of the digest (interface 1.0.6).
const SIGNED: &str = "LoaiBanTin MaLoi MaDoiTac MaThamChieu SoTien MaTienTe MaGiaoDich MaNganHang ThoiGianGD \
     ThongTinGiaoDich";

/// Confirms attempts; callbacks taken in per second.
pub async fn measure(settings: &Settings, batch: &Batch) -> Result<f64> {
    load::run(settings, batch, async |connection, row| {
        let (status, text) = connection
            .post("/callbacks/national-platform", &[], confirm(row))
            .await?;
        let answered: Value = serde_json::from_str(&text).unwrap_or_default();
        ensure!(
            status == 200 && answered["MaLoi"] == "00",
            "the callback was not accepted: {status} {text}"
        );
        Ok(())
    })
    .await
}

/// A signed CONFIRM of 200,000 đ for a row.
pub fn confirm(row: u32) -> String {
    let mut message = json!({
        "LoaiBanTin": "CONFIRM",
        "MaLoi": "00",
        "MoTaLoi": "Giao dịch thành công",
        "MaDoiTac": "DVCQG_TAYNINH",
        "MaThamChieu": format!("b{row:021}"),
        "SoTien": "200000",
        "MaTienTe": "VND",
        "MaGiaoDich": format!("GD{row:020}"),
        "MaNganHang": "VCB",
        "ThoiGianGD": "20260316100500",
        "ThongTinGiaoDich": "THANH TOAN HO SO",
    });
    let values = SIGNED
        .split(' ')
        .filter_map(|field| message[field].as_str());
    let values: Vec<&str> = values.collect();
    let digest = Sha256::digest(format!("{}|{SECRET}", values.join("|")));
    message["MaXacThuc"] = hex::encode(digest).into();
    message.to_string()
}

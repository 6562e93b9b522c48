//! GET_BILL: the voucher of a paid payment, as JSON (one of the two known implementations gives JSON, the other PDF).

use axum::{Json, body::Bytes, extract::State};
use serde_json::{Value, json};

use super::message::Refusal;
use crate::{Sandbox, clock};

/// `POST /sandbox/national-platform/get-bill`
pub(crate) async fn answer(State(sandbox): State<Sandbox>, body: Bytes) -> Json<Value> {
    super::answer(voucher(&sandbox, &body))
}

fn voucher(sandbox: &Sandbox, body: &[u8]) -> Result<Value, Refusal> {
    let payment = super::find(sandbox, body, "GET_BILL")?;
    let outcome = payment
        .paid()
        .ok_or(Refusal::Failed("Giao dịch chưa thanh toán thành công"))?;
    Ok(json!({
        "MaLoi": "00",
        "MoTaLoi": "Thành công",
        "MaDoiTac": payment.field("MaDoiTac"),
        "MaThamChieu": payment.opening.reference,
        "SoChungTu": outcome.transaction,
        "MaGiaoDich": outcome.transaction,
        "SoTien": payment.opening.amount.to_string(),
        "MaTienTe": payment.field("MaTienTe"),
        "MaNganHang": outcome.bank,
        "ThoiGianGD": clock::compact(outcome.at),
        "ThongTinGiaoDich": payment.opening.description,
        "ThongTinBienLai": payment.opening.message["ThongTinBienLai"],
    }))
}

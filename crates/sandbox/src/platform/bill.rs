//! GET_BILL: the voucher of a paid payment, as JSON (one of the two known implementations gives JSON, the other PDF).

use axum::{Json, body::Bytes, extract::State};
use serde_json::{Value, json};

use super::message::Refusal;
use crate::{Sandbox, clock, world::Verdict};

/// `POST /sandbox/national-platform/get-bill`
pub(crate) async fn answer(State(sandbox): State<Sandbox>, body: Bytes) -> Json<Value> {
    super::answer(voucher(&sandbox, &body))
}

fn voucher(sandbox: &Sandbox, body: &[u8]) -> Result<Value, Refusal> {
    let order = super::find(sandbox, body, "GET_BILL")?;
    let paid = order.outcome.filter(|o| o.verdict == Verdict::Paid);
    let outcome = paid.ok_or(Refusal::Failed("Giao dịch chưa thanh toán thành công"))?;
    Ok(json!({
        "MaLoi": "00",
        "MoTaLoi": "Thành công",
        "MaDoiTac": order.init.partner,
        "MaThamChieu": order.init.reference,
        "SoChungTu": outcome.transaction,
        "MaGiaoDich": outcome.transaction,
        "SoTien": order.init.amount,
        "MaTienTe": order.init.currency,
        "MaNganHang": outcome.bank,
        "ThoiGianGD": clock::compact(outcome.at),
        "ThongTinGiaoDich": order.init.description,
        "ThongTinBienLai": order.init.receipt,
    }))
}

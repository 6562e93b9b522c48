//! QUERY: how did it end?

use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::message::Refusal;
use crate::{
    Sandbox, clock,
    faults::{Fault, Point, bend},
    world::Verdict,
};

/// Added to the amount where a fault asks for a wrong one.
pub(super) const WRONG_BY: u64 = 1_000;

/// `POST /sandbox/national-platform/query`
pub(crate) async fn answer(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let fault = sandbox.faults().take(Point::Query);
    bend(
        fault,
        || super::answer(Err(Refusal::Maintenance)).into_response(),
        || super::answer(state(&sandbox, &body, fault)),
    )
    .await
}

/// `TrangThaiGD`: 1 paid, 3 not ended, 4 failed. `MaLoi` speaks of the question, not of the payment.
fn state(sandbox: &Sandbox, body: &[u8], fault: Option<Fault>) -> Result<Value, Refusal> {
    let order = super::find(sandbox, body, "QUERY")?;
    let mut amount = order.amount;
    if fault == Some(Fault::WrongAmount) {
        amount += WRONG_BY;
    }
    let mut answer = json!({
        "MaLoi": "00",
        "MoTaLoi": "Thành công",
        "MaDoiTac": order.init.partner,
        "MaThamChieu": order.init.reference,
        "SoTien": amount.to_string(),
        "MaTienTe": order.init.currency,
        "TrangThaiGD": "3",
    });
    if let Some(outcome) = order.outcome {
        let paid = outcome.verdict == Verdict::Paid;
        answer["TrangThaiGD"] = (if paid { "1" } else { "4" }).into();
        answer["MoTaTrangThai"] = outcome.verdict.meaning().into();
        answer["MaGiaoDich"] = outcome.transaction.into();
        answer["MaNganHang"] = outcome.bank.into();
        answer["ThoiGianGD"] = clock::compact(outcome.at).into();
    }
    Ok(answer)
}

//! QUERY: how did it end?

use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{message::Refusal, strike};
use crate::{
    Sandbox, clock,
    faults::{Point, bend},
    protocol::Lie,
    world::Verdict,
};

/// `POST /sandbox/national-platform/query`
pub(crate) async fn answer(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let fault = strike(&sandbox, Point::Query, &body);
    bend(
        fault,
        || super::answer(Err(Refusal::Maintenance)).into_response(),
        || super::answer(state(&sandbox, &body, Lie(fault))),
    )
    .await
}

/// `TrangThaiGD`: 1 paid, 3 not ended, 4 failed. `MaLoi` speaks of the question, not of the payment.
fn state(sandbox: &Sandbox, body: &[u8], lie: Lie) -> Result<Value, Refusal> {
    let payment = super::find(sandbox, body, "QUERY")?;
    let mut answer = json!({
        "MaLoi": "00",
        "MoTaLoi": "Thành công",
        "MaDoiTac": payment.field("MaDoiTac"),
        "MaThamChieu": payment.opening.reference,
        "SoTien": lie.amount(payment.opening.amount).to_string(),
        "MaTienTe": payment.field("MaTienTe"),
        "TrangThaiGD": "3",
    });
    if let Some(outcome) = payment.outcome {
        let paid = outcome.verdict == Verdict::Paid;
        answer["TrangThaiGD"] = (if paid { "1" } else { "4" }).into();
        answer["MoTaTrangThai"] = outcome.verdict.meaning().into();
        answer["MaGiaoDich"] = outcome.transaction.into();
        answer["MaNganHang"] = outcome.bank.into();
        answer["ThoiGianGD"] = clock::compact(outcome.at).into();
    }
    Ok(answer)
}

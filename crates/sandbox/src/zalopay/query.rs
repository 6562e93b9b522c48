//! How did it end?

use axum::{body::Bytes, extract::State, http::HeaderMap, response::Response};
use serde_json::{Value, json};

use super::{Refusal, answer, authenticate, read, strike, success};
use crate::{
    Sandbox, clock,
    faults::{Point, bend},
    json::text,
    outcome,
    protocol::Lie,
    provider::Provider,
    world::Verdict,
};

/// `sub_return_code` and words of an order whose time is up.
const EXPIRED: (i32, &str) = (-55, "Đơn hàng đã hết hạn");

/// `POST /sandbox/zalopay/v2/query`
pub(crate) async fn take(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let message = read(&headers, &body);
    let fault = strike(&sandbox, Point::Query, &text(&message, "app_trans_id"));
    bend(
        fault,
        || answer(Err(Refusal::Maintenance)),
        || answer(state(&sandbox, &message, Lie(fault))),
    )
    .await
}

/// `return_code`: 1 paid, 2 failed, 3 still open.
fn state(sandbox: &Sandbox, message: &Value, lie: Lie) -> Result<Value, Refusal> {
    // The key itself ends what is signed.
    let key = format!("|{}", sandbox.config().credentials.zalopay_key1);
    authenticate(sandbox, message, ["app_id", "app_trans_id"], &key)?;
    let order = text(message, "app_trans_id");
    let payment = outcome::by_order(sandbox, Provider::ZaloPay, &order)
        .map_err(|_| Refusal::Maintenance)?
        .ok_or(Refusal::NotFound)?;
    let (detail, words) = match payment.verdict() {
        Some(Verdict::Paid) => {
            let outcome = payment.outcome.as_ref();
            let transaction = outcome.map_or("", |outcome| &outcome.transaction);
            let at = outcome.map_or(payment.opening.opened_at, |outcome| outcome.at);
            let mut told = success();
            told["is_processing"] = false.into();
            told["amount"] = lie.amount(payment.opening.amount).into();
            told["zp_trans_id"] = transaction.parse::<u64>().unwrap_or(0).into();
            told["server_time"] = clock::milliseconds(at).into();
            told["discount_amount"] = 0.into();
            return Ok(told);
        }
        None => {
            return Ok(json!({
                "return_code": 3,
                "return_message": "Giao dịch đang xử lý",
                "sub_return_code": 3,
                "sub_return_message": "Đơn hàng chưa được thanh toán",
                "is_processing": false,
                "amount": lie.amount(payment.opening.amount),
                "zp_trans_id": 0,
            }));
        }
        Some(Verdict::Expired) => EXPIRED,
        // Too little money ends one try, the order only by its time.
        Some(Verdict::InsufficientBalance) if payment.opening.expires_at <= sandbox.now() => {
            EXPIRED
        }
        Some(Verdict::InsufficientBalance) => (-63, "Số dư không đủ"),
        Some(Verdict::Cancelled) => (-49, "Người dùng hủy giao dịch"),
        Some(Verdict::CardLocked | Verdict::WrongCode) => (-117, "Xác thực không thành công"),
    };
    Ok(json!({
        "return_code": 2,
        "return_message": "Giao dịch thất bại",
        "sub_return_code": detail,
        "sub_return_message": words,
        "is_processing": false,
        "amount": lie.amount(payment.opening.amount),
        "zp_trans_id": 0,
    }))
}

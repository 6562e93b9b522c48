//! The address a browser is sent to: it opens the payment and goes on to its page.

use std::collections::BTreeMap;

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;

use super::{VERSION, amount, hash};
use crate::{
    Sandbox, clock,
    faults::{InjectionPoint, Operation, distort},
    json::first_wrong,
    pages, payments,
    provider::Provider,
    world::Opening,
};

type Fields = BTreeMap<String, String>;

/// `GET /sandbox/vnpay/paymentv2/vpcpay.html`
pub(crate) async fn page(State(sandbox): State<Sandbox>, Query(fields): Query<Fields>) -> Response {
    let reference = fields.get("vnp_TxnRef").map_or("", String::as_str);
    let point = InjectionPoint::at(Provider::Vnpay, Operation::Create, reference);
    let fault = sandbox.faults().inject(point);
    distort(
        fault,
        || {
            let words = "Hệ thống thanh toán đang bảo trì. Thử lại sau.";
            pages::message(StatusCode::SERVICE_UNAVAILABLE, "VNPAY đang bảo trì", words)
        },
        || match open(&sandbox, &fields) {
            Ok(address) => Redirect::to(&address).into_response(),
            Err(field) => {
                let words = format!("VNPAY không nhận giao dịch này: {field}.");
                pages::message(StatusCode::BAD_REQUEST, "Giao dịch không hợp lệ", &words)
            }
        },
    )
    .await
}

/// Opens the payment; the error names the field that is wrong.
fn open(sandbox: &Sandbox, fields: &Fields) -> Result<String, &'static str> {
    let credentials = &sandbox.config().credentials;
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let pairs = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    if field("vnp_TmnCode") != credentials.vnpay_terminal {
        return Err("vnp_TmnCode");
    }
    if field("vnp_SecureHash") != hash(pairs, &credentials.vnpay_secret) {
        return Err("vnp_SecureHash");
    }
    let reference = field("vnp_TxnRef");
    let description = field("vnp_OrderInfo");
    let return_url = field("vnp_ReturnUrl");
    let expires_at = match field("vnp_ExpireDate") {
        "" => None,
        text => Some(clock::parse_compact(text).ok_or("vnp_ExpireDate")?),
    };
    let is_address = return_url.starts_with("http") && return_url.len() <= 255;
    let is_ahead = expires_at.is_none_or(|at| at > sandbox.now());
    let has_hash_type = fields.contains_key("vnp_SecureHashType");
    let wrong = first_wrong([
        (field("vnp_Version") == VERSION, "vnp_Version"),
        (field("vnp_Command") == "pay", "vnp_Command"),
        (field("vnp_CurrCode") == "VND", "vnp_CurrCode"),
        (!has_hash_type, "vnp_SecureHashType"),
        (matches!(field("vnp_Locale"), "vn" | "en"), "vnp_Locale"),
        (clock::is_compact(field("vnp_CreateDate")), "vnp_CreateDate"),
        ((7..=45).contains(&field("vnp_IpAddr").len()), "vnp_IpAddr"),
        (!field("vnp_OrderType").is_empty(), "vnp_OrderType"),
        ((1..=100).contains(&reference.len()), "vnp_TxnRef"),
        (is_plain(description), "vnp_OrderInfo"),
        (is_address, "vnp_ReturnUrl"),
        (is_ahead, "vnp_ExpireDate"),
    ]);
    if let Some(name) = wrong {
        return Err(name);
    }
    let amount = amount(field("vnp_Amount")).ok_or("vnp_Amount")?;
    let mut opening = Opening {
        return_url: return_url.to_owned(),
        description: description.to_owned(),
        message: json!(fields),
        ..payments::opening(sandbox, Provider::Vnpay, reference, amount)
    };
    opening.expires_at = expires_at.unwrap_or(opening.expires_at);
    let token = payments::open(sandbox, opening).map_err(|_| "vnp_TxnRef")?;
    Ok(format!("/sandbox/pay/{}/{token}", Provider::Vnpay))
}

/// Without diacritics or special characters.
fn is_plain(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b" .,:_-/".contains(&b);
    (1..=255).contains(&text.len()) && text.bytes().all(plain)
}

//! ZaloPay v2: create, query, refund, refund query, and the callback.

pub(crate) mod create;
pub(crate) mod outcome;
pub(crate) mod query;
pub(crate) mod refund;

use std::collections::BTreeMap;

use axum::{
    Json,
    body::Bytes,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{
    Sandbox,
    faults::{Fault, Passage, Point},
    json::texts,
    opening,
    provider::Provider,
    refund::Refused,
    sign::hmac_sha256,
};

/// Why ZaloPay refuses; all of them are `return_code` 2 with a detail of its table.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Refusal {
    Maintenance = -500,
    Mac = -402,
    Format = -401,
    Amount = -54,
    Duplicate = -68,
    NotFound = -101,
    NotRefundable = -13,
}

impl Refusal {
    fn words(self) -> &'static str {
        match self {
            Self::Maintenance => "System is under maintenance",
            Self::Mac => "MAC is invalid",
            Self::Format => "Data is invalid",
            Self::Amount => "Amount is invalid",
            Self::Duplicate => "Order ID is duplicated",
            Self::NotFound => "Order is not found",
            Self::NotRefundable => "Refund is refused",
        }
    }
}

impl From<opening::Refused> for Refusal {
    fn from(refused: opening::Refused) -> Self {
        match refused {
            opening::Refused::Duplicate => Self::Duplicate,
            opening::Refused::Unwritten => Self::Maintenance,
        }
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotPaid | Refused::Amount => Self::NotRefundable,
            Refused::Duplicate => Self::Duplicate,
            Refused::Unwritten => Self::Maintenance,
        }
    }
}

/// A request, which may be a form or JSON.
fn read(headers: &HeaderMap, body: &Bytes) -> Value {
    let kind = headers.get(header::CONTENT_TYPE);
    let is_json = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if is_json {
        return serde_json::from_slice(body).unwrap_or_default();
    }
    let fields: BTreeMap<String, String> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    json!(fields)
}

/// Whether the `mac` fits the values of `names`, joined by `|`, and the application is ours.
fn authenticate<const N: usize>(
    sandbox: &Sandbox,
    message: &Value,
    names: [&str; N],
    last: &str,
) -> Result<(), Refusal> {
    let credentials = &sandbox.config().credentials;
    let signed = texts(message, names).join("|") + last;
    let [app, mac] = texts(message, ["app_id", "mac"]);
    let ours = app == credentials.zalopay_app;
    if ours && mac == hmac_sha256(&credentials.zalopay_key1, &signed) {
        Ok(())
    } else {
        Err(Refusal::Mac)
    }
}

fn strike(sandbox: &Sandbox, point: Point, order: &str) -> Option<Fault> {
    sandbox.faults().strike(Passage {
        provider: Provider::ZaloPay,
        point,
        reference: reference(order),
        bank: "",
    })
}

/// The portal's reference in an `app_trans_id`: what follows the day.
fn reference(order: &str) -> &str {
    order
        .split_once('_')
        .map_or(order, |(_, reference)| reference)
}

fn answer(result: Result<Value, Refusal>) -> Response {
    let answer = result.unwrap_or_else(|refusal| {
        json!({
            "return_code": 2,
            "return_message": "Giao dịch thất bại",
            "sub_return_code": refusal as i32,
            "sub_return_message": refusal.words(),
        })
    });
    Json(answer).into_response()
}

/// `return_code` 1 with its words, to which the caller adds.
fn success() -> Value {
    json!({
        "return_code": 1,
        "return_message": "Giao dịch thành công",
        "sub_return_code": 1,
        "sub_return_message": "Giao dịch thành công",
    })
}

#[cfg(test)]
mod tests {
    use crate::{config::Config, sign::hmac_sha256};

    #[test]
    fn macs_match_the_vectors() {
        let key1 = Config::default().credentials.zalopay_key1;
        for (text, expected) in [
            (
                "2553|250601_1|user1|50000|1748747410000|{}|[]".to_owned(),
                "d97ed82a40684c2600e148bc55521984bdcd2ff4919db399636533b10a12b5a2",
            ),
            (
                format!("2553|250601_1|{key1}"),
                "1c2319a28681a95abc101b4dffbfe30630b84ec45afcd091bee815a13b56970c",
            ),
        ] {
            assert_eq!(hmac_sha256(&key1, &text), expected);
        }
    }
}

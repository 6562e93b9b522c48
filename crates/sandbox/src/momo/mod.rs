//! MoMo, gateway v2: create, query, refund, refund query, and the notification.

pub(crate) mod create;
pub(crate) mod outcome;
pub(crate) mod query;
pub(crate) mod refund;

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{
    Sandbox, clock,
    config::Config,
    faults::{Fault, Passage, Point},
    json::text,
    opening,
    provider::Provider,
    refund::Refused,
    sign::hmac_sha256,
};

/// Why MoMo refuses: a `resultCode` of its table.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Refusal {
    Maintenance = 10,
    Partner = 13,
    Format = 20,
    Amount = 22,
    DuplicateOrder = 41,
    NotFound = 42,
    RefundRefused = 1081,
    NotRefundable = 1088,
}

impl Refusal {
    fn words(self) -> &'static str {
        match self {
            Self::Maintenance => "System is under maintenance.",
            Self::Partner => "Merchant authentication failed.",
            Self::Format => "Bad format request.",
            Self::Amount => "Transaction amount is out of range.",
            Self::DuplicateOrder => "Duplicated orderId.",
            Self::NotFound => "OrderId is invalid or is not found.",
            Self::RefundRefused => {
                "Refund rejected. The original transaction might have been refunded."
            }
            Self::NotRefundable => "The original transaction is not eligible to be refunded.",
        }
    }
}

impl From<opening::Refused> for Refusal {
    fn from(refused: opening::Refused) -> Self {
        match refused {
            opening::Refused::Duplicate => Self::DuplicateOrder,
            opening::Refused::Unwritten => Self::Maintenance,
        }
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotPaid => Self::NotRefundable,
            Refused::Amount => Self::RefundRefused,
            Refused::Duplicate => Self::DuplicateOrder,
            Refused::Unwritten => Self::Maintenance,
        }
    }
}

/// The values of `names` as MoMo signs them: `name=value` joined with `&`, the access key first, nothing encoded.
fn signature(config: &Config, message: &Value, names: &[&str], secret: &str) -> String {
    let mut raw = format!("accessKey={}", config.credentials.momo_access_key);
    for name in names {
        raw.push_str(&format!("&{name}={}", text(message, name)));
    }
    hmac_sha256(secret, &raw)
}

/// Who asks, and is it them; `names` are the signed fields after the access key.
fn authenticate(config: &Config, message: &Value, names: &[&str]) -> Result<(), Refusal> {
    let expected = signature(config, message, names, &config.credentials.momo_secret);
    let partner = text(message, "partnerCode") == config.credentials.momo_partner;
    if partner && text(message, "signature") == expected {
        Ok(())
    } else {
        Err(Refusal::Partner)
    }
}

fn strike(sandbox: &Sandbox, point: Point, reference: &str) -> Option<Fault> {
    sandbox.faults().strike(Passage {
        provider: Provider::Momo,
        point,
        reference,
        bank: "",
    })
}

/// Adds what every answer repeats; a refusal comes with HTTP 400, as MoMo's do.
fn answer(sandbox: &Sandbox, asked: &Value, result: Result<Value, Refusal>) -> Response {
    let (status, mut answer) = match result {
        Ok(answer) => (StatusCode::OK, answer),
        Err(refusal) => {
            let status = match refusal {
                Refusal::Maintenance => StatusCode::SERVICE_UNAVAILABLE,
                _ => StatusCode::BAD_REQUEST,
            };
            let words = refusal.words();
            (
                status,
                json!({ "resultCode": refusal as i32, "message": words }),
            )
        }
    };
    for name in ["partnerCode", "orderId", "requestId"] {
        answer[name] = text(asked, name).into();
    }
    answer["responseTime"] = clock::milliseconds(sandbox.now()).into();
    (status, Json(answer)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_match_the_vectors() {
        let config = Config::default();
        let message = json!({
            "amount": 50_000, "extraData": "", "ipnUrl": "https://example.vn/ipn", "orderId": "TN-0001",
            "orderInfo": "Thanh toan le phi", "partnerCode": "MOMO", "redirectUrl": "https://example.vn/return",
            "requestId": "REQ-0001", "requestType": "captureWallet", "message": "Successful.",
            "orderType": "momo_wallet", "payType": "qr", "responseTime": 1_750_000_000_000_u64,
            "resultCode": 0, "transId": 4_000_000_001_u64,
        });
        let mut question = message.clone();
        question["requestId"] = "REQ-0002".into();
        let refund = json!({
            "amount": 50_000, "description": "Hoan phi", "orderId": "TN-0001-R1", "partnerCode": "MOMO",
            "requestId": "REQ-0003", "transId": 4_000_000_001_u64,
        });
        let secret = &config.credentials.momo_secret;
        for (message, names, expected) in [
            (
                &message,
                &create::SIGNED[..],
                "3765c4fdb94ab78cd9df0e0aa94b6bd095525b4c7c4881a8d844730cb3020a1a",
            ),
            (
                &message,
                &outcome::SIGNED,
                "2b85c5a351b4eb64c8cbf2969e8ae3ff44c167c47c44aad9de42fd217056d638",
            ),
            (
                &question,
                &query::SIGNED,
                "24869b8d0b1e0289b53d768086002282bbfff31593df159cdf533408b4b329a6",
            ),
            (
                &refund,
                &refund::SIGNED,
                "c3a3cba0295da9ac65871077de1c0c4afe27046746f53f0fe1437f0ba851f219",
            ),
        ] {
            assert_eq!(signature(&config, message, names, secret), expected);
        }
    }
}

//! ZaloPay's callback, which it makes when money was taken, and our acknowledgement of it.

use serde_json::json;

use super::{Config, id};
use crate::json::JsonObject;
use crate::text::{amount, instant, is_code};
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict, mac, signed};

/// `type` of a callback about an order; others are about agreements.
const ORDER: &str = "1";

/// Reads a body and checks its signature, over the data as received: a JSON object written as a string.
pub(super) fn verify(config: &Config, body: &[u8]) -> Result<Report, CallbackError> {
    let fields = signed::read(body)?;
    let text = |name| {
        fields
            .text(name)
            .ok_or(CallbackError::Malformed("no data or no mac"))
    };
    let (data, mac) = (text("data")?, text("mac")?);
    if !mac::is_ours(mac, &config.key2, |key| mac::hmac_sha256(data, key)) {
        return Err(CallbackError::BadDigest);
    }
    // Not signed, so it can only make us refuse.
    if !fields.is_absent("type") && fields.characters("type").as_deref() != Some(ORDER) {
        return Err(CallbackError::Malformed("not about an order"));
    }
    // In one case of letters, so that it tells repeats from different reports.
    report(config, data, mac.to_ascii_lowercase())
}

/// What signed data says, if it says something that can be settled.
fn report(config: &Config, data: &str, digest: String) -> Result<Report, CallbackError> {
    let data = JsonObject::parse(data.as_bytes()).ok_or(CallbackError::Malformed(
        "data is not one JSON object with each name once",
    ))?;
    if data.characters("app_id").as_ref() != Some(&config.app_id) {
        return Err(CallbackError::Malformed("for another application"));
    }
    let reference = data
        .text("app_trans_id")
        .and_then(id::reference)
        .ok_or(CallbackError::Malformed("no reference"))?
        .to_owned();
    let amount = data
        .characters("amount")
        .and_then(|digits| amount(&digits))
        .ok_or(CallbackError::Malformed("amount is not plain digits"))?;
    let transaction = data
        .characters("zp_trans_id")
        .filter(|number| is_code(number, 64))
        .ok_or(CallbackError::Malformed("no transaction"))?;
    Ok(Report {
        reference,
        outcome: Outcome::Paid,
        amount,
        provider_transaction: Some(transaction),
        bank_code: None,
        paid_at: data
            .characters("server_time")
            .and_then(|time| instant(&time)),
        digest,
    })
}

/// The acknowledgement, always under 200: ZaloPay reads `return_code` alone. 1 and 2 make it stop; 0 makes it repeat, three times
/// at most, so what was not recorded is asked about; −1 says that the signature is wrong.
pub(super) fn acknowledge(verdict: Verdict) -> Acknowledgement {
    let (code, words) = match verdict {
        Verdict::Accepted => (1, "success"),
        Verdict::AlreadyProcessed => (2, "recorded before"),
        Verdict::BadDigest => (-1, "mac not equal"),
        Verdict::UnknownReference => (0, "order not found"),
        Verdict::AmountMismatch => (0, "amount differs"),
        Verdict::Malformed => (0, "invalid request"),
        Verdict::TryAgain => (0, "try again"),
    };
    let body = json!({ "return_code": code, "return_message": words });
    Acknowledgement::ok("application/json", &body)
}

//! ZaloPay's callback, which it makes when money was taken, and our acknowledgement of it.

use serde_json::json;

use super::{Config, id};
use crate::json::JsonObject;
use crate::text::{instant, is_code, require};
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict, mac, signed};

/// `type` of a callback about an order; others are about agreements.
const ORDER: &str = "1";

/// Reads a body and checks its signature, over the data as received: a JSON object written as a string.
pub(super) fn verify(config: &Config, body: &[u8]) -> Result<Report, CallbackError> {
    let fields = signed::read(body)?;
    let text = |name| fields.text(name).ok_or("no data or no mac");
    let (data, mac) = (text("data")?, text("mac")?);
    if !mac::is_ours(mac, &config.key2, |key| mac::hmac_sha256(data, key)) {
        return Err(CallbackError::BadDigest);
    }
    // Not signed, so it can only make us refuse.
    if !fields.is_absent("type") && fields.characters("type").as_deref() != Some(ORDER) {
        return Err("not about an order".into());
    }
    // In one case of letters, so that it tells repeats from different reports.
    Ok(report(config, data, mac.to_ascii_lowercase())?)
}

/// What signed data says, if it says something that can be settled.
fn report(config: &Config, data: &str, digest: String) -> Result<Report, &'static str> {
    let data = JsonObject::parse(data.as_bytes());
    let data = data.ok_or("data is not one JSON object with each name once")?;
    let ours = data.characters("app_id").as_ref() == Some(&config.app_id);
    require(ours, "for another application")?;
    let reference = data.text("app_trans_id").and_then(id::reference);
    let transaction = data.characters("zp_trans_id");
    let transaction = transaction.filter(|number| is_code(number, 64));
    let time = data.characters("server_time");
    Ok(Report {
        reference: reference.ok_or("no reference")?.to_owned(),
        outcome: Outcome::Paid,
        amount: data.amount("amount").ok_or("amount is not plain digits")?,
        provider_transaction: Some(transaction.ok_or("no transaction")?),
        bank_code: None,
        paid_at: time.and_then(|time| instant(&time)),
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

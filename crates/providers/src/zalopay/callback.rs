//! ZaloPay's callback, which it makes when money was taken, and our acknowledgement of it.

use serde_json::json;
use time::OffsetDateTime;

use super::{Config, LARGEST_MESSAGE, id};
use crate::flat::Flat;
use crate::seal::{hmac_sha256, is_one_of};
use crate::text::{amount, is_code};
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict};

/// `type` of a callback about an order; others are about agreements.
const ORDER: &str = "1";

/// Reads a body and checks its seal, over the data as received: a JSON object written as a string.
pub(super) fn verify(config: &Config, body: &[u8]) -> Result<Report, CallbackError> {
    if body.len() > LARGEST_MESSAGE {
        return Err(CallbackError::Malformed("larger than 64 kB"));
    }
    let fields = Flat::parse(body).ok_or(CallbackError::Malformed(
        "not one JSON object with each name once",
    ))?;
    let data = fields
        .text("data")
        .ok_or(CallbackError::Malformed("no data"))?;
    let mac = fields
        .text("mac")
        .ok_or(CallbackError::Malformed("no mac"))?;
    let keys = std::iter::once(&config.key2).chain(&config.previous_key2);
    if !is_one_of(mac, keys.map(|key| hmac_sha256([data], key))) {
        return Err(CallbackError::BadDigest);
    }
    // Not sealed, so it can only make us refuse.
    if !fields.is_absent("type") && fields.characters("type").as_deref() != Some(ORDER) {
        return Err(CallbackError::Malformed("not about an order"));
    }
    // In one case of letters, so that it tells repeats from different reports.
    report(config, data, mac.to_ascii_lowercase())
}

/// What sealed data says, if it says something that can be settled.
fn report(config: &Config, data: &str, digest: String) -> Result<Report, CallbackError> {
    let data = Flat::parse(data.as_bytes()).ok_or(CallbackError::Malformed(
        "data is not one JSON object with each name once",
    ))?;
    if data.characters("app_id") != Some(config.app_id.to_string()) {
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
            .and_then(|time| instant(time.parse().ok()?)),
        digest,
    })
}

/// An instant out of milliseconds since 1970.
pub(super) fn instant(milliseconds: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000).ok()
}

/// The acknowledgement, always under 200: ZaloPay reads `return_code` alone. 1 and 2 make it stop; 0 makes it repeat, three times
/// at most, so what was not recorded is asked about; −1 says that the seal is wrong.
pub(super) fn acknowledge(
    verified: Result<Report, CallbackError>,
    verdict: Verdict,
) -> Acknowledgement {
    let verdict = match verified {
        Ok(_) => verdict,
        Err(error) => error.verdict(),
    };
    let (code, words) = match verdict {
        Verdict::Accepted => (1, "success"),
        Verdict::AlreadyProcessed => (2, "recorded before"),
        Verdict::BadDigest => (-1, "mac not equal"),
        Verdict::UnknownReference => (0, "order not found"),
        Verdict::AmountMismatch => (0, "amount differs"),
        Verdict::Malformed => (0, "invalid request"),
        Verdict::TryAgain => (0, "try again"),
    };
    Acknowledgement {
        status: 200,
        content_type: "application/json",
        body: json!({ "return_code": code, "return_message": words })
            .to_string()
            .into_bytes(),
    }
}

//! The messages of the bank's feed and inquiry, and their digest: HMAC-SHA256 over values joined by `|`.

use super::{Config, memo};
use crate::text::{is_code, require};
use crate::{QueryRequest, json, mac};

/// The currency, the only one there is.
pub(super) const CURRENCY: &str = "VND";
pub(super) const DIGEST: &str = "signature";

/// The inquiry for all transfers that carry an attempt's memo, or why the question cannot be one.
pub(super) fn inquiry(config: &Config, request: &QueryRequest) -> Result<Vec<u8>, &'static str> {
    let content = memo::memo(&request.reference)?;
    require(
        is_code(&request.request_id, 64),
        "request id is not 1–64 letters, digits, '-' or '_'",
    )?;
    let fields = [
        ("accountNumber", config.account_number.as_str()),
        ("content", &content),
        ("requestId", &request.request_id),
    ];
    let text = json::values(&fields).join("|");
    let digest = mac::hmac_sha256(&text, &config.secrets.current);
    Ok(json::write_signed(&fields, (DIGEST, digest)))
}

/// Whether a digest was made over these values with a secret of ours.
pub(super) fn is_ours(config: &Config, values: &[&str], digest: &str) -> bool {
    let text = values.join("|");
    mac::is_ours(digest, &config.secrets, |secret| {
        mac::hmac_sha256(&text, secret)
    })
}

//! The messages of the bank's feed and inquiry, and the digest that seals them: HMAC-SHA256 over values joined by `|`.

use serde_json::json;

use super::{Config, memo};
use crate::text::is_code;
use crate::{QueryRequest, seal};

/// The currency, the only one there is.
pub(super) const CURRENCY: &str = "VND";
/// The field of the digest.
pub(super) const DIGEST: &str = "signature";

/// The inquiry for all transfers that carry an attempt's memo, or why the question cannot be one.
pub(super) fn inquiry(config: &Config, request: &QueryRequest) -> Result<Vec<u8>, &'static str> {
    let content =
        memo::memo(&request.reference).ok_or("reference is not 22 small letters and digits")?;
    if !is_code(&request.request_id, 64) {
        return Err("request id is not 1–64 letters, digits, '-' or '_'");
    }
    let signed = [
        config.account_number.as_str(),
        &content,
        &request.request_id,
    ];
    let digest = seal::hmac_sha256(signed, &config.secret);
    let message = json!({
        "accountNumber": config.account_number,
        "content": content,
        "requestId": request.request_id,
        DIGEST: hex::encode(digest),
    });
    Ok(message.to_string().into_bytes())
}

/// Whether a digest was made over these values with the current secret or, while the bank changes over, the previous one.
pub(super) fn is_ours(config: &Config, signed: &[&str], digest: &str) -> bool {
    let secrets = std::iter::once(&config.secret).chain(&config.previous_secret);
    let expected = secrets.map(|secret| seal::hmac_sha256(signed.iter().copied(), secret));
    seal::is_one_of(digest, expected)
}

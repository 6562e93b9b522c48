//! The messages we send, and the digest that seals messages in both directions: SHA-256 over the values joined by `|`, the
//! secret last.

use domain::calendar::compact_time;
use domain::money::Vnd;
use serde_json::Value;

use super::Config;
use crate::text::{is_code, is_description, plain};
use crate::{CreateRequest, QueryRequest, Secret, seal};

/// `VERSION`.
const VERSION: &str = "1.0.6";
/// `CURRENCY_CODE`, the only one there is.
pub(super) const CURRENCY: &str = "VND";
/// The field of the digest.
pub(super) const DIGEST: &str = "SECURE_CODE";
/// Smallest amount; none is published.
pub(super) const MINIMUM: Vnd = Vnd::new(1);

/// `PAYMENT_METHOD` that lets the payer choose on VNPT Pay's page.
const PAYER_CHOOSES: &str = "VNPTPAY";

/// The INIT message, or why the request cannot be one.
///
/// The plain INIT of 1.0.6 is inferred: merchants that speak 1.0.6 show its other messages only, and INIT of 1.0.5. Its fields
/// and their order are those of 1.0.5 under the version 1.0.6. `AMOUNT_DETAIL` repeats the amount, as merchants without
/// sub-merchants send it.
pub(super) fn init(config: &Config, request: &CreateRequest) -> Result<Vec<u8>, &'static str> {
    check_reference(&request.reference)?;
    if !is_description(&request.description, 250) {
        return Err("description is not 1–250 printable ASCII characters without '|'");
    }
    if request.amount < MINIMUM {
        return Err("amount is less than 1 đồng");
    }
    let method = request.bank_code.as_deref().unwrap_or(PAYER_CHOOSES);
    if !is_code(method, 20) {
        return Err("bank code is not 1–20 letters, digits, '-' or '_'");
    }
    let amount = plain(request.amount);
    Ok(sealed(
        &[
            ("ACTION", "INIT"),
            ("VERSION", VERSION),
            ("MERCHANT_SERVICE_ID", &config.merchant_service_id),
            ("MERCHANT_ORDER_ID", &request.reference),
            ("AMOUNT", &amount),
            ("AMOUNT_DETAIL", &amount),
            ("SERVICE_ID", "1"),
            ("DEVICE", "1"),
            // The only value seen; that of another language is not known.
            ("LOCALE", "vi-VN"),
            ("CURRENCY_CODE", CURRENCY),
            ("PAYMENT_METHOD", method),
            ("DESCRIPTION", &request.description),
            ("CREATE_DATE", &compact_time(request.requested_at)),
            ("CLIENT_IP", &request.client_ip.to_string()),
        ],
        &config.secret,
    ))
}

/// The QUERY message, or why the question cannot be one. `CREATE_DATE` is that of the INIT.
pub(super) fn query(config: &Config, request: &QueryRequest) -> Result<Vec<u8>, &'static str> {
    check_reference(&request.reference)?;
    Ok(sealed(
        &[
            ("ACTION", "QUERY"),
            ("VERSION", VERSION),
            ("MERCHANT_SERVICE_ID", &config.merchant_service_id),
            ("MERCHANT_ORDER_ID", &request.reference),
            ("CREATE_DATE", &compact_time(request.requested_at)),
        ],
        &config.secret,
    ))
}

/// A message of the signed fields in their order and their digest. One list makes both, so they cannot differ.
pub(super) fn sealed(signed: &[(&str, &str)], secret: &Secret) -> Vec<u8> {
    let digest = hex::encode(seal::sha256(signed.iter().map(|(_, value)| *value), secret));
    let fields: Vec<String> = signed
        .iter()
        .copied()
        .chain([(DIGEST, digest.as_str())])
        .map(|(name, value)| format!("{}:{}", Value::from(name), Value::from(value)))
        .collect();
    format!("{{{}}}", fields.join(",")).into_bytes()
}

/// Whether a digest was made over these values with the current secret or, while VNPT Pay changes over, the previous one.
pub(super) fn is_ours(config: &Config, signed: &[String], digest: &str) -> bool {
    let secrets = std::iter::once(&config.secret).chain(&config.previous_secret);
    let expected = secrets.map(|secret| seal::sha256(signed.iter().map(String::as_str), secret));
    seal::is_one_of(digest, expected)
}

fn check_reference(reference: &str) -> Result<(), &'static str> {
    if is_code(reference, 64) {
        Ok(())
    } else {
        Err("reference is not 1–64 letters, digits, '-' or '_'")
    }
}

//! The messages we send, and the digest of messages in both directions: SHA-256 over the values joined by `|`, the
//! secret last.

use domain::calendar::compact_time;
use domain::money::Vnd;

use super::Config;
use crate::text::{bank_code, check_description, check_reference, plain, require};
use crate::{CreateRequest, QueryRequest, json, mac};

/// `VERSION`.
const VERSION: &str = "1.0.6";
/// `CURRENCY_CODE`, the only one there is.
pub(super) const CURRENCY: &str = "VND";
pub(super) const DIGEST: &str = "SECURE_CODE";
/// `PAYMENT_METHOD` that lets the payer choose on VNPT Pay's page.
const PAYER_CHOOSES: &str = "VNPTPAY";

/// The INIT message, or why the request cannot be one.
///
/// The plain INIT of 1.0.6 is inferred: merchants that speak 1.0.6 show its other messages only, and INIT of 1.0.5. Its fields
/// and their order are those of 1.0.5 under the version 1.0.6. `AMOUNT_DETAIL` repeats the amount, as merchants without
/// sub-merchants send it.
pub(super) fn init(config: &Config, request: &CreateRequest) -> Result<Vec<u8>, &'static str> {
    check_reference(&request.reference)?;
    check_description(&request.description)?;
    // The smallest amount is published nowhere.
    require(request.amount >= Vnd::new(1), "amount is less than 1 đồng")?;
    let method = bank_code(request.bank_code.as_deref(), PAYER_CHOOSES)?;
    let amount = plain(request.amount);
    Ok(signed(
        config,
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
    ))
}

/// The QUERY message, or why the question cannot be one. `CREATE_DATE` is that of the INIT.
pub(super) fn query(config: &Config, request: &QueryRequest) -> Result<Vec<u8>, &'static str> {
    check_reference(&request.reference)?;
    Ok(signed(
        config,
        &[
            ("ACTION", "QUERY"),
            ("VERSION", VERSION),
            ("MERCHANT_SERVICE_ID", &config.merchant_service_id),
            ("MERCHANT_ORDER_ID", &request.reference),
            ("CREATE_DATE", &compact_time(request.requested_at)),
        ],
    ))
}

/// A message of the signed fields in their order and their digest. One list makes both, so they cannot differ.
pub(super) fn signed(config: &Config, fields: &[(&str, &str)]) -> Vec<u8> {
    let digest = mac::sha256(&json::values(fields), &config.secrets.current);
    json::write_signed(fields, (DIGEST, digest))
}

/// Whether a digest was made over these values with a secret of ours.
pub(super) fn is_ours(config: &Config, values: &[&str], digest: &str) -> bool {
    mac::is_ours(digest, &config.secrets, |secret| {
        mac::sha256(values, secret)
    })
}

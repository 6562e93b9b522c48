//! The messages we send: forms, signed by HMAC-SHA256 with key1 over values joined by `|`.

use domain::money::Vnd;
use serde_json::json;
use time::{Duration, OffsetDateTime};

use super::{Config, id};
use crate::text::{
    bank_code, check_description, is_code, is_description, joinable, plain, require,
};
use crate::{CreateRequest, QueryRequest, RefundQueryRequest, RefundRequest, mac};

/// `app_user`. ZaloPay need not know who pays.
const PAYER: &str = "portal";
/// `item`: what is paid for is in the description.
const NO_ITEMS: &str = "[]";
/// Most characters of `embed_data`.
const LONGEST_EMBEDDED: usize = 2_048;
/// Bounds of `expire_duration_seconds`.
const SHORTEST: Duration = Duration::seconds(300);
const LONGEST: Duration = Duration::days(30);

/// The form that opens an order, or why the request cannot be one.
pub(super) fn create(config: &Config, request: &CreateRequest) -> Result<Vec<u8>, &'static str> {
    let order = id::of_payment(&request.reference, request.requested_at)?;
    let amount = checked(request.amount)?;
    check_description(&request.description)?;
    let bank = bank_code(request.bank_code.as_deref(), "")?;
    let embedded = json!({ "redirecturl": request.return_url }).to_string();
    require(
        embedded.len() <= LONGEST_EMBEDDED && joinable(&embedded),
        "return address is too long or holds '|'",
    )?;
    let time = milliseconds(request.requested_at);
    let app = config.app_id.as_str();
    let signed = [app, &order, PAYER, &amount, &time, &embedded, NO_ITEMS];
    let mac = sign(config, &signed);
    let duration = (request.expires_at - request.requested_at).clamp(SHORTEST, LONGEST);
    let seconds = duration.whole_seconds().to_string();
    Ok(form(&[
        ("app_id", app),
        ("app_user", PAYER),
        ("app_trans_id", &order),
        ("app_time", &time),
        ("expire_duration_seconds", &seconds),
        ("amount", &amount),
        ("description", &request.description),
        ("callback_url", &request.callback_url),
        ("item", NO_ITEMS),
        ("embed_data", &embedded),
        ("bank_code", bank),
        ("mac", &mac),
    ]))
}

/// The question about an order, or why it cannot be one.
pub(super) fn query(config: &Config, request: &QueryRequest) -> Result<Vec<u8>, &'static str> {
    let order = id::of_payment(&request.reference, request.requested_at)?;
    let mac = sign(config, &[&config.app_id, &order, config.key1.expose()]);
    Ok(form(&[
        ("app_id", &config.app_id),
        ("app_trans_id", &order),
        ("mac", &mac),
    ]))
}

/// The form that refunds, or why the refund cannot be one.
pub(super) fn refund(config: &Config, request: &RefundRequest) -> Result<Vec<u8>, &'static str> {
    let (app, reference) = (config.app_id.as_str(), &request.refund_reference);
    let refund = id::of_refund(app, reference, request.sent_at)?;
    let amount = checked(request.amount)?;
    request.check_amount()?;
    require(
        is_description(&request.description, 100),
        "description is not 1–100 printable ASCII characters without '|'",
    )?;
    let transaction = request
        .provider_transaction
        .as_deref()
        .filter(|number| is_code(number, 64))
        .ok_or("refund is of a payment without ZaloPay's number")?;
    let time = milliseconds(request.sent_at);
    let words = &request.description;
    let mac = sign(config, &[app, transaction, &amount, words, &time]);
    Ok(form(&[
        ("app_id", app),
        ("m_refund_id", &refund),
        ("zp_trans_id", transaction),
        ("amount", &amount),
        ("timestamp", &time),
        ("description", words),
        ("mac", &mac),
    ]))
}

/// The question about a refund, or why it cannot be one.
pub(super) fn query_refund(
    config: &Config,
    request: &RefundQueryRequest,
) -> Result<Vec<u8>, &'static str> {
    let (app, reference) = (config.app_id.as_str(), &request.refund_reference);
    let refund = id::of_refund(app, reference, request.sent_at)?;
    let time = milliseconds(request.payment.now);
    let mac = sign(config, &[app, &refund, &time]);
    Ok(form(&[
        ("app_id", app),
        ("m_refund_id", &refund),
        ("timestamp", &time),
        ("mac", &mac),
    ]))
}

/// `mac` of what we send.
fn sign(config: &Config, values: &[&str]) -> String {
    hex::encode(mac::hmac_sha256(&values.join("|"), &config.key1))
}

fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    serde_urlencoded::to_string(fields)
        .expect("pairs of texts can be form-encoded")
        .into_bytes()
}

fn checked(amount: Vnd) -> Result<String, &'static str> {
    require(amount >= Vnd::new(1), "amount is less than 1 đồng")?;
    Ok(plain(amount))
}

/// Milliseconds since 1970.
fn milliseconds(instant: OffsetDateTime) -> String {
    (instant.unix_timestamp_nanos() / 1_000_000).to_string()
}

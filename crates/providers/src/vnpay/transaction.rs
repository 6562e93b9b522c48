//! The messages we post: `querydr` and `refund`.

use std::net::IpAddr;

use domain::calendar::compact_time;
use domain::money::Vnd;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::pay::{check_reference, ip_address, units, words};
use super::{Config, VERSION, code, hash};
use crate::text::is_code;
use crate::{QueryRequest, RefundQueryRequest, RefundRequest};

/// What a question is about, be it about the payment or its refund.
pub(super) struct Question<'a> {
    reference: &'a str,
    requested_at: OffsetDateTime,
    client_ip: IpAddr,
    now: OffsetDateTime,
    request_id: &'a str,
}

impl<'a> From<&'a QueryRequest> for Question<'a> {
    fn from(request: &'a QueryRequest) -> Self {
        Self {
            reference: &request.reference,
            requested_at: request.requested_at,
            client_ip: request.client_ip,
            now: request.now,
            request_id: &request.request_id,
        }
    }
}

impl<'a> From<&'a RefundQueryRequest> for Question<'a> {
    fn from(request: &'a RefundQueryRequest) -> Self {
        Self {
            reference: &request.reference,
            requested_at: request.requested_at,
            client_ip: request.client_ip,
            now: request.now,
            request_id: &request.request_id,
        }
    }
}

/// The `querydr` message, or why the question cannot be one.
pub(super) fn querydr(config: &Config, question: &Question<'_>) -> Result<Vec<u8>, &'static str> {
    check_reference(question.reference)?;
    check_request_id(question.request_id)?;
    Ok(seal(
        config,
        &[
            ("vnp_RequestId", question.request_id),
            ("vnp_Version", VERSION),
            ("vnp_Command", "querydr"),
            ("vnp_TmnCode", &config.tmn_code),
            ("vnp_TxnRef", question.reference),
            ("vnp_TransactionDate", &compact_time(question.requested_at)),
            ("vnp_CreateDate", &compact_time(question.now)),
            ("vnp_IpAddr", &ip_address(question.client_ip)),
            ("vnp_OrderInfo", "Truy van"),
        ],
    ))
}

/// The `refund` message, or why the refund cannot be one.
pub(super) fn refund(config: &Config, request: &RefundRequest) -> Result<Vec<u8>, &'static str> {
    check_reference(&request.reference)?;
    check_request_id(&request.request_id)?;
    if !is_code(&request.approved_by, 50) {
        return Err("approver is not 1–50 letters, digits, '-' or '_'");
    }
    let transaction = request.provider_transaction.as_deref().unwrap_or_default();
    if !transaction.is_empty() && !is_code(transaction, 15) {
        return Err("transaction is not 1–15 letters, digits, '-' or '_'");
    }
    Ok(seal(
        config,
        &[
            ("vnp_RequestId", &request.request_id),
            ("vnp_Version", VERSION),
            ("vnp_Command", "refund"),
            ("vnp_TmnCode", &config.tmn_code),
            (
                "vnp_TransactionType",
                kind(request.amount, request.charged)?,
            ),
            ("vnp_TxnRef", &request.reference),
            ("vnp_Amount", &units(request.amount)?),
            ("vnp_TransactionNo", transaction),
            ("vnp_TransactionDate", &compact_time(request.requested_at)),
            ("vnp_CreateBy", &request.approved_by),
            ("vnp_CreateDate", &compact_time(request.refund_requested_at)),
            ("vnp_IpAddr", &ip_address(request.client_ip)),
            ("vnp_OrderInfo", &words(&request.description)?),
        ],
    ))
}

/// `vnp_TransactionType` of a refund.
fn kind(amount: Vnd, charged: Vnd) -> Result<&'static str, &'static str> {
    if amount > charged {
        Err("refund is larger than what was taken")
    } else if amount == charged {
        Ok(code::WHOLE_REFUND)
    } else {
        Ok(code::PART_REFUND)
    }
}

fn check_request_id(request_id: &str) -> Result<(), &'static str> {
    if is_code(request_id, 32) {
        Ok(())
    } else {
        Err("request id is not 1–32 letters, digits, '-' or '_'")
    }
}

/// A message of the signed fields and their hash. One list makes both, so they cannot differ.
fn seal(config: &Config, signed: &[(&str, &str)]) -> Vec<u8> {
    let values: Vec<&str> = signed.iter().map(|(_, value)| *value).collect();
    let hash = hash::of(&values.join("|"), config);
    let message: Map<String, Value> = signed
        .iter()
        .copied()
        .chain([(hash::FIELD, hash.as_str())])
        .map(|(name, value)| (name.to_owned(), Value::from(value)))
        .collect();
    Value::Object(message).to_string().into_bytes()
}

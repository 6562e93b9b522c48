//! The messages we post: `querydr` and `refund`.

use domain::calendar::compact_time;

use super::pay::{ip_address, units, words};
use super::{Config, HASH, VERSION, code};
use crate::text::{check_reference, is_code, require};
use crate::{QueryRequest, RefundRequest, json, mac};

/// The `querydr` message, or why the question cannot be one.
pub(super) fn querydr(config: &Config, question: &QueryRequest) -> Result<Vec<u8>, &'static str> {
    check_reference(&question.reference)?;
    check_request_id(&question.request_id)?;
    Ok(signed(
        config,
        &[
            ("vnp_RequestId", &question.request_id),
            ("vnp_Version", VERSION),
            ("vnp_Command", "querydr"),
            ("vnp_TmnCode", &config.terminal),
            ("vnp_TxnRef", &question.reference),
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
    require(
        is_code(&request.approved_by, 50),
        "approver is not 1–50 letters, digits, '-' or '_'",
    )?;
    request.check_amount()?;
    let transaction = request.provider_transaction.as_deref().unwrap_or_default();
    require(
        transaction.is_empty() || is_code(transaction, 15),
        "transaction is not 1–15 letters, digits, '-' or '_'",
    )?;
    let kind = if request.amount == request.charged {
        code::WHOLE_REFUND
    } else {
        code::PART_REFUND
    };
    Ok(signed(
        config,
        &[
            ("vnp_RequestId", &request.request_id),
            ("vnp_Version", VERSION),
            ("vnp_Command", "refund"),
            ("vnp_TmnCode", &config.terminal),
            ("vnp_TransactionType", kind),
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

fn check_request_id(request_id: &str) -> Result<(), &'static str> {
    require(
        is_code(request_id, 32),
        "request id is not 1–32 letters, digits, '-' or '_'",
    )
}

/// A message of the signed fields and their hash. One list makes both, so they cannot differ.
fn signed(config: &Config, fields: &[(&str, &str)]) -> Vec<u8> {
    let text = json::values(fields).join("|");
    let hash = mac::hmac_sha512(&text, &config.secrets.current);
    json::write_signed(fields, (HASH, hash))
}

//! IPN, VNPAY's report of a payment, and our acknowledgement of it.

use domain::calendar::parse_compact_time;
use serde_json::json;

use super::fields::Fields;
use super::{Config, HASH, code, pay};
use crate::signed::check_size;
use crate::text::{is_code, require};
use crate::{Acknowledgement, CallbackError, Report, Verdict};

/// Reads a query and checks its hash, over the values as received.
///
/// The address of a payment is signed in the same way, with the same secret, and the payer knows it: it is no IPN, because it
/// has no codes.
pub(super) fn verify(config: &Config, query: &[u8]) -> Result<Report, CallbackError> {
    check_size(query)?;
    let fields = Fields::parse(query).ok_or("not the query of an address with each name once")?;
    let hash = fields.get(HASH).ok_or("no hash")?;
    if !config.is_ours(&fields.signed_text(), hash) {
        return Err(CallbackError::BadDigest);
    }
    let ours = fields.get("vnp_TmnCode") == Some(&config.terminal);
    require(ours, "for another terminal")?;
    require(fields.get("vnp_Command").is_none(), "not an IPN")?;
    let code = |name, longest, otherwise| {
        let value = fields.get(name).filter(|value| is_code(value, longest));
        value.ok_or(otherwise)
    };
    let amount = fields.get("vnp_Amount").and_then(pay::amount);
    let given = |name| fields.get(name).map(str::to_owned);
    Ok(Report {
        reference: code("vnp_TxnRef", 100, "no reference")?.to_owned(),
        outcome: code::outcome(
            code("vnp_ResponseCode", 2, "no code")?,
            code("vnp_TransactionStatus", 2, "no status")?,
        ),
        amount: amount.ok_or("amount is not plain digits of whole đồng")?,
        // Zero where the payment did not come to a transaction.
        provider_transaction: given("vnp_TransactionNo").filter(|number| number != "0"),
        bank_code: given("vnp_BankCode"),
        paid_at: given("vnp_PayDate").and_then(|at| parse_compact_time(&at).ok()),
        // In one case of letters, so that it tells repeats from different reports.
        digest: hash.to_ascii_lowercase(),
    })
}

/// The acknowledgement, always under 200: VNPAY reads `RspCode` alone. 00 and 02 make it stop; the others make it repeat.
pub(super) fn acknowledge(verdict: Verdict) -> Acknowledgement {
    let (code, words) = match verdict {
        Verdict::Accepted => ("00", "Confirm Success"),
        Verdict::AlreadyProcessed => ("02", "Order already confirmed"),
        Verdict::UnknownReference => ("01", "Order not found"),
        Verdict::AmountMismatch => ("04", "Invalid amount"),
        Verdict::BadDigest => ("97", "Invalid checksum"),
        Verdict::Malformed => ("99", "Invalid request"),
        Verdict::TryAgain => ("99", "Try again"),
    };
    let body = json!({ "RspCode": code, "Message": words });
    Acknowledgement::ok("application/json", &body)
}

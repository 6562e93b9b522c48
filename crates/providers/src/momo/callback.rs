//! IPN, MoMo's report of a payment, and our acknowledgement of it.

use super::Config;
use super::code::Meaning;
use super::wire::{self, SIGNATURE, is_order_id};
use crate::mac;
use crate::signed::{self, Format, Signed};
use crate::text::{amount, instant, require};
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict};

/// After the access key.
static FORMAT: Format = Format {
    fields: "amount extraData message orderId orderInfo orderType partnerCode payType requestId responseTime \
             resultCode transId",
    numbers: "amount responseTime resultCode transId",
    complete: false,
    separator: '&',
    digest: SIGNATURE,
};

/// Reads a body and checks its signature.
pub(super) fn verify(config: &Config, body: &[u8]) -> Result<Report, CallbackError> {
    let ipn = FORMAT.open(&signed::read(body)?, |values, signature| {
        let mut pairs = vec![("accessKey", config.access_key.expose())];
        pairs.extend(FORMAT.fields.split(' ').zip(values.iter().copied()));
        mac::is_ours(signature, &config.secrets, |secret| {
            wire::sign(&pairs, secret)
        })
    })?;
    ipn.expect("partnerCode", &config.partner_code, "for another partner")?;
    require(is_order_id(ipn.get("orderId")), "no reference")?;
    Ok(Report {
        reference: ipn.get("orderId").to_owned(),
        outcome: outcome(&ipn)?,
        amount: ipn.amount("amount")?,
        // Zero where the payment did not come to a transaction.
        provider_transaction: ipn.given("transId").filter(|id| id != "0"),
        bank_code: None,
        paid_at: instant(ipn.get("responseTime")),
        digest: ipn.fingerprint(),
    })
}

/// Only codes by which MoMo says that money was taken or was not are final; so are neither a refund's nor those of no table.
fn outcome(ipn: &Signed) -> Result<Outcome, CallbackError> {
    let code = ipn.get("resultCode");
    let number = amount(code).ok_or("no result code")?;
    Ok(Outcome::of(Meaning::of(number.as_i64()).says(), code))
}

/// The acknowledgement: 204 without a body says recorded, now or before. MoMo publishes no other answer and no codes, so what is
/// not recorded gets an HTTP error and is repeated: 400 for what is wrong with the message, 500 for what is wrong with us.
pub(super) fn acknowledge(verdict: Verdict) -> Acknowledgement {
    Acknowledgement::status(match verdict {
        Verdict::Accepted | Verdict::AlreadyProcessed => 204,
        Verdict::UnknownReference
        | Verdict::BadDigest
        | Verdict::AmountMismatch
        | Verdict::Malformed => 400,
        Verdict::TryAgain => 500,
    })
}

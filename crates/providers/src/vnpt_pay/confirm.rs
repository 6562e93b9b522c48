//! CONFIRM, VNPT Pay's report of a payment, and our acknowledgement of it.

use domain::calendar::parse_compact_time;

use super::{Config, code, wire};
use crate::flat::Flat;
use crate::text::{amount, joinable};
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict};

/// Far above any CONFIRM, far below what costs anything to read.
const LARGEST_BODY: usize = 64 * 1024;

/// The signed fields in the order of the digest.
const SIGNED: [&str; 10] = [
    "ACTION",
    "RESPONSE_CODE",
    "MERCHANT_SERVICE_ID",
    "MERCHANT_ORDER_ID",
    "AMOUNT",
    "CURRENCY_CODE",
    "VNPTPAY_TRANSACTION_ID",
    "PAYMENT_METHOD",
    "PAY_DATE",
    "ADDITIONAL_INFO",
];

/// A CONFIRM whose digest is good.
#[derive(Debug)]
pub(super) struct Confirm {
    action: String,
    code: String,
    merchant: String,
    reference: String,
    amount: String,
    currency: String,
    transaction: String,
    method: String,
    at: String,
    digest: String,
}

/// Reads a body and checks its digest, over the values as received.
pub(super) fn authenticate(config: &Config, body: &[u8]) -> Result<Confirm, CallbackError> {
    if body.len() > LARGEST_BODY {
        return Err(CallbackError::Malformed("larger than 64 kB"));
    }
    let fields = parse(body).ok_or(CallbackError::Malformed(
        "not one JSON object with each name once",
    ))?;
    let signed = signed_values(&fields)?;
    let digest = fields
        .text(wire::DIGEST)
        .ok_or(CallbackError::Malformed("no digest"))?;
    if !wire::is_ours(config, &signed, digest) {
        return Err(CallbackError::BadDigest);
    }
    let [
        action,
        code,
        merchant,
        reference,
        amount,
        currency,
        transaction,
        method,
        at,
        _,
    ] = signed;
    Ok(Confirm {
        action,
        code,
        merchant,
        reference,
        amount,
        currency,
        transaction,
        method,
        at,
        digest: digest.to_owned(),
    })
}

/// The message as JSON, or as JSON in the one field `data` of a form: merchants have received it both ways.
fn parse(body: &[u8]) -> Option<Flat> {
    if !body.starts_with(b"data=") {
        return Flat::parse(body);
    }
    let form: Vec<(String, String)> = serde_urlencoded::from_bytes(body).ok()?;
    match form.as_slice() {
        [(_, data)] => Flat::parse(data.as_bytes()),
        _ => None,
    }
}

/// The values under the digest. What VNPT Pay leaves out counts as empty; whether it may is for [`Confirm::report`].
fn signed_values(fields: &Flat) -> Result<[String; SIGNED.len()], CallbackError> {
    let mut values: [String; SIGNED.len()] = Default::default();
    for (name, value) in SIGNED.iter().zip(&mut values) {
        if fields.is_absent(name) {
            continue;
        }
        *value = fields.characters(name).ok_or(CallbackError::Malformed(
            "a signed field has the wrong type",
        ))?;
        if !joinable(value) {
            return Err(CallbackError::Malformed(
                "a signed field holds '|' or a control character",
            ));
        }
    }
    Ok(values)
}

impl Confirm {
    /// What it says, if it says something that can be settled.
    pub(super) fn report(&self, config: &Config) -> Result<Report, CallbackError> {
        if self.action != "CONFIRM" {
            return Err(CallbackError::Malformed("not a CONFIRM"));
        }
        if self.merchant != config.merchant_service_id {
            return Err(CallbackError::Malformed("for another merchant"));
        }
        if self.currency != wire::CURRENCY {
            return Err(CallbackError::Malformed("currency is not VND"));
        }
        if self.code.is_empty() || self.reference.is_empty() {
            return Err(CallbackError::Malformed("no code or no reference"));
        }
        let amount =
            amount(&self.amount).ok_or(CallbackError::Malformed("amount is not plain digits"))?;
        let given = |value: &String| Some(value.clone()).filter(|value| !value.is_empty());
        Ok(Report {
            reference: self.reference.clone(),
            outcome: self.outcome(),
            amount,
            provider_transaction: given(&self.transaction),
            bank_code: given(&self.method),
            paid_at: parse_compact_time(&self.at).ok(),
            digest: self.digest.clone(),
        })
    }

    /// Only 00 and 01 speak of the payment; the other codes are of VNPT Pay's own troubles and decide nothing.
    fn outcome(&self) -> Outcome {
        match self.code.as_str() {
            code::OK => Outcome::Paid,
            code::FAILED => Outcome::Failed {
                code: self.code.clone(),
            },
            _ => Outcome::Pending,
        }
    }
}

/// The acknowledgement, sealed. Its `CREATE_DATE` is the `PAY_DATE` received, so that one report is always answered alike; that
/// VNPT Pay expects the present time is not known. A body that does not verify gets nothing of itself back.
pub(super) fn acknowledge(config: &Config, body: &[u8], verdict: Verdict) -> Acknowledgement {
    let authentic = authenticate(config, body);
    let verdict = match authentic.as_ref().map(|confirm| confirm.report(config)) {
        Ok(Ok(_)) => verdict,
        Ok(Err(error)) => error.verdict(),
        Err(error) => error.verdict(),
    };
    let (code, words) = code_and_words(verdict);
    let (reference, at) = authentic
        .as_ref()
        .map_or(("", ""), |confirm| (&confirm.reference, &confirm.at));
    let fields = [
        ("RESPONSE_CODE", code),
        ("DESCRIPTION", words),
        ("MERCHANT_SERVICE_ID", &config.merchant_service_id),
        ("MERCHANT_ORDER_ID", reference),
        ("CREATE_DATE", at),
    ];
    Acknowledgement {
        status: 200,
        content_type: "application/json; charset=utf-8",
        body: wire::sealed(&fields, &config.secret),
    }
}

fn code_and_words(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Accepted => ("00", "Recorded"),
        Verdict::AlreadyProcessed => ("02", "Recorded before"),
        Verdict::UnknownReference => ("01", "Order not found"),
        Verdict::BadDigest => ("97", "Bad secure code"),
        Verdict::AmountMismatch => ("99", "Amount differs"),
        Verdict::Malformed => ("99", "Malformed message"),
        Verdict::TryAgain => ("08", "Busy, send again"),
    }
}

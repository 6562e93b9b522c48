//! The bank's word of one transfer into the account, and our acknowledgement of it.

use domain::calendar::parse_compact_time;
use serde_json::json;

use super::{Config, memo, wire};
use crate::flat::Flat;
use crate::text::{amount, is_code, joinable};
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict};

/// Far above any notification, far below what costs anything to read.
const LARGEST_BODY: usize = 64 * 1024;

/// The signed fields in the order of the digest.
const SIGNED: [&str; 7] = [
    "transactionId",
    "accountNumber",
    "bankBin",
    "amount",
    "currency",
    "content",
    "transactionTime",
];

/// A notification whose digest is good.
#[derive(Debug)]
pub(super) struct Notification {
    transaction: String,
    account: String,
    bin: String,
    amount: String,
    currency: String,
    content: String,
    at: String,
    digest: String,
}

/// Reads a body and checks its digest, over the values as received.
pub(super) fn authenticate(config: &Config, body: &[u8]) -> Result<Notification, CallbackError> {
    if body.len() > LARGEST_BODY {
        return Err(CallbackError::Malformed("larger than 64 kB"));
    }
    let fields = Flat::parse(body).ok_or(CallbackError::Malformed(
        "not one JSON object with each name once",
    ))?;
    let mut signed = [""; SIGNED.len()];
    for (name, value) in SIGNED.iter().zip(&mut signed) {
        *value =
            fields
                .text(name)
                .filter(|value| joinable(value))
                .ok_or(CallbackError::Malformed(
                    "a field is missing, no text, or holds '|' or a control character",
                ))?;
    }
    let digest = fields
        .text(wire::DIGEST)
        .ok_or(CallbackError::Malformed("no digest"))?;
    if !wire::is_ours(config, &signed, digest) {
        return Err(CallbackError::BadDigest);
    }
    let [transaction, account, bin, amount, currency, content, at] = signed.map(str::to_owned);
    Ok(Notification {
        transaction,
        account,
        bin,
        amount,
        currency,
        content,
        at,
        digest: digest.to_owned(),
    })
}

impl Notification {
    /// What it says, if it says that money came into our account.
    pub(super) fn report(&self, config: &Config) -> Result<Report, CallbackError> {
        if self.account != config.account_number || self.bin != config.account_bin {
            return Err(CallbackError::Malformed("for another account"));
        }
        if self.currency != wire::CURRENCY {
            return Err(CallbackError::Malformed("currency is not VND"));
        }
        // Two transfers with one text differ in nothing else.
        if !is_code(&self.transaction, 64) {
            return Err(CallbackError::Malformed(
                "transaction id is not 1–64 letters, digits, '-' or '_'",
            ));
        }
        let amount =
            amount(&self.amount).ok_or(CallbackError::Malformed("amount is not plain digits"))?;
        Ok(Report {
            reference: memo::find(&self.content).unwrap_or_default(),
            outcome: Outcome::Paid,
            amount,
            provider_transaction: Some(self.transaction.clone()),
            // The bank named is that of our account; the payer's is not told.
            bank_code: None,
            paid_at: parse_compact_time(&self.at).ok(),
            digest: self.digest.clone(),
        })
    }
}

/// The acknowledgement. A body that does not verify gets nothing of itself back; a transfer without a reference of ours is never
/// acknowledged as recorded under one.
pub(super) fn acknowledge(config: &Config, body: &[u8], verdict: Verdict) -> Acknowledgement {
    let report = authenticate(config, body).and_then(|notification| notification.report(config));
    let recorded = matches!(verdict, Verdict::Accepted | Verdict::AlreadyProcessed);
    let verdict = match report {
        Ok(report) if recorded && report.reference.is_empty() => Verdict::UnknownReference,
        Ok(_) => verdict,
        Err(error) => error.verdict(),
    };
    let (code, message) = match verdict {
        Verdict::Accepted => ("00", "recorded"),
        Verdict::AlreadyProcessed => ("00", "recorded before"),
        Verdict::UnknownReference => ("01", "unknown reference"),
        Verdict::AmountMismatch => ("02", "amount differs, recorded for review"),
        Verdict::BadDigest => ("97", "bad signature"),
        Verdict::Malformed => ("98", "malformed"),
        Verdict::TryAgain => ("99", "try again"),
    };
    Acknowledgement {
        status: 200,
        content_type: "application/json; charset=utf-8",
        body: json!({ "code": code, "message": message })
            .to_string()
            .into_bytes(),
    }
}

//! The bank's word of one transfer into the account, and our acknowledgement of it.

use domain::calendar::parse_compact_time;
use serde_json::json;

use super::{Config, memo, wire};
use crate::http::JSON;
use crate::signed::{self, Format};
use crate::text::{is_code, require};
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict};

static FORMAT: Format = Format {
    fields: "transactionId accountNumber bankBin amount currency content transactionTime",
    numbers: "",
    complete: true,
    separator: '|',
    digest: wire::DIGEST,
};

/// Reads a body and checks its digest.
pub(super) fn verify(config: &Config, body: &[u8]) -> Result<Report, CallbackError> {
    let transfer = FORMAT.open(&signed::read(body)?, |values, digest| {
        wire::is_ours(config, values, digest)
    })?;
    let another = "for another account";
    transfer.expect("accountNumber", &config.account_number, another)?;
    transfer.expect("bankBin", &config.account_bin, another)?;
    transfer.expect("currency", wire::CURRENCY, "currency is not VND")?;
    // Two transfers with one text differ in nothing else.
    require(
        is_code(transfer.get("transactionId"), 64),
        "transaction id is not 1–64 letters, digits, '-' or '_'",
    )?;
    Ok(Report {
        reference: memo::find(transfer.get("content")).unwrap_or_default(),
        outcome: Outcome::Paid,
        amount: transfer.amount("amount")?,
        provider_transaction: transfer.given("transactionId"),
        // The bank named is that of our account; the payer's is not told.
        bank_code: None,
        paid_at: parse_compact_time(transfer.get("transactionTime")).ok(),
        digest: transfer.fingerprint(),
    })
}

/// The acknowledgement. A transfer without a reference of ours is never acknowledged as recorded under one.
pub(super) fn acknowledge(
    report: &Result<Report, CallbackError>,
    verdict: Verdict,
) -> Acknowledgement {
    let verdict = match report {
        Ok(report) if verdict.is_recorded() && report.reference.is_empty() => {
            Verdict::UnknownReference
        }
        report => verdict.unless_refused(report),
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
    Acknowledgement::ok(JSON, &json!({ "code": code, "message": message }))
}

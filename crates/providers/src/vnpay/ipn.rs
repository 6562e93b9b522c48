//! IPN, VNPAY's report of a payment, and our acknowledgement of it.

use domain::calendar::parse_compact_time;
use serde_json::json;

use super::fields::Fields;
use super::{Config, LARGEST_MESSAGE, code, hash, pay};
use crate::text::is_code;
use crate::{Acknowledgement, CallbackError, Report, Verdict};

/// An IPN whose hash is good.
#[derive(Debug)]
pub(super) struct Ipn {
    fields: Fields,
    hash: String,
}

/// Reads a query and checks its hash, over the values as received.
pub(super) fn authenticate(config: &Config, query: &[u8]) -> Result<Ipn, CallbackError> {
    if query.len() > LARGEST_MESSAGE {
        return Err(CallbackError::Malformed("larger than 64 kB"));
    }
    let fields = Fields::parse(query).ok_or(CallbackError::Malformed(
        "not the query of an address with each name once",
    ))?;
    let hash = fields
        .get(hash::FIELD)
        .ok_or(CallbackError::Malformed("no hash"))?;
    if !hash::is_ours(&fields.signed_text(), hash, config) {
        return Err(CallbackError::BadDigest);
    }
    Ok(Ipn {
        // In one case of letters, so that it tells repeats from different reports.
        hash: hash.to_ascii_lowercase(),
        fields,
    })
}

impl Ipn {
    /// What it says, if it says something that can be settled. The address of a payment is signed in the same way, with the same
    /// secret, and the payer knows it: it is no IPN, because it has no codes.
    pub(super) fn report(&self, config: &Config) -> Result<Report, CallbackError> {
        if self.fields.get("vnp_TmnCode") != Some(&config.tmn_code) {
            return Err(CallbackError::Malformed("for another terminal"));
        }
        if self.fields.get("vnp_Command").is_some() {
            return Err(CallbackError::Malformed("not an IPN"));
        }
        let codes = self
            .code("vnp_ResponseCode", 2)
            .zip(self.code("vnp_TransactionStatus", 2))
            .ok_or(CallbackError::Malformed("no code or no status"))?;
        let reference = self
            .code("vnp_TxnRef", 100)
            .ok_or(CallbackError::Malformed("no reference"))?;
        let amount =
            self.fields
                .get("vnp_Amount")
                .and_then(pay::amount)
                .ok_or(CallbackError::Malformed(
                    "amount is not plain digits of whole đồng",
                ))?;
        let given = |name| self.fields.get(name).map(str::to_owned);
        Ok(Report {
            reference: reference.to_owned(),
            outcome: code::outcome(codes.0, codes.1),
            amount,
            // Zero where the payment did not come to a transaction.
            provider_transaction: given("vnp_TransactionNo").filter(|number| number != "0"),
            bank_code: given("vnp_BankCode"),
            paid_at: given("vnp_PayDate").and_then(|at| parse_compact_time(&at).ok()),
            digest: self.hash.clone(),
        })
    }

    fn code(&self, name: &str, longest: usize) -> Option<&str> {
        self.fields
            .get(name)
            .filter(|value| is_code(value, longest))
    }
}

/// The acknowledgement, always under 200: VNPAY reads `RspCode` alone. 00 and 02 make it stop; the others make it repeat.
pub(super) fn acknowledge(
    verified: Result<Report, CallbackError>,
    verdict: Verdict,
) -> Acknowledgement {
    let verdict = match verified {
        Ok(_) => verdict,
        Err(error) => error.verdict(),
    };
    let (code, words) = match verdict {
        Verdict::Accepted => ("00", "Confirm Success"),
        Verdict::AlreadyProcessed => ("02", "Order already confirmed"),
        Verdict::UnknownReference => ("01", "Order not found"),
        Verdict::AmountMismatch => ("04", "Invalid amount"),
        Verdict::BadDigest => ("97", "Invalid checksum"),
        Verdict::Malformed => ("99", "Invalid request"),
        Verdict::TryAgain => ("99", "Try again"),
    };
    Acknowledgement {
        status: 200,
        content_type: "application/json",
        body: json!({ "RspCode": code, "Message": words })
            .to_string()
            .into_bytes(),
    }
}

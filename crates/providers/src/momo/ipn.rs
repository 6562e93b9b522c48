//! IPN, MoMo's report of a payment, and our acknowledgement of it.

use time::OffsetDateTime;

use super::code::Meaning;
use super::wire::{self, SIGNATURE, is_order_id, signable};
use super::{Config, LARGEST_MESSAGE};
use crate::flat::Flat;
use crate::seal::is_one_of;
use crate::text::amount;
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict};

/// The signed fields in the order of the signature, after the access key.
const SIGNED: [&str; 12] = [
    "amount",
    "extraData",
    "message",
    "orderId",
    "orderInfo",
    "orderType",
    "partnerCode",
    "payType",
    "requestId",
    "responseTime",
    "resultCode",
    "transId",
];
/// Those that are numbers.
const NUMBERS: [&str; 4] = ["amount", "responseTime", "resultCode", "transId"];

/// An IPN whose signature is good.
#[derive(Debug)]
pub(super) struct Ipn {
    amount: String,
    order_id: String,
    partner: String,
    response_time: String,
    result_code: String,
    transaction: String,
    signature: String,
}

/// Reads a body and checks its signature, over the values as received.
pub(super) fn authenticate(config: &Config, body: &[u8]) -> Result<Ipn, CallbackError> {
    if body.len() > LARGEST_MESSAGE {
        return Err(CallbackError::Malformed("larger than 64 kB"));
    }
    let fields = Flat::parse(body).ok_or(CallbackError::Malformed(
        "not one JSON object with each name once",
    ))?;
    let values = signed_values(&fields)?;
    let signature = fields
        .text(SIGNATURE)
        .ok_or(CallbackError::Malformed("no signature"))?;
    if !is_ours(config, &values, signature) {
        return Err(CallbackError::BadDigest);
    }
    let [
        amount,
        _,
        _,
        order_id,
        _,
        _,
        partner,
        _,
        _,
        response_time,
        result_code,
        transaction,
    ] = values;
    Ok(Ipn {
        amount,
        order_id,
        partner,
        response_time,
        result_code,
        transaction,
        // In one case of letters, so that it tells repeats from different reports.
        signature: signature.to_ascii_lowercase(),
    })
}

/// The values under the signature. What MoMo leaves out counts as empty; whether it may is for [`Ipn::report`].
fn signed_values(fields: &Flat) -> Result<[String; SIGNED.len()], CallbackError> {
    let mut values: [String; SIGNED.len()] = Default::default();
    for (name, value) in SIGNED.iter().zip(&mut values) {
        if fields.is_absent(name) {
            continue;
        }
        let received = if NUMBERS.contains(name) {
            fields.characters(name)
        } else {
            fields.text(name).map(str::to_owned)
        };
        *value = received.ok_or(CallbackError::Malformed(
            "a signed field has the wrong type",
        ))?;
        if !signable(value) {
            return Err(CallbackError::Malformed(
                "a signed field holds '&' or a control character",
            ));
        }
    }
    Ok(values)
}

/// Whether the signature was made with the current secret or, while MoMo changes over, the previous one.
fn is_ours(config: &Config, values: &[String], signature: &str) -> bool {
    let mut pairs = vec![("accessKey", config.access_key.expose())];
    pairs.extend(SIGNED.into_iter().zip(values.iter().map(String::as_str)));
    let secrets = std::iter::once(&config.secret).chain(&config.previous_secret);
    is_one_of(signature, secrets.map(|secret| wire::sign(&pairs, secret)))
}

impl Ipn {
    /// What it says, if it says something that can be settled.
    pub(super) fn report(&self, config: &Config) -> Result<Report, CallbackError> {
        if self.partner != config.partner_code {
            return Err(CallbackError::Malformed("for another partner"));
        }
        if !is_order_id(&self.order_id) {
            return Err(CallbackError::Malformed("no reference"));
        }
        let amount =
            amount(&self.amount).ok_or(CallbackError::Malformed("amount is not plain digits"))?;
        Ok(Report {
            reference: self.order_id.clone(),
            outcome: self.outcome()?,
            amount,
            // Zero where the payment did not come to a transaction.
            provider_transaction: Some(self.transaction.clone())
                .filter(|id| !id.is_empty() && id != "0"),
            bank_code: None,
            paid_at: instant(&self.response_time),
            digest: self.signature.clone(),
        })
    }

    /// Codes that MoMo's table does not call final leave the payment open; so do a refund's and those of no table.
    fn outcome(&self) -> Result<Outcome, CallbackError> {
        let code = amount(&self.result_code).ok_or(CallbackError::Malformed("no result code"))?;
        Ok(match Meaning::of(code.as_i64()) {
            Meaning::Success => Outcome::Paid,
            Meaning::Failed | Meaning::Error => Outcome::Failed {
                code: self.result_code.clone(),
            },
            _ => Outcome::Pending,
        })
    }
}

/// An instant out of milliseconds since 1970.
fn instant(milliseconds: &str) -> Option<OffsetDateTime> {
    let milliseconds: i128 = milliseconds.parse().ok()?;
    OffsetDateTime::from_unix_timestamp_nanos(milliseconds.checked_mul(1_000_000)?).ok()
}

/// The acknowledgement: 204 without a body says recorded, now or before. MoMo publishes no other answer and no codes, so what is
/// not recorded gets an HTTP error and is repeated: 400 for what is wrong with the message, 500 for what is wrong with us.
pub(super) fn acknowledge(
    verified: Result<Report, CallbackError>,
    verdict: Verdict,
) -> Acknowledgement {
    let verdict = match verified {
        Ok(_) => verdict,
        Err(error) => error.verdict(),
    };
    let status = match verdict {
        Verdict::Accepted | Verdict::AlreadyProcessed => 204,
        Verdict::UnknownReference
        | Verdict::BadDigest
        | Verdict::AmountMismatch
        | Verdict::Malformed => 400,
        Verdict::TryAgain => 500,
    };
    Acknowledgement {
        status,
        content_type: "",
        body: Vec::new(),
    }
}

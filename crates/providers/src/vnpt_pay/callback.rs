//! CONFIRM, VNPT Pay's report of a payment, and our acknowledgement of it.

use domain::calendar::parse_compact_time;

use super::{Config, code, wire};
use crate::codes::says;
use crate::http::JSON;
use crate::json::JsonObject;
use crate::signed::{self, Format, Signed};
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict};

const SIGNED: &str = "ACTION RESPONSE_CODE MERCHANT_SERVICE_ID MERCHANT_ORDER_ID AMOUNT CURRENCY_CODE \
     VNPTPAY_TRANSACTION_ID PAYMENT_METHOD PAY_DATE ADDITIONAL_INFO";
static FORMAT: Format = Format {
    fields: SIGNED,
    numbers: SIGNED,
    complete: false,
    separator: '|',
    digest: wire::DIGEST,
};

/// Reads a body and checks its digest.
pub(super) fn authenticate(config: &Config, body: &[u8]) -> Result<Signed, CallbackError> {
    FORMAT.open(&read(body)?, |values, digest| {
        wire::is_ours(config, values, digest)
    })
}

/// The message as JSON, or as JSON in the one field `data` of a form: merchants have received it both ways.
fn read(body: &[u8]) -> Result<JsonObject, CallbackError> {
    signed::check_size(body)?;
    if !body.starts_with(b"data=") {
        return signed::read(body);
    }
    let form: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    match form.as_slice() {
        [(_, data)] => signed::read(data.as_bytes()),
        _ => Err("a form of more than one field".into()),
    }
}

/// What a CONFIRM says, if it says something that can be settled.
pub(super) fn report(config: &Config, confirm: &Signed) -> Result<Report, CallbackError> {
    confirm.expect("ACTION", "CONFIRM", "not a CONFIRM")?;
    let merchant = &config.merchant_service_id;
    confirm.expect("MERCHANT_SERVICE_ID", merchant, "for another merchant")?;
    confirm.expect("CURRENCY_CODE", wire::CURRENCY, "currency is not VND")?;
    let code = confirm.required("RESPONSE_CODE")?;
    Ok(Report {
        reference: confirm.required("MERCHANT_ORDER_ID")?.to_owned(),
        outcome: Outcome::of(says(code::CONFIRM, code), code),
        amount: confirm.amount("AMOUNT")?,
        provider_transaction: confirm.given("VNPTPAY_TRANSACTION_ID"),
        bank_code: confirm.given("PAYMENT_METHOD"),
        paid_at: parse_compact_time(confirm.get("PAY_DATE")).ok(),
        digest: confirm.fingerprint(),
    })
}

/// The acknowledgement, signed. Its `CREATE_DATE` is the `PAY_DATE` received, so that one report is always answered alike; that
/// VNPT Pay expects the present time is not known. A body that does not verify gets nothing of itself back.
pub(super) fn acknowledge(config: &Config, body: &[u8], verdict: Verdict) -> Acknowledgement {
    let confirm = authenticate(config, body);
    let reported = confirm.as_ref().map_err(|error| *error);
    let reported = reported.and_then(|confirm| report(config, confirm));
    let (code, words) = code_and_words(verdict.unless_refused(&reported));
    let received = |name| confirm.as_ref().map_or("", |confirm| confirm.get(name));
    let fields = [
        ("RESPONSE_CODE", code),
        ("DESCRIPTION", words),
        ("MERCHANT_SERVICE_ID", &config.merchant_service_id),
        ("MERCHANT_ORDER_ID", received("MERCHANT_ORDER_ID")),
        ("CREATE_DATE", received("PAY_DATE")),
    ];
    Acknowledgement {
        status: 200,
        content_type: JSON,
        body: wire::signed(config, &fields),
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

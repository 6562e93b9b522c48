//! ZaloPay's names for our payments and refunds: they begin with the day, in Vietnam, on which they are sent; one with another day is
//! refused. So a refund that is sent again on a later day has another name, and is asked about by the last.

use domain::calendar::compact_time;
use time::OffsetDateTime;

use crate::text::{is_code, require};

/// `app_trans_id` holds 40 characters: six of the day, an underscore and our reference.
const LONGEST_REFERENCE: usize = 33;
/// `m_refund_id` holds 45 characters.
const LONGEST_REFUND: usize = 45;

/// `app_trans_id` of a payment.
pub(super) fn of_payment(
    reference: &str,
    requested_at: OffsetDateTime,
) -> Result<String, &'static str> {
    require(
        is_code(reference, LONGEST_REFERENCE),
        "reference is not 1–33 letters, digits, '-' or '_'",
    )?;
    Ok(format!("{}_{reference}", day(requested_at)))
}

/// `m_refund_id` of a refund that is sent at a time.
pub(super) fn of_refund(
    app_id: &str,
    refund_reference: &str,
    sent_at: OffsetDateTime,
) -> Result<String, &'static str> {
    let id = format!("{}_{app_id}_{refund_reference}", day(sent_at));
    require(
        is_code(refund_reference, LONGEST_REFUND) && id.len() <= LONGEST_REFUND,
        "refund reference is too long or not letters, digits, '-' or '_'",
    )?;
    Ok(id)
}

/// Our reference in an `app_trans_id`.
pub(super) fn reference(app_trans_id: &str) -> Option<&str> {
    let (day, reference) = app_trans_id.split_once('_')?;
    let is_day = day.len() == 6 && day.bytes().all(|byte| byte.is_ascii_digit());
    (is_day && is_code(reference, LONGEST_REFERENCE)).then_some(reference)
}

/// `yymmdd` in Vietnam.
fn day(instant: OffsetDateTime) -> String {
    compact_time(instant).chars().skip(2).take(6).collect()
}

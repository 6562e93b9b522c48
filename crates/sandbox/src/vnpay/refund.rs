//! refund: the whole (02) or a part (03) goes back.

use serde_json::Value;

use super::{
    UNITS,
    api::{Answer, Refusal, authenticate},
    inquiry::find,
};
use crate::{
    Sandbox, clock,
    json::{self, text},
    refund::{self, Refused},
};

/// What is signed, in this order.
const SIGNED: [&str; 13] = [
    "vnp_RequestId",
    "vnp_Version",
    "vnp_Command",
    "vnp_TmnCode",
    "vnp_TransactionType",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_TransactionNo",
    "vnp_TransactionDate",
    "vnp_CreateBy",
    "vnp_CreateDate",
    "vnp_IpAddr",
    "vnp_OrderInfo",
];

/// No field names the refund itself, and `vnp_RequestId` is new in each message: a refund is told from another by its payment
/// and the time the portal gave it. Repeated, it is answered 94 and nothing goes back again.
pub(super) fn make(sandbox: &Sandbox, message: &Value) -> Result<Answer, Refusal> {
    authenticate(sandbox, message, SIGNED)?;
    let payment = find(sandbox, message)?;
    let amount = json::amount(&text(message, "vnp_Amount"))
        .filter(|amount| amount.is_multiple_of(UNITS))
        .ok_or(Refusal::Format)?
        / UNITS;
    let kind = text(message, "vnp_TransactionType");
    let whole = amount == payment.opening.amount;
    if !matches!((kind.as_str(), whole), ("02", true) | ("03", _)) {
        return Err(Refusal::Format);
    }
    let charge = text(message, "vnp_TransactionNo");
    let paid = payment.outcome.as_ref();
    let unnamed = charge.is_empty() || charge == "0";
    if !unnamed && paid.is_none_or(|outcome| outcome.transaction != charge) {
        return Err(Refusal::NotFound);
    }
    let reference = format!(
        "{}_{}",
        payment.opening.order,
        text(message, "vnp_CreateDate")
    );
    let known = sandbox
        .journal()
        .world
        .refund(payment.opening.provider, &reference)
        .is_some();
    if known {
        return Err(Refusal::Repeated);
    }
    let made = refund::make(sandbox, payment.opening.token, &reference, amount);
    let refund = made.map_err(|refused| match refused {
        Refused::NotPaid | Refused::Amount => Refusal::NotPaid,
        Refused::Duplicate => Refusal::Repeated,
        Refused::Unwritten => Refusal::Other,
    })?;
    Ok(vec![
        ("vnp_Amount", (refund.amount * UNITS).to_string()),
        ("vnp_BankCode", super::BANK.to_owned()),
        ("vnp_PayDate", clock::compact(refund.at)),
        ("vnp_TransactionNo", refund.transaction),
        ("vnp_TransactionType", kind),
        ("vnp_TransactionStatus", "00".to_owned()),
        ("vnp_OrderInfo", text(message, "vnp_OrderInfo")),
    ])
}

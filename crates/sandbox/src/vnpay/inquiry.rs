//! querydr: how did it end?

use serde_json::Value;

use super::{
    UNITS,
    api::{Answer, Refusal, authenticate},
    outcome::status,
};
use crate::{
    Sandbox, clock, json::text, outcome, protocol::Lie, provider::Provider, world::Payment,
};

/// What is signed, in this order.
const SIGNED: [&str; 9] = [
    "vnp_RequestId",
    "vnp_Version",
    "vnp_Command",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_TransactionDate",
    "vnp_CreateDate",
    "vnp_IpAddr",
    "vnp_OrderInfo",
];

pub(super) fn state(sandbox: &Sandbox, message: &Value, lie: Lie) -> Result<Answer, Refusal> {
    authenticate(sandbox, message, SIGNED)?;
    if text(message, "vnp_Command") != "querydr" {
        return Err(Refusal::Format);
    }
    let payment = find(sandbox, message)?;
    let journal = sandbox.journal();
    // Once money went back, it is the last refund that is told.
    let refund = journal
        .world
        .refunds_of(payment.opening.token)
        .last()
        .cloned();
    drop(journal);
    let paid = payment.outcome.as_ref();
    let (kind, amount, transaction, at) = match &refund {
        Some(refund) => (
            refund_type(&payment),
            refund.amount,
            refund.transaction.clone(),
            refund.at,
        ),
        None => (
            "01",
            lie.amount(payment.opening.amount),
            paid.map_or_else(|| "0".to_owned(), |outcome| outcome.transaction.clone()),
            paid.map_or(payment.opening.opened_at, |outcome| outcome.at),
        ),
    };
    let bank = paid.map_or("", |outcome| &outcome.bank);
    Ok(vec![
        ("vnp_Amount", (amount * UNITS).to_string()),
        ("vnp_BankCode", bank.to_owned()),
        ("vnp_PayDate", clock::compact(at)),
        ("vnp_TransactionNo", transaction),
        ("vnp_TransactionType", kind.to_owned()),
        (
            "vnp_TransactionStatus",
            status(payment.verdict()).to_owned(),
        ),
        ("vnp_OrderInfo", payment.opening.description.clone()),
    ])
}

/// 02 where everything went back, 03 where a part did.
fn refund_type(payment: &Payment) -> &'static str {
    if payment.refunded == payment.opening.amount {
        "02"
    } else {
        "03"
    }
}

/// The payment that was opened at the time the question names.
pub(super) fn find(sandbox: &Sandbox, message: &Value) -> Result<Payment, Refusal> {
    let opened = text(message, "vnp_TransactionDate");
    outcome::by_order(sandbox, Provider::Vnpay, &text(message, "vnp_TxnRef"))
        .map_err(|_| Refusal::Other)?
        .filter(|payment| payment.field("vnp_CreateDate") == opened)
        .ok_or(Refusal::NotFound)
}

//! Telling the outcome: the IPN and the browser's return are both addresses with the same signed fields.

use super::{UNITS, hash};
use crate::{
    clock,
    config::Config,
    outcome::with_query,
    protocol::{Call, Lie},
    world::{Payment, Verdict},
};

/// `vnp_TransactionStatus`: 00 paid, 01 not completed, 02 failed.
pub(super) fn status(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Paid) => "00",
        None => "01",
        Some(_) => "02",
    }
}

/// `address` with the fields of the outcome.
fn told(address: &str, config: &Config, payment: &Payment, lie: Lie) -> String {
    let opening = &payment.opening;
    let outcome = payment.outcome.as_ref();
    let transaction = outcome.map_or("0", |outcome| &outcome.transaction);
    let amount = (lie.amount(opening.amount) * UNITS).to_string();
    let at = clock::compact(outcome.map_or(opening.opened_at, |outcome| outcome.at));
    let bank_transaction = format!("VNP{transaction}");
    let mut fields = vec![
        ("vnp_Amount", amount.as_str()),
        ("vnp_BankCode", outcome.map_or("", |outcome| &outcome.bank)),
        ("vnp_BankTranNo", &bank_transaction),
        ("vnp_CardType", "ATM"),
        ("vnp_OrderInfo", &opening.description),
        ("vnp_PayDate", &at),
        // 99, "other", is what a payer brings back who left the page before it was decided.
        (
            "vnp_ResponseCode",
            payment.verdict().map_or("99", Verdict::code),
        ),
        ("vnp_TmnCode", &config.credentials.vnpay_terminal),
        ("vnp_TransactionNo", transaction),
        ("vnp_TransactionStatus", status(payment.verdict())),
        ("vnp_TxnRef", &opening.order),
    ];
    // The number of the bank exists where money moved.
    fields.retain(|(name, value)| {
        !value.is_empty() && (*name != "vnp_BankTranNo" || payment.paid().is_some())
    });
    let secret = lie.secret(&config.credentials.vnpay_secret);
    let digest = hash(fields.iter().copied(), secret);
    fields.push(("vnp_SecureHash", &digest));
    with_query(address, &fields)
}

/// The IPN, to the address agreed once for the terminal; `None` while the payment has not ended.
pub(crate) fn compose(config: &Config, payment: &Payment, lie: Lie) -> Option<Call> {
    payment.outcome.as_ref()?;
    let address = format!("{}/callbacks/vnpay", config.portal_url);
    Some(Call::Get(told(&address, config, payment, lie)))
}

/// Back to the portal.
pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    told(&payment.opening.return_url, config, payment, Lie(None))
}

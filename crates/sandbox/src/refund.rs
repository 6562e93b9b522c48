//! Money going back, at every provider that has a call for it.

use uuid::Uuid;

use crate::{
    Sandbox,
    outcome::transaction_number,
    world::{Event, Refund},
};

/// Why money does not go back.
#[derive(Debug, PartialEq)]
pub(crate) enum Refused {
    /// The payment was not paid.
    NotPaid,
    /// More than was taken, together with what went back before; or nothing at all.
    Amount,
    /// The reference of the refund was used before, for something else.
    Duplicate,
    /// The journal cannot be written.
    Unwritten,
}

/// Sends `amount` đồng of a payment back. A repeat of the same refund gives the same one: money goes back once.
pub(crate) fn make(
    sandbox: &Sandbox,
    token: Uuid,
    refund_reference: &str,
    amount: u64,
) -> Result<Refund, Refused> {
    let at = sandbox.now();
    let mut journal = sandbox.journal();
    let payment = journal.world.payment(token).ok_or(Refused::NotPaid)?;
    let provider = payment.opening.provider;
    if let Some(known) = journal.world.refund(provider, refund_reference) {
        return if known.payment == Some(token) && known.amount == amount {
            Ok(known.clone())
        } else {
            Err(Refused::Duplicate)
        };
    }
    if payment.paid().is_none() {
        return Err(Refused::NotPaid);
    }
    if amount == 0 || amount > payment.opening.amount - payment.refunded {
        return Err(Refused::Amount);
    }
    let refund = Refund {
        provider,
        reference: payment.opening.reference.clone(),
        refund_reference: refund_reference.to_owned(),
        amount,
        at,
        transaction: transaction_number(sandbox, provider),
        payment: Some(token),
    };
    journal
        .record(Event::Refunded(refund.clone()))
        .map_err(|error| {
            tracing::error!(%error, "the journal cannot be written");
            Refused::Unwritten
        })?;
    Ok(refund)
}

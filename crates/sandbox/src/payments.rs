//! Payments at whatever provider: opened, ended once, and given back.

use std::io;

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use crate::{
    Sandbox, callback, clock,
    journal::Journal,
    pages::Failure,
    protocol,
    provider::Provider,
    world::{Event, Opening, Outcome, Payment, Refund, Verdict},
};

/// Why a provider does not open a payment or give it back.
#[derive(Debug, PartialEq)]
pub(crate) enum Refused {
    /// The reference was used before, with other content.
    Duplicate,
    NotPaid,
    /// More than was taken, together with what went back before; or nothing at all.
    Amount,
    Journal,
}

impl From<io::Error> for Refused {
    fn from(_: io::Error) -> Self {
        Self::Journal
    }
}

/// What the provider calls by the portal's reference and closes by its own time. `amount` is in đồng.
pub(crate) fn opening(
    sandbox: &Sandbox,
    provider: Provider,
    reference: &str,
    amount: u64,
) -> Opening {
    let now = sandbox.now();
    Opening {
        token: Uuid::new_v4(),
        provider,
        reference: reference.to_owned(),
        order: reference.to_owned(),
        amount,
        opened_at: now,
        expires_at: now + sandbox.config().payment_lifetime,
        return_url: String::new(),
        callback_url: None,
        description: String::new(),
        message: json!({}),
    }
}

/// Opens a payment. A repeat of the same message gives the same one, so a portal whose answer got lost may simply ask again.
pub(crate) fn open(sandbox: &Sandbox, opening: Opening) -> Result<Uuid, Refused> {
    let mut journal = sandbox.journal();
    if let Some(known) = journal.world.by_order(opening.provider, &opening.order) {
        let same = known.opening.message == opening.message;
        let token = known.opening.token;
        return same.then_some(token).ok_or(Refused::Duplicate);
    }
    let token = opening.token;
    journal.record(Event::Opened(Box::new(opening)))?;
    Ok(token)
}

/// The address of the page where the payer pays, at every provider but the national platform.
pub(crate) fn page(sandbox: &Sandbox, provider: Provider, token: Uuid) -> String {
    let public_url = &sandbox.config().public_url;
    format!("{public_url}/sandbox/pay/{provider}/{token}")
}

/// Ends a payment, moving money where it is paid. A payment ends once: a second call changes nothing, and because the
/// caller holds the journal nothing can come in between.
pub(crate) fn end(
    sandbox: &Sandbox,
    journal: &mut Journal,
    token: Uuid,
    verdict: Verdict,
    bank: &str,
) -> io::Result<()> {
    let open = current(sandbox, journal, token)?.filter(|payment| payment.outcome.is_none());
    let Some(payment) = open else {
        return Ok(());
    };
    let outcome = Outcome {
        verdict,
        at: sandbox.now(),
        transaction: transaction_number(sandbox, payment.opening.provider),
        bank: bank.to_owned(),
        card: payment.challenge.map(|challenge| challenge.card),
    };
    journal.record(Event::Finished { token, outcome })?;
    callback::deliver(sandbox, token, 0);
    Ok(())
}

/// A number of a transaction in the provider's form: letters and the time at the national platform, else twelve digits.
pub(crate) fn transaction_number(sandbox: &Sandbox, provider: Provider) -> String {
    if provider == Provider::NationalPlatform {
        let number = rand::random_range(0..1_000_000);
        return format!("GD{}{number:06}", clock::compact(sandbox.now()));
    }
    rand::random_range(100_000_000_000_u64..1_000_000_000_000).to_string()
}

/// The payment as it is now: one whose time is up has ended.
pub(crate) fn current(
    sandbox: &Sandbox,
    journal: &mut Journal,
    token: Uuid,
) -> io::Result<Option<Payment>> {
    let Some(payment) = journal.world.payment(token) else {
        return Ok(None);
    };
    if payment.outcome.is_none() && payment.opening.expires_at <= sandbox.now() {
        // Nobody is told: a portal finds out by asking, as with the real ones.
        let outcome = Outcome {
            verdict: Verdict::Expired,
            at: payment.opening.expires_at,
            transaction: transaction_number(sandbox, payment.opening.provider),
            bank: String::new(),
            card: None,
        };
        journal.record(Event::Finished { token, outcome })?;
    }
    Ok(journal.world.payment(token).cloned())
}

/// The payment of `provider` behind the token of an address.
pub(crate) fn by_token(
    sandbox: &Sandbox,
    journal: &mut Journal,
    provider: Provider,
    token: &str,
) -> Result<Payment, Failure> {
    let token = token.parse().map_err(|_| Failure::NotFound)?;
    current(sandbox, journal, token)?
        .filter(|payment| payment.opening.provider == provider)
        .ok_or(Failure::NotFound)
}

pub(crate) fn by_order(
    sandbox: &Sandbox,
    provider: Provider,
    order: &str,
) -> Result<Option<Payment>, Refused> {
    let mut journal = sandbox.journal();
    let Some(known) = journal.world.by_order(provider, order) else {
        return Ok(None);
    };
    let token = known.opening.token;
    Ok(current(sandbox, &mut journal, token)?)
}

/// The payment by the provider's number of its charge.
pub(crate) fn charged(sandbox: &Sandbox, provider: Provider, transaction: &str) -> Option<Uuid> {
    let journal = sandbox.journal();
    journal.world.by_transaction(provider, transaction)
}

/// Back to the portal, with what the provider says of the payment so far.
pub(crate) fn back(sandbox: &Sandbox, token: Uuid) -> Response {
    match sandbox.journal().world.payment(token) {
        Some(payment) => {
            Redirect::to(&protocol::return_url(sandbox.config(), payment)).into_response()
        }
        None => Failure::NotFound.into_response(),
    }
}

/// Adds fields to the address the portal gave, which may have a query already.
pub(crate) fn with_query(address: &str, fields: &[(&str, impl Serialize)]) -> String {
    let query =
        serde_urlencoded::to_string(fields).expect("pairs of text can be written as a query");
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{query}")
}

/// Sends `amount` đồng of a payment back. A repeat of the same refund gives the same one: money goes back once.
pub(crate) fn refund(
    sandbox: &Sandbox,
    token: Uuid,
    refund_reference: &str,
    amount: u64,
) -> Result<Refund, Refused> {
    let mut journal = sandbox.journal();
    let payment = journal.world.payment(token).ok_or(Refused::NotPaid)?;
    let provider = payment.opening.provider;
    if let Some(known) = journal.world.refund(provider, refund_reference) {
        let same = known.payment == Some(token) && known.amount == amount;
        return same.then(|| known.clone()).ok_or(Refused::Duplicate);
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
        at: sandbox.now(),
        transaction: transaction_number(sandbox, provider),
        payment: Some(token),
    };
    journal.record(Event::Refunded(refund.clone()))?;
    Ok(refund)
}

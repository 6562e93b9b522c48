//! The end of a payment: recorded once, told to the portal, and the browser sent back.

use std::io;

use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use crate::{
    Sandbox, callback, clock, html,
    journal::Journal,
    protocol,
    provider::Provider,
    world::{Event, Outcome, Payment, Verdict},
};

/// Ends a payment, moving money where it is paid. A payment ends once: a second call changes nothing, and because the
/// caller holds the journal nothing can come in between.
pub(crate) fn end(
    sandbox: &Sandbox,
    journal: &mut Journal,
    token: Uuid,
    verdict: Verdict,
    bank: &str,
) -> io::Result<()> {
    let Some(payment) = current(sandbox, journal, token)? else {
        return Ok(());
    };
    if payment.outcome.is_some() {
        return Ok(());
    }
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

/// The payment behind the token of an address.
pub(crate) fn by_token(
    sandbox: &Sandbox,
    journal: &mut Journal,
    token: &str,
) -> io::Result<Option<Payment>> {
    match token.parse() {
        Ok(token) => current(sandbox, journal, token),
        Err(_) => Ok(None),
    }
}

/// The payment by what the provider calls it.
pub(crate) fn by_order(
    sandbox: &Sandbox,
    provider: Provider,
    order: &str,
) -> io::Result<Option<Payment>> {
    let mut journal = sandbox.journal();
    match journal.world.by_order(provider, order) {
        Some(payment) => {
            let token = payment.opening.token;
            current(sandbox, &mut journal, token)
        }
        None => Ok(None),
    }
}

/// Back to the portal, with what the provider says of the payment so far.
pub(crate) fn back(sandbox: &Sandbox, token: Uuid) -> Response {
    let journal = sandbox.journal();
    match journal.world.payment(token) {
        Some(payment) => {
            Redirect::to(&protocol::return_url(sandbox.config(), payment)).into_response()
        }
        None => html::not_found(),
    }
}

/// Adds fields to the address the portal gave, which may have a query already.
pub(crate) fn with_query(address: &str, fields: &[(&str, &str)]) -> String {
    let query =
        serde_urlencoded::to_string(fields).expect("pairs of text can be written as a query");
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{query}")
}

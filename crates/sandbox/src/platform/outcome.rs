//! The end of a payment: recorded once, told to the portal, and the browser sent back.

use std::io;

use axum::response::{IntoResponse, Redirect, Response};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{confirm, signature};
use crate::{
    Sandbox, clock,
    config::Config,
    html,
    journal::Journal,
    world::{Event, Order, Outcome, Verdict},
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
    let Some(order) = journal.world.order(token) else {
        return Ok(());
    };
    if order.outcome.is_some() {
        return Ok(());
    }
    let card = order.challenge.as_ref().map(|c| c.card.clone());
    let at = OffsetDateTime::now_utc();
    let number = rand::random_range(0..1_000_000);
    let outcome = Outcome {
        verdict,
        at,
        transaction: format!("GD{}{number:06}", clock::compact(at)),
        bank: bank.to_owned(),
        card,
    };
    journal.record(Event::Finished { token, outcome })?;
    confirm::deliver(sandbox, token, 0);
    Ok(())
}

/// The payment behind the token of an address.
pub(crate) fn order(journal: &Journal, token: &str) -> Option<Order> {
    journal.world.order(token.parse().ok()?).cloned()
}

/// Back to the portal when the payment has ended; the only way out of the sandbox, to the one configured address.
pub(crate) fn back(sandbox: &Sandbox, token: Uuid) -> Response {
    let journal = sandbox.journal();
    match journal
        .world
        .order(token)
        .and_then(|order| return_url(sandbox.config(), order))
    {
        Some(url) => Redirect::to(&url).into_response(),
        None => html::not_found(),
    }
}

fn return_url(config: &Config, order: &Order) -> Option<String> {
    let paid = order.outcome.as_ref()?.verdict == Verdict::Paid;
    let code = if paid { "00" } else { "01" };
    let reference = &order.init.reference;
    let secure = signature::browser_return(reference, code, &config.partner_secret);
    let query = serde_urlencoded::to_string([
        ("data", reference.as_str()),
        ("responseCode", code),
        ("secureCode", &secure),
    ])
    .expect("pairs of text can be written as a query");
    Some(format!("{}/thanh-toan/ket-qua?{query}", config.portal_url))
}

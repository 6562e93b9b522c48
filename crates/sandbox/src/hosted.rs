//! The payer's page at every provider but the national platform: one page, with the provider's look.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use crate::{
    Sandbox,
    pages::{self, Failure},
    payer::{self, Act},
    payments,
    provider::Provider,
    world::Payment,
};

#[derive(Deserialize)]
pub(crate) struct Pressed {
    act: Act,
}

#[derive(Template)]
#[template(path = "hosted.html")]
struct Page<'a> {
    provider: Provider,
    payment: &'a Payment,
    /// Whether the payer has just gone away with [`Act::Leave`].
    left: bool,
}

fn show(provider: Provider, payment: &Payment, left: bool) -> Response {
    pages::page(&Page {
        provider,
        payment,
        left,
    })
}

/// `GET /sandbox/pay/{provider}/{token}`: back to the portal where all is over.
pub(crate) async fn page(
    State(sandbox): State<Sandbox>,
    Path((provider, token)): Path<(Provider, String)>,
) -> Result<Response, Failure> {
    let payment = payments::by_token(&sandbox, &mut sandbox.journal(), provider, &token)?;
    Ok(match payment.outcome {
        Some(_) => payments::back(&sandbox, payment.opening.token),
        None => show(provider, &payment, false),
    })
}

pub(crate) async fn press(
    State(sandbox): State<Sandbox>,
    Path((provider, token)): Path<(Provider, String)>,
    Form(Pressed { act }): Form<Pressed>,
) -> Result<Response, Failure> {
    let mut journal = sandbox.journal();
    let payment = payments::by_token(&sandbox, &mut journal, provider, &token)?;
    if payment.outcome.is_none() {
        payer::perform(&sandbox, &mut journal, &payment, act)?;
        if act == Act::Leave {
            return Ok(show(provider, &payment, true));
        }
    }
    drop(journal);
    Ok(payments::back(&sandbox, payment.opening.token))
}

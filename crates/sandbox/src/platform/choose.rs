//! The platform's own page: what is paid, and the choice of a bank.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::PAYER_CHOOSES;
use crate::{
    Sandbox,
    bank::{self, BANKS, Bank},
    journal::Journal,
    pages::{self, Answer, Failure},
    payments,
    provider::Provider,
    world::{Payment, Verdict},
};

#[derive(Deserialize)]
pub(crate) struct Choice {
    bank: Option<String>,
}

#[derive(Template)]
#[template(path = "platform_choose.html")]
struct Page<'a> {
    payment: &'a Payment,
    missing: bool,
}

/// `GET …/pay/{token}`: goes on to the bank where the portal has chosen it already, and back where all is over.
pub(crate) async fn page(State(sandbox): State<Sandbox>, Path(token): Path<String>) -> Answer {
    let payment = find(&sandbox, &mut sandbox.journal(), &token)?;
    if payment.outcome.is_some() {
        return Ok(payments::back(&sandbox, payment.opening.token));
    }
    Ok(match bank::by_code(payment.field("MaNganHang")) {
        Some(bank) => to_bank(bank, &payment),
        None => pages::page(&Page {
            payment: &payment,
            missing: false,
        }),
    })
}

pub(crate) async fn choose(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
    Form(choice): Form<Choice>,
) -> Answer {
    let payment = find(&sandbox, &mut sandbox.journal(), &token)?;
    if payment.outcome.is_some() {
        return Ok(payments::back(&sandbox, payment.opening.token));
    }
    Ok(match choice.bank.as_deref().and_then(bank::by_code) {
        Some(bank) => to_bank(bank, &payment),
        None => pages::invalid(&Page {
            payment: &payment,
            missing: true,
        }),
    })
}

pub(crate) async fn cancel(State(sandbox): State<Sandbox>, Path(token): Path<String>) -> Answer {
    let mut journal = sandbox.journal();
    let payment = find(&sandbox, &mut journal, &token)?;
    let token = payment.opening.token;
    let chosen = payment.field("MaNganHang");
    payments::end(&sandbox, &mut journal, token, Verdict::Cancelled, chosen)?;
    drop(journal);
    Ok(payments::back(&sandbox, token))
}

fn find(sandbox: &Sandbox, journal: &mut Journal, token: &str) -> Result<Payment, Failure> {
    payments::by_token(sandbox, journal, Provider::NationalPlatform, token)
}

fn to_bank(bank: &Bank, payment: &Payment) -> Response {
    Redirect::to(&bank.address(payment.opening.token)).into_response()
}

/// The bank a payer without a page pays at: the one the portal chose, or the first.
pub(crate) fn bank_of(payment: &Payment) -> &'static str {
    match payment.field("MaNganHang") {
        PAYER_CHOOSES => BANKS[0].code,
        chosen => bank::by_code(chosen).map_or("", |bank| bank.code),
    }
}

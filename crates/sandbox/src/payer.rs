//! What a payer can do, without a page or with one: every provider but the national platform has the same page, with its look.

use std::io;

use askama::Template;
use axum::{
    Form, Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::{
    Sandbox,
    journal::Journal,
    pages::{self, Answer},
    payments, protocol,
    provider::Provider,
    vietqr,
    world::{Payment, Verdict},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Act {
    Pay,
    Cancel,
    Insufficient,
    WrongOtp,
    /// The page never answers the portal; the payment stays open until its time is up.
    Leave,
    /// Back to the portal, though nothing is decided yet.
    Pending,
    /// The same transfer twice. Where a provider takes money once, as [`Act::Pay`].
    PayTwice,
}

impl Act {
    /// How the payment ends by it, if it does.
    fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Pay | Self::PayTwice => Some(Verdict::Paid),
            Self::Cancel => Some(Verdict::Cancelled),
            Self::Insufficient => Some(Verdict::InsufficientBalance),
            Self::WrongOtp => Some(Verdict::WrongCode),
            Self::Leave | Self::Pending => None,
        }
    }
}

/// Does it, to a payment that is still open.
pub(crate) fn perform(
    sandbox: &Sandbox,
    journal: &mut Journal,
    payment: &Payment,
    act: Act,
) -> io::Result<()> {
    match act.verdict() {
        Some(verdict) => {
            let bank = protocol::bank(payment);
            payments::end(sandbox, journal, payment.opening.token, verdict, bank)
        }
        None => Ok(()),
    }
}

#[derive(Deserialize)]
pub(crate) struct Posted {
    act: Act,
    /// Whole đồng, for a transfer to the VietQR account, of which the bank knows nothing before it comes.
    amount: Option<u64>,
}

/// `POST /sandbox/payer/{reference}`: 404 where no provider knows the reference and no amount makes it a transfer, 409 where
/// the payment has ended before.
pub(crate) async fn act(
    State(sandbox): State<Sandbox>,
    Path(reference): Path<String>,
    Json(posted): Json<Posted>,
) -> Answer {
    let Some(token) = newest(&sandbox.journal(), &reference) else {
        return Ok(match posted.amount.filter(|amount| *amount > 0) {
            Some(amount) => transfer(&sandbox, &reference, posted.act, amount)?,
            None => StatusCode::NOT_FOUND.into_response(),
        });
    };
    let mut journal = sandbox.journal();
    let Some(payment) = payments::current(&sandbox, &mut journal, token)? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    if payment.outcome.is_some() {
        return Ok((StatusCode::CONFLICT, Json(state(&payment))).into_response());
    }
    let opening = &payment.opening;
    let bank = payment.field("MaNganHang");
    let faults = sandbox.faults();
    let gone = faults.payer_leaves(opening.provider, &opening.reference, bank);
    let act = if gone { Act::Leave } else { posted.act };
    perform(&sandbox, &mut journal, &payment, act)?;
    let payment = payments::current(&sandbox, &mut journal, token)?;
    Ok(Json(payment.as_ref().map(state)).into_response())
}

/// The newest payment that was opened under the reference; transfers are not opened.
fn newest(journal: &Journal, reference: &str) -> Option<Uuid> {
    let all = journal.world.by_reference(reference);
    let opened = all.filter(|payment| payment.opening.provider != Provider::Vietqr);
    opened.last().map(|payment| payment.opening.token)
}

fn transfer(sandbox: &Sandbox, reference: &str, act: Act, amount: u64) -> io::Result<Response> {
    let provider = Provider::Vietqr;
    let gone = sandbox.faults().payer_leaves(provider, reference, "");
    let times = match act {
        Act::Pay if !gone => 1,
        Act::PayTwice if !gone => 2,
        _ => 0,
    };
    let content = vietqr::content(reference);
    for _time in 0..times {
        vietqr::transfer(sandbox, &content, amount)?;
    }
    let outcome = (times > 0).then_some(Verdict::Paid);
    let state = json!({ "reference": reference, "provider": provider, "outcome": outcome });
    Ok(Json(state).into_response())
}

fn state(payment: &Payment) -> serde_json::Value {
    json!({
        "reference": payment.opening.reference,
        "provider": payment.opening.provider,
        "outcome": payment.verdict(),
    })
}

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
) -> Answer {
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
) -> Answer {
    let mut journal = sandbox.journal();
    let payment = payments::by_token(&sandbox, &mut journal, provider, &token)?;
    if payment.outcome.is_none() {
        perform(&sandbox, &mut journal, &payment, act)?;
        if act == Act::Leave {
            return Ok(show(provider, &payment, true));
        }
    }
    drop(journal);
    Ok(payments::back(&sandbox, payment.opening.token))
}

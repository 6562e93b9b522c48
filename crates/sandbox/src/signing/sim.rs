//! What a phone with a signing SIM shows.

use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::mssp::{PressError, Request, Stage, decide};
use crate::{Sandbox, pages, phone::number};

#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    number: String,
}

#[derive(Deserialize)]
pub(crate) struct Pressed {
    id: Uuid,
    number: String,
    act: String,
    #[serde(default)]
    pin: String,
}

#[derive(Template)]
#[template(path = "sim.html")]
struct Page<'a> {
    /// The number that was asked for; empty where none was.
    number: &'a str,
    /// What was asked of it, where that stands, and what is wrong with the PIN that was typed.
    requests: Vec<(&'a Request, Stage, &'a str)>,
}

/// `GET /sandbox/phone/sim[?number=]`: newest first; of every SIM where no number is given.
pub(crate) async fn page(State(sandbox): State<Sandbox>, Query(which): Query<Which>) -> Response {
    screen(&sandbox, &which.number, None)
}

/// `POST /sandbox/phone/sim`: signs or refuses.
pub(crate) async fn press(
    State(sandbox): State<Sandbox>,
    Form(pressed): Form<Pressed>,
) -> Response {
    let pin = (pressed.act == "sign").then_some(pressed.pin.as_str());
    let words = match decide(&sandbox, pressed.id, pin) {
        Ok(_) => {
            let number = number::parse(&pressed.number).unwrap_or_default();
            return Redirect::to(&format!("/sandbox/phone/sim?number={number}")).into_response();
        }
        Err(PressError::WrongPin) => "Mã PIN của SIM không đúng.",
        Err(PressError::PinBlocked) => "Nhập sai mã PIN quá nhiều lần. Yêu cầu đã bị hủy.",
        Err(PressError::NotPending | PressError::Unknown) => "Yêu cầu này không còn nữa.",
    };
    screen(&sandbox, &pressed.number, Some((pressed.id, words)))
}

fn screen(sandbox: &Sandbox, number: &str, error: Option<(Uuid, &str)>) -> Response {
    let number = number::parse(number).unwrap_or_default();
    let now = sandbox.now();
    let requests = sandbox.0.signing.requests();
    let newest_first = requests.iter().rev();
    let shown = newest_first.filter(|request| number.is_empty() || number == request.number);
    let error_of = |id| match error {
        Some((wrong, words)) if wrong == id => words,
        _ => "",
    };
    let page = Page {
        requests: shown
            .map(|request| (request, request.stage(now), error_of(request.id)))
            .collect(),
        number: &number,
    };
    match error {
        None => pages::page(&page),
        Some(_) => pages::invalid(&page),
    }
}

//! Taking messages in: from the portal over HTTP, from the bank within the sandbox.

use std::io;

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::number;
use crate::{
    Sandbox, Unwritten,
    arrival::arrive,
    faults::{Fault, Point, bend},
    world::{Event, Message, MessageKind},
};

/// What the portal posts.
#[derive(Deserialize)]
pub(crate) struct Outgoing {
    to: String,
    text: String,
}

/// `POST /sandbox/sms`: 202 with the message's id; 422 when nobody can receive it.
pub(crate) async fn sms(
    State(sandbox): State<Sandbox>,
    Json(outgoing): Json<Outgoing>,
) -> Response {
    accept(&sandbox, MessageKind::Sms, Point::Sms, outgoing).await
}

/// `POST /sandbox/voice`: the same for a call that reads the text out.
pub(crate) async fn voice(
    State(sandbox): State<Sandbox>,
    Json(outgoing): Json<Outgoing>,
) -> Response {
    accept(&sandbox, MessageKind::Call, Point::Voice, outgoing).await
}

async fn accept(
    sandbox: &Sandbox,
    kind: MessageKind,
    point: Point,
    outgoing: Outgoing,
) -> Response {
    let Some(to) = number::parse(&outgoing.to) else {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "invalid number");
    };
    if outgoing.text.trim().is_empty() || outgoing.text.chars().count() > 1000 {
        return refused(
            StatusCode::UNPROCESSABLE_ENTITY,
            "text of 1 to 1000 characters",
        );
    }
    let fault = sandbox.faults().strike_ordered(point);
    bend(
        fault,
        || refused(StatusCode::SERVICE_UNAVAILABLE, "maintenance"),
        || match receive(sandbox, fault, kind, to, outgoing.text) {
            Ok(id) => (StatusCode::ACCEPTED, Json(json!({ "id": id }))).into_response(),
            Err(error) => Unwritten(error).into_response(),
        },
    )
    .await
}

/// Sends a text message from within the sandbox. Faults of the gateway strike it as they strike the portal's messages; one
/// that stops the gateway loses it.
pub(crate) fn send(sandbox: &Sandbox, to: &str, text: String) -> io::Result<()> {
    let fault = match sandbox.faults().strike_ordered(Point::Sms) {
        Some(Fault::Refuse | Fault::Http500) => Some(Fault::Lose),
        other => other,
    };
    receive(sandbox, fault, MessageKind::Sms, to.to_owned(), text).map(|_id| ())
}

fn receive(
    sandbox: &Sandbox,
    fault: Option<Fault>,
    kind: MessageKind,
    to: String,
    text: String,
) -> io::Result<Uuid> {
    arrive(sandbox, fault, move |id, at| {
        Event::Received(Message {
            id,
            kind,
            to: to.clone(),
            at,
            text: text.clone(),
        })
    })
}

fn refused(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

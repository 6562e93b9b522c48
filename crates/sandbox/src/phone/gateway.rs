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
    Sandbox,
    arrival::arrive,
    faults::{Fault, Operation, distort},
    json,
    pages::Failure,
    world::{Event, Message, MessageKind},
};

#[derive(Deserialize)]
pub(crate) struct Outgoing {
    to: String,
    text: String,
}

/// `POST /sandbox/sms`: 202 with the message's id; 422 when nobody can receive it.
pub(crate) async fn sms(State(sandbox): State<Sandbox>, message: Json<Outgoing>) -> Response {
    accept(&sandbox, MessageKind::Sms, Operation::Sms, message).await
}

/// `POST /sandbox/voice`: the same for a call that reads the text out.
pub(crate) async fn voice(State(sandbox): State<Sandbox>, message: Json<Outgoing>) -> Response {
    accept(&sandbox, MessageKind::Call, Operation::Voice, message).await
}

async fn accept(
    sandbox: &Sandbox,
    kind: MessageKind,
    operation: Operation,
    Json(Outgoing { to, text }): Json<Outgoing>,
) -> Response {
    let invalid = |error| json::error(StatusCode::UNPROCESSABLE_ENTITY, error);
    let Some(to) = number::parse(&to) else {
        return invalid("invalid number");
    };
    if text.trim().is_empty() || text.chars().count() > 1000 {
        return invalid("text of 1 to 1000 characters");
    }
    let fault = sandbox.faults().inject_scheduled(operation);
    distort(
        fault,
        || json::error(StatusCode::SERVICE_UNAVAILABLE, "maintenance"),
        || match receive(sandbox, fault, kind, to, text) {
            Ok(id) => (StatusCode::ACCEPTED, Json(json!({ "id": id }))).into_response(),
            Err(error) => Failure::from(error).into_response(),
        },
    )
    .await
}

/// Sends a text message from within the sandbox. Faults of the gateway meet it as they meet the portal's messages; one
/// that stops the gateway loses it.
pub(crate) fn send(sandbox: &Sandbox, to: &str, text: String) -> io::Result<()> {
    let fault = match sandbox.faults().inject_scheduled(Operation::Sms) {
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

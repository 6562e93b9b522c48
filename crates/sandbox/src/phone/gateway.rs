//! Taking messages in: from the portal over HTTP, from the bank within the sandbox.

use std::{io, time::Duration};

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
    faults::{Fault, bend},
    world::{Event, Sms},
};

/// What the portal posts.
#[derive(Deserialize)]
pub(crate) struct Outgoing {
    to: String,
    text: String,
}

/// `POST /sandbox/sms`: 202 with the message's id; 422 when nobody can receive it.
pub(crate) async fn accept(
    State(sandbox): State<Sandbox>,
    Json(outgoing): Json<Outgoing>,
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
    let fault = sandbox.faults().strike_sms();
    bend(
        fault,
        || refused(StatusCode::SERVICE_UNAVAILABLE, "maintenance"),
        || match receive(&sandbox, fault, to, outgoing.text) {
            Ok(id) => (StatusCode::ACCEPTED, Json(json!({ "id": id }))).into_response(),
            Err(error) => Unwritten(error).into_response(),
        },
    )
    .await
}

/// Sends a message from within the sandbox. Faults of the gateway strike it as they strike the portal's messages; one that
/// stops the gateway loses it.
pub(crate) fn send(sandbox: &Sandbox, to: &str, text: String) -> io::Result<()> {
    let fault = match sandbox.faults().strike_sms() {
        Some(Fault::Refuse | Fault::Http500) => Some(Fault::Lose),
        other => other,
    };
    receive(sandbox, fault, to.to_owned(), text).map(|_id| ())
}

fn receive(sandbox: &Sandbox, fault: Option<Fault>, to: String, text: String) -> io::Result<Uuid> {
    let sms = Sms {
        id: Uuid::new_v4(),
        to,
        at: sandbox.now(),
        text,
    };
    let id = sms.id;
    match fault {
        Some(Fault::Lose) => {}
        Some(Fault::Late(ms)) => {
            let sandbox = sandbox.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(ms)).await;
                let at = sandbox.now();
                if let Err(error) = sandbox.journal().record(Event::Received(Sms { at, ..sms })) {
                    tracing::error!(%error, "a late message is lost");
                }
            });
        }
        Some(Fault::Duplicate) => {
            let again = Sms {
                id: Uuid::new_v4(),
                ..sms.clone()
            };
            let mut journal = sandbox.journal();
            journal.record(Event::Received(sms))?;
            journal.record(Event::Received(again))?;
        }
        _ => sandbox.journal().record(Event::Received(sms))?,
    }
    Ok(id)
}

fn refused(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

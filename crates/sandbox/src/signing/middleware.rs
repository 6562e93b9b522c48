//! The token's program as web sites see it: an address on the citizen's own computer that only the portal may use.
//!
//! Browsers ask first (CORS, and Private Network Access where the portal is on the public internet). There is no standard for
//! what is sent; Vietnamese token programs differ.

use std::time::Duration;

use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::json;

use super::{
    challenge,
    token::{Refusal, ask_in_window, sign_with_pin},
};
use crate::Sandbox;

/// How long a web site waits for somebody to type a PIN.
const PATIENCE: Duration = Duration::from_secs(60);
const PRIVATE_NETWORK: HeaderName = HeaderName::from_static("access-control-allow-private-network");

/// What the portal's page posts. Without a PIN the window of the program asks for it.
#[derive(Deserialize)]
pub(crate) struct Ask {
    challenge: String,
    pin: Option<String>,
}

pub(crate) async fn preflight(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Response {
    if !is_allowed(&sandbox, &headers) {
        return answer(Err(Refusal::ForeignOrigin));
    }
    let allowed = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (PRIVATE_NETWORK, "true"),
    ];
    with_origin(&sandbox, (StatusCode::NO_CONTENT, allowed).into_response())
}

/// `POST /sandbox/token/sign`: 200 `{"cms"}`, or `{"error", "message"}`.
pub(crate) async fn sign(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    ask: Result<Json<Ask>, JsonRejection>,
) -> Response {
    if !is_allowed(&sandbox, &headers) {
        return answer(Err(Refusal::ForeignOrigin));
    }
    let signed = match ask {
        Ok(Json(ask)) => signed(&sandbox, ask).await,
        Err(_) => Err(Refusal::BadRequest),
    };
    with_origin(&sandbox, answer(signed))
}

async fn signed(sandbox: &Sandbox, ask: Ask) -> Result<Vec<u8>, Refusal> {
    let challenge = challenge(&ask.challenge).ok_or(Refusal::BadRequest)?;
    if let Some(pin) = ask.pin {
        return sign_with_pin(sandbox, &challenge, &pin);
    }
    let answered = ask_in_window(sandbox, challenge)?;
    match tokio::time::timeout(PATIENCE, answered).await {
        Ok(Ok(answer)) => answer,
        // The token was pulled out.
        Ok(Err(_)) => Err(Refusal::NoToken),
        Err(_) => Err(Refusal::Refused),
    }
}

/// The portal's pages, and programs that are no browsers.
fn is_allowed(sandbox: &Sandbox, headers: &HeaderMap) -> bool {
    headers
        .get(header::ORIGIN)
        .is_none_or(|origin| origin.as_bytes() == sandbox.0.portal_origin.as_bytes())
}

fn answer(signed: Result<Vec<u8>, Refusal>) -> Response {
    let refusal = match signed {
        Ok(cms) => return Json(json!({ "cms": STANDARD.encode(cms) })).into_response(),
        Err(refusal) => refusal,
    };
    let status = match refusal {
        Refusal::NoToken | Refusal::Busy => StatusCode::CONFLICT,
        Refusal::WrongPin { .. } | Refusal::BadRequest => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Locked => StatusCode::LOCKED,
        Refusal::Refused | Refusal::ForeignOrigin => StatusCode::FORBIDDEN,
    };
    let body = json!({ "error": refusal.code(), "message": refusal.message() });
    (status, Json(body)).into_response()
}

/// Lets the portal's page read the answer (Fetch standard, CORS protocol).
fn with_origin(sandbox: &Sandbox, response: Response) -> Response {
    let origin = sandbox.0.portal_origin.as_str();
    let allowed = [(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin)];
    (allowed, [(header::VARY, "origin")], response).into_response()
}

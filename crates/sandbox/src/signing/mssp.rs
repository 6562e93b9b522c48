//! The mobile signature service (after ETSI TS 102 204): an application provider asks for a signature by number
//! (`MSS_SignatureReq`, asynchronous), the SIM asks its subscriber, and the provider asks what became of it (`MSS_StatusReq`).

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use rand::RngExt;
use serde::Deserialize;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    challenge,
    subscribers::{self, Subscriber},
};
use crate::{Sandbox, clock, json, phone::number};

pub(super) const PIN: &str = "1234";
/// A request ends after so many wrong ones.
const MAX_WRONG_PINS: u32 = 3;
const LIFETIME: Duration = Duration::minutes(2);
/// A text message, about.
const LONGEST_DISPLAY: usize = 160;

pub(super) struct Request {
    pub id: Uuid,
    pub number: &'static str,
    pub display: String,
    pub control_code: String,
    pub at: OffsetDateTime,
    subscriber: &'static Subscriber,
    challenge: Vec<u8>,
    wrong_pins: u32,
    end: Option<End>,
}

enum End {
    Signed(Vec<u8>),
    Refused,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Pending,
    Signed,
    Refused,
    Expired,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PressError {
    Unknown,
    NotPending,
    WrongPin,
    /// Wrong once too often: the request has ended.
    PinBlocked,
}

impl Request {
    pub(super) fn requested_at(&self) -> String {
        clock::readable(self.at)
    }

    pub(super) fn stage(&self, now: OffsetDateTime) -> Stage {
        match self.end {
            Some(End::Signed(_)) => Stage::Signed,
            Some(End::Refused) => Stage::Refused,
            None if now - self.at > LIFETIME => Stage::Expired,
            None => Stage::Pending,
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    msisdn: String,
    challenge: String,
    display: String,
    client: String,
    secret: String,
}

#[derive(Deserialize)]
pub(crate) struct Press {
    pin: Option<String>,
    #[serde(default)]
    refuse: bool,
}

/// `POST /sandbox/mssp/signatures`: 202 `{"id", "control_code"}`, or `{"error"}`.
pub(crate) async fn ask(State(sandbox): State<Sandbox>, Json(asked): Json<Asked>) -> Response {
    let credentials = &sandbox.config().credentials;
    if asked.client != credentials.mssp_client || asked.secret != credentials.mssp_secret {
        return json::error(StatusCode::UNAUTHORIZED, "unknown_client");
    }
    let wanted = number::parse(&asked.msisdn);
    let sim = subscribers::on_sims().find(|(number, _)| Some(*number) == wanted.as_deref());
    let Some((number, subscriber)) = sim else {
        return json::error(StatusCode::NOT_FOUND, "no_signing_sim");
    };
    let Some(challenge) = challenge(&asked.challenge) else {
        return invalid("invalid_challenge");
    };
    if !(1..=LONGEST_DISPLAY).contains(&asked.display.chars().count()) {
        return invalid("invalid_display");
    }
    let request = Request {
        id: Uuid::new_v4(),
        number,
        display: asked.display,
        control_code: format!("{:04}", rand::rng().random_range(0..10_000)),
        at: sandbox.now(),
        subscriber,
        challenge,
        wrong_pins: 0,
        end: None,
    };
    let answer = json!({ "id": request.id, "control_code": request.control_code });
    sandbox.0.signing.requests().push(request);
    (StatusCode::ACCEPTED, Json(answer)).into_response()
}

/// `GET /sandbox/mssp/signatures/{id}`: `{"state": "pending" | "signed" | "refused" | "expired", "cms"?}`.
pub(crate) async fn state(State(sandbox): State<Sandbox>, Path(id): Path<Uuid>) -> Response {
    let requests = sandbox.0.signing.requests();
    match requests.iter().find(|request| request.id == id) {
        Some(request) => Json(reading(request, sandbox.now())).into_response(),
        None => unknown_request(),
    }
}

/// `POST /sandbox/mssp/signatures/{id}/press`: the subscriber's key press, for tests; answers as the question after the state does.
pub(crate) async fn press(
    State(sandbox): State<Sandbox>,
    Path(id): Path<Uuid>,
    Json(press): Json<Press>,
) -> Response {
    let pin = press.pin.as_deref().filter(|_| !press.refuse);
    match decide(&sandbox, id, pin) {
        Ok(answer) => Json(answer).into_response(),
        Err(PressError::Unknown) => unknown_request(),
        Err(PressError::NotPending) => json::error(StatusCode::CONFLICT, "not_pending"),
        Err(PressError::WrongPin) => invalid("wrong_pin"),
        Err(PressError::PinBlocked) => invalid("pin_blocked"),
    }
}

pub(super) fn decide(sandbox: &Sandbox, id: Uuid, pin: Option<&str>) -> Result<Value, PressError> {
    let now = sandbox.now();
    let signing = &sandbox.0.signing;
    let mut requests = signing.requests();
    let request = requests.iter_mut().find(|request| request.id == id);
    let request = request.ok_or(PressError::Unknown)?;
    if request.stage(now) != Stage::Pending {
        return Err(PressError::NotPending);
    }
    request.end = Some(match pin {
        Some(PIN) => {
            let authority = &signing.authority;
            End::Signed(authority.sign(request.subscriber, &request.challenge, now))
        }
        Some(_) => {
            request.wrong_pins += 1;
            if request.wrong_pins < MAX_WRONG_PINS {
                return Err(PressError::WrongPin);
            }
            request.end = Some(End::Refused);
            return Err(PressError::PinBlocked);
        }
        None => End::Refused,
    });
    Ok(reading(request, now))
}

fn reading(request: &Request, now: OffsetDateTime) -> Value {
    let state = match request.stage(now) {
        Stage::Pending => "pending",
        Stage::Signed => "signed",
        Stage::Refused => "refused",
        Stage::Expired => "expired",
    };
    match &request.end {
        Some(End::Signed(cms)) => json!({ "state": state, "cms": STANDARD.encode(cms) }),
        _ => json!({ "state": state }),
    }
}

fn unknown_request() -> Response {
    json::error(StatusCode::NOT_FOUND, "unknown_request")
}

fn invalid(error: &str) -> Response {
    json::error(StatusCode::UNPROCESSABLE_ENTITY, error)
}

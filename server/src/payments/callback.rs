//! What providers tell us of their own accord. The raw message is stored before it is believed: verified over the bytes received,
//! kept without what tells of the payer's card ([`providers::without_card_data`]) and with the SHA-256 of those bytes.
//!
//! Nothing here grows by repeating: see `verified.rs` and `unverified.rs`.

mod repeat_limit;
mod unverified;
mod verified;

pub use repeat_limit::RepeatLimit;
pub use unverified::UnverifiedLimit;
pub use verified::Repeats;

use super::events::{self, Told};
use crate::payments::Providers;
use crate::{
    client_address::counted_as,
    http::{Error, Result, context::client_ip, request_body},
    metrics,
    state::AppState,
};
use axum::{
    body::{Body, Bytes},
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::payment::{AttemptEvent, AttemptState, ReportSource};
use providers::{Acknowledgement, CallbackMethod, Outcome, Report, Verdict};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgTransaction};
use std::borrow::Cow;
use time::OffsetDateTime;
use uuid::Uuid;

/// Largest message, in bytes.
const LARGEST_MESSAGE: usize = 64 * 1024;
/// Repeats of one message that are counted one by one; of more there is one a second.
const COUNTED_EACH: i32 = 100;
/// Headers worth keeping; the others may hold what must not be stored.
const KEPT_HEADERS: [&str; 4] = [
    "content-type",
    "content-length",
    "user-agent",
    "x-forwarded-for",
];
/// Characters that are kept of a header.
const LONGEST_HEADER: usize = 200;

struct Message<'a> {
    provider: &'a str,
    /// Network address of whoever sent it.
    from: &'a str,
    headers: &'a HeaderMap,
    /// As received.
    body: &'a [u8],
    now: OffsetDateTime,
}

impl Message<'_> {
    fn kept_headers(&self) -> serde_json::Value {
        KEPT_HEADERS
            .iter()
            .filter_map(|name| {
                // Of several lines all, because proxies may add one; from the end, because what stands before is a stranger's.
                let lines = self.headers.get_all(*name).iter();
                let lines: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
                let said = lines.join(", ");
                let before_end = said.chars().count().saturating_sub(LONGEST_HEADER);
                let end: String = said.chars().skip(before_end).collect();
                (!lines.is_empty()).then(|| ((*name).to_owned(), end.into()))
            })
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    /// What may be kept of it: nothing that tells of the payer's card.
    fn kept(&self) -> Cow<'_, [u8]> {
        providers::without_card_data(self.body)
    }

    /// SHA-256 of the message as received: what is kept may be less.
    fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.body).to_vec()
    }

    /// Bytes of the body, which is never as long as its type allows.
    fn size(&self) -> i32 {
        i32::try_from(self.body.len()).unwrap_or(i32::MAX)
    }
}

/// Handles `POST /callbacks/{provider}`, and `GET` for a provider that puts its message into the address.
///
/// Always answered in the provider's own format. An error of ours is answered with “try again”, so that the provider
/// repeats it.
pub async fn receive(
    State(app): State<AppState>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    let Some(provider) = app.get::<Providers>().get(&code) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (parts, body) = request.into_parts();
    let method = provider.descriptor().callback;
    let body = match (&parts.method, method) {
        (&Method::POST, CallbackMethod::Post) => {
            match request_body::read(body, LARGEST_MESSAGE).await {
                Ok(body) => body,
                Err(error) => return unread(&error),
            }
        }
        (&Method::GET, CallbackMethod::Get) => {
            Bytes::from(parts.uri.query().unwrap_or_default().to_owned())
        }
        _ => return StatusCode::METHOD_NOT_ALLOWED.into_response(),
    };
    let message = Message {
        provider: &code,
        from: &counted_as(client_ip(&parts)).to_string(),
        headers: &parts.headers,
        body: &body,
        now: app.clock.now(),
    };
    let verdict = match provider.verify_callback(&body) {
        Ok(report) => verified::take_in(&app, &message, &report)
            .await
            .unwrap_or_else(|error| {
                tracing::error!(provider = code, cause = ?error, "a callback could not be taken in");
                Verdict::TryAgain
            }),
        Err(error) => {
            let verdict = error.verdict();
            if let Err(error) = unverified::keep(&app, &message, verdict.into()).await {
                tracing::error!(provider = code, cause = ?error, "a callback that does not verify could not be kept");
            }
            metrics::callback(code.clone(), verdict.into());
            verdict
        }
    };
    respond(provider.acknowledge(&body, verdict))
}

/// The status of a message that did not come whole.
pub(super) fn unread(error: &Error) -> Response {
    let status = match error {
        Error::Problem(problem) => problem.status,
        Error::Unavailable(_) => 503,
        Error::Internal(_) => 500,
    };
    StatusCode::from_u16(status)
        .unwrap_or(StatusCode::BAD_REQUEST)
        .into_response()
}

/// Records what a verified report says, if there is an attempt that it speaks of.
async fn apply(
    tx: &mut PgTransaction<'_>,
    message: &Message<'_>,
    report: &Report,
) -> Result<(Verdict, Option<Uuid>)> {
    let Some(attempt) = find(tx, message.provider, &report.reference).await? else {
        return Ok((Verdict::UnknownReference, None));
    };
    let raw = message.kept();
    let told = Told {
        raw: Some(&*raw),
        at: report.paid_at,
    };
    let change = events::record_told(tx, attempt, &event_of(report), told, message.now).await?;
    let verdict = match change.after {
        AttemptState::AmountMismatch => Verdict::AmountMismatch,
        after if after == change.before => Verdict::AlreadyProcessed,
        _ => Verdict::Accepted,
    };
    Ok((verdict, Some(attempt)))
}

async fn find(tx: &mut PgConnection, provider: &str, reference: &str) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select id from payment_attempts where reference = $1 and provider = $2",
        reference,
        provider
    )
    .fetch_optional(tx)
    .await?)
}

fn event_of(report: &Report) -> AttemptEvent {
    let source = ReportSource::Callback;
    match &report.outcome {
        Outcome::Paid => AttemptEvent::ReportedPaid {
            amount: report.amount,
            provider_transaction: report.provider_transaction.clone(),
            source,
        },
        Outcome::Failed { code } => AttemptEvent::ReportedFailed {
            code: code.clone(),
            source,
        },
        Outcome::InFlight { code } => AttemptEvent::ReportedInFlight {
            code: code.clone(),
            source,
        },
        Outcome::NotPaid => AttemptEvent::ReportedPending { source },
        Outcome::Undecided { code } => AttemptEvent::ReportedUndecided {
            code: code.clone(),
            source,
        },
    }
}

/// An acknowledgement as it goes out.
pub(super) fn respond(acknowledgement: Acknowledgement) -> Response {
    let mut response = Response::new(Body::from(acknowledgement.body));
    *response.status_mut() = StatusCode::from_u16(acknowledgement.status).unwrap_or(StatusCode::OK);
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(acknowledgement.content_type),
    );
    response
}

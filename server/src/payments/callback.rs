//! What providers tell us of their own accord. The raw message is stored before it is believed.

use super::events;
use crate::{
    accounts::throttle,
    http::{Result, context::client_ip},
    metrics,
    state::AppState,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::payment::{AttemptEvent, AttemptState, ReportSource};
use providers::{Acknowledgement, CallbackMethod, Outcome, Provider, Report, Verdict};
use sqlx::{Acquire, PgConnection, PgTransaction};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Largest message, in bytes.
const LARGEST_MESSAGE: usize = 64 * 1024;
/// Messages without a good signature that are stored from one address: anybody may send them, and they take room.
const UNVERIFIED: throttle::Limit = throttle::Limit {
    name: "unverified-callback",
    burst: 300,
    per: Duration::minutes(10),
};
/// Headers worth keeping; the others may hold what must not be stored.
const KEPT_HEADERS: [&str; 4] = [
    "content-type",
    "content-length",
    "user-agent",
    "x-forwarded-for",
];

/// Handles `POST /callbacks/{provider}`, and `GET` for a provider that puts its message into the address.
///
/// Always answered in the provider's own format. An error of ours is answered with “try again”, so that the provider
/// repeats it.
pub async fn receive(
    State(app): State<AppState>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    let Some(provider) = app.providers.get(&code) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (parts, body) = request.into_parts();
    let method = provider.capabilities().callback;
    let body = match (&parts.method, method) {
        (&Method::POST, CallbackMethod::Post) => match to_bytes(body, LARGEST_MESSAGE).await {
            Ok(body) => body,
            Err(_) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        },
        (&Method::GET, CallbackMethod::Get) => {
            Bytes::from(parts.uri.query().unwrap_or_default().to_owned())
        }
        _ => return StatusCode::METHOD_NOT_ALLOWED.into_response(),
    };
    let from = client_ip(&parts).to_string();
    let verdict = match take_in(&app, provider.as_ref(), &code, &from, &parts.headers, &body).await
    {
        Ok(verdict) => verdict,
        Err(error) => {
            tracing::error!(provider = code, cause = ?error, "a callback could not be taken in");
            Verdict::TryAgain
        }
    };
    respond(provider.acknowledge(&body, verdict))
}

async fn take_in(
    app: &AppState,
    provider: &dyn Provider,
    code: &str,
    from: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Verdict> {
    let now = app.clock.now();
    let report = provider.verify_callback(body);
    if let Err(error) = &report
        && throttle::take(&app.db, UNVERIFIED, from, now)
            .await
            .is_err()
    {
        return Ok(error.verdict());
    }
    let kept: serde_json::Map<String, serde_json::Value> = KEPT_HEADERS
        .iter()
        .filter_map(|name| {
            Some((
                (*name).to_owned(),
                headers.get(*name)?.to_str().ok()?.into(),
            ))
        })
        .collect();
    let mut connection = app.db.acquire().await?;
    let id = sqlx::query_scalar!(
        "insert into callbacks (provider, headers, body, received_at) values ($1, $2, $3, $4) returning id",
        code,
        serde_json::Value::Object(kept),
        body,
        now
    )
    .fetch_one(&mut *connection)
    .await?;
    let mut tx = connection.begin().await?;
    let verdict = match report {
        Ok(report) => apply(&mut tx, code, &report, body, now).await?,
        Err(error) => error.verdict(),
    };
    sqlx::query!(
        "update callbacks set verdict = $2 where id = $1",
        id,
        format!("{verdict:?}")
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    metrics::callback(code.to_owned(), format!("{verdict:?}"));
    tracing::info!(callback = id, provider = code, ?verdict, "callback");
    Ok(verdict)
}

/// Records what a verified report says.
async fn apply(
    tx: &mut PgTransaction<'_>,
    code: &str,
    report: &Report,
    raw: &[u8],
    now: OffsetDateTime,
) -> Result<Verdict> {
    let Some(attempt) = find(tx, code, &report.reference).await? else {
        return Ok(Verdict::UnknownReference);
    };
    let change = events::record(tx, attempt, &event_of(report), Some(raw), now).await?;
    Ok(match change.after {
        AttemptState::AmountMismatch => Verdict::AmountMismatch,
        after if after == change.before => Verdict::AlreadyProcessed,
        _ => Verdict::Accepted,
    })
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
        Outcome::Pending => AttemptEvent::ReportedPending { source },
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

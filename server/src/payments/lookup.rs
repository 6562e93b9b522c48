//! Paying by dossier code: the national platform asks what is due, and the citizen pays there.

use super::{
    attempt::prepare::{NewAttempt, Order, bill_of, store, supersede_under_way},
    channels::BY_DOSSIER_CODE,
    events, poll,
};
use crate::payments::Providers;
use crate::{
    http::{Error, Result, context::client_ip, request_body},
    rate_limit::{self, address_limit},
    state::AppState,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::payment::{AttemptEvent, OrderState};
use providers::{BillLookup, LookupResult};
use sqlx::PgTransaction;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// The provider behind the channel.
const PROVIDER: &str = "national-platform";
/// Largest inquiry, in bytes.
const LARGEST_MESSAGE: usize = 16 * 1024;
/// How long an inquiry may be on its way, and clocks apart. Whoever has got hold of one learns nothing by it later.
const LONGEST_WAY: Duration = Duration::minutes(15);
/// Inquiries from one address, so that nobody goes through all dossier codes.
const INQUIRIES: rate_limit::Limit = rate_limit::Limit {
    name: "bill-lookup",
    burst: 600,
    per: Duration::minutes(10),
};

/// Handles `POST /callbacks/national-platform/lookup`, in the platform's format.
pub async fn answer(State(app): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let from = client_ip(&parts);
    let body = match request_body::read(body, LARGEST_MESSAGE).await {
        Ok(body) => body,
        Err(error) => return super::callback::unread(&error),
    };
    let now = app.clock.now();
    let Some(platform) = app.get::<Providers>().get(PROVIDER) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let lookup = match platform.verify_lookup(&body) {
        Ok(lookup) => lookup,
        Err(error) => {
            tracing::warn!(%error, "a bill was asked for by somebody unknown");
            return StatusCode::FORBIDDEN.into_response();
        }
    };
    if (now - lookup.asked_at).abs() > LONGEST_WAY {
        tracing::warn!(asked_at = %lookup.asked_at, "an old inquiry about a bill came again");
        return StatusCode::FORBIDDEN.into_response();
    }
    // Only now, so that whoever cannot sign neither costs the database anything nor spends what is the platform's.
    match address_limit::take_from(&app, from, INQUIRIES, now).await {
        Ok(()) => {}
        Err(Error::Problem(problem)) if problem.status == 429 => {
            return StatusCode::TOO_MANY_REQUESTS.into_response();
        }
        Err(error) => {
            tracing::error!(cause = ?error, "a bill could not be looked up");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    }
    match look_up(&app, &lookup, now).await {
        Ok(result) => super::callback::respond(platform.lookup_answer(&lookup, result)),
        Err(error) => {
            tracing::error!(cause = ?error, "a bill could not be looked up");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn look_up(app: &AppState, lookup: &BillLookup, now: OffsetDateTime) -> Result<LookupResult> {
    let code = lookup.dossier_code.as_str();
    let Some(found) = find(app, code).await? else {
        return Ok(LookupResult::NotFound);
    };
    let Some(order_id) = found.order_id else {
        return Ok(LookupResult::NothingDue);
    };
    // Whoever pays at the platform may have begun here, and may have paid.
    if let Some(live) = found.live {
        poll::poll_before_superseding(app, live).await?;
    }
    let mut tx = app.db.begin().await?;
    let order = Order::lock(&mut tx, order_id).await?;
    if !matches!(order.state, OrderState::Due | OrderState::InProgress) {
        return Ok(LookupResult::NothingDue);
    }
    let (reference, requested_at) = match begun_there(&mut tx, order_id).await? {
        Some(begun) => begun,
        None => begin(&mut tx, app, &order, now).await?,
    };
    tx.commit().await?;
    Ok(LookupResult::Due {
        reference,
        amount: order.amount,
        requested_at,
        bill: Box::new(bill_of(order)),
    })
}

struct Found {
    order_id: Option<Uuid>,
    live: Option<Uuid>,
}

/// The dossier of a code, or of the running number that it has before it is received.
async fn find(app: &AppState, code: &str) -> Result<Option<Found>> {
    Ok(sqlx::query_as!(
        Found,
        r#"select o.id as "order_id?", a.id as "live?"
           from dossiers d
           left join payment_orders o on o.dossier_number = d.number
           left join payment_attempts a on a.order_id = o.id and (a.live or a.state = 'in_flight')
               and a.channel_code <> $2
           where d.state > 0 and (d.code = $1 or d.number = $3)
           order by a.created_at desc nulls last limit 1"#,
        code,
        BY_DOSSIER_CODE,
        code.parse::<i64>().ok()
    )
    .fetch_optional(&app.db)
    .await?)
}

/// An attempt that an earlier inquiry began: the platform may ask again and again.
async fn begun_there(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
) -> Result<Option<(String, OffsetDateTime)>> {
    let begun = sqlx::query!(
        "select reference, requested_at from payment_attempts
         where order_id = $1 and (live or state = 'in_flight') and channel_code = $2
         order by created_at desc limit 1",
        order_id,
        BY_DOSSIER_CODE
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(begun.map(|begun| (begun.reference, begun.requested_at)))
}

async fn begin(
    tx: &mut PgTransaction<'_>,
    app: &AppState,
    order: &Order,
    now: OffsetDateTime,
) -> Result<(String, OffsetDateTime)> {
    supersede_under_way(tx, order.id, now).await?;
    let key = Uuid::new_v4().to_string();
    let new = NewAttempt {
        channel: BY_DOSSIER_CODE,
        provider: PROVIDER,
        key: &key,
        asks: true,
    };
    let stored = store(tx, app, order, &new, now).await?;
    // The platform opens it with our answer.
    events::record(tx, stored.id, &AttemptEvent::CreateAccepted, None, now).await?;
    Ok((stored.reference, stored.requested_at))
}

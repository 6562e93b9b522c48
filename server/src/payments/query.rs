//! Asks providers until it is known what became of an attempt. A time-out is unknown, never failed.

use super::events::{self, stored_state};
use crate::{http::Result, jobs::Done, state::AppState};
use domain::payment::{AttemptEvent, AttemptState, ReportSource, query_ladder};
use providers::{QueryAnswer, QueryRequest};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// A payer who chooses again is kept waiting this long at most.
const LONGEST_QUESTION: std::time::Duration = std::time::Duration::from_secs(4);
/// A provider that does not know an attempt this long after the request never got it.
const NEVER_ARRIVED_AFTER: Duration = Duration::minutes(15);

/// Where an attempt stands after a question, and when the ladder asks again.
#[derive(Clone, Copy, Debug)]
struct Asked {
    after: AttemptState,
    next: Option<OffsetDateTime>,
}

/// Asks once, as the ladder's job, and says when to ask again.
///
/// # Errors
/// As [`ask`].
pub async fn run(app: &AppState, attempt_id: Uuid) -> Result<Done> {
    let Asked { after, next } = ask(app, attempt_id).await?;
    Ok(match next {
        Some(next) if after.needs_answer() => Done::Again(next),
        None if after.needs_answer() => {
            tracing::error!(attempt = %attempt_id, "no answer after three days: a person must ask the provider");
            Done::Finished
        }
        _ => Done::Finished,
    })
}

/// Asks before another attempt takes this one's place: whoever chooses again may have paid, and only the news of it got
/// lost. A provider that does not answer in time is not waited for.
///
/// # Errors
/// As [`ask`].
pub async fn ask_before_superseding(app: &AppState, attempt_id: Uuid) -> Result<()> {
    match tokio::time::timeout(LONGEST_QUESTION, ask(app, attempt_id)).await {
        Ok(asked) => asked.map(drop),
        Err(_) => Ok(()),
    }
}

/// Asks once and records the answer.
///
/// # Errors
/// A database error. A provider that cannot be asked is no error: it is asked again by the ladder.
async fn ask(app: &AppState, attempt_id: Uuid) -> Result<Asked> {
    let attempt = sqlx::query!(
        "select a.reference, a.requested_at, a.created_at, a.state, a.queries, c.provider
         from payment_attempts a join payment_channels c on c.code = a.channel_code where a.id = $1",
        attempt_id
    )
    .fetch_one(&app.db)
    .await?;
    let state: AttemptState = stored_state(attempt.state)?;
    let Some(provider) = app.providers.get(&attempt.provider) else {
        return Err(crate::http::Error::internal(format!(
            "no provider {}",
            attempt.provider
        )));
    };
    if !state.needs_answer() {
        return Ok(Asked {
            after: state,
            next: None,
        });
    }
    let request = QueryRequest {
        reference: attempt.reference.clone(),
        requested_at: attempt.requested_at,
    };
    let answer = provider.query(&request).await;
    let now = app.clock.now();
    let age = now - attempt.created_at;
    let tries = u32::try_from(attempt.queries).unwrap_or(0) + 1;
    let event = match answer {
        Ok(answer) => event_of(answer, state, age, &attempt.reference),
        Err(error) => {
            tracing::warn!(attempt = %attempt_id, %error, "the provider could not be asked");
            None
        }
    };

    let next = query_ladder(age, tries).map(|wait| now + wait);
    let mut tx = app.db.begin().await?;
    let mut after = state;
    // First, because it locks the order before the attempt, as everything else does.
    if let Some(event) = event {
        after = events::record(&mut tx, attempt_id, &event, None, now)
            .await?
            .after;
    }
    sqlx::query!(
        "update payment_attempts set queries = queries + 1, queried_at = $2, next_query_at = $3 where id = $1",
        attempt_id,
        now,
        next.filter(|_| after.needs_answer())
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(Asked { after, next })
}

/// What an answer adds to what is known; nothing where it is still pending.
fn event_of(
    answer: QueryAnswer,
    state: AttemptState,
    age: Duration,
    reference: &str,
) -> Option<AttemptEvent> {
    let source = ReportSource::Query;
    match answer {
        QueryAnswer::Paid {
            amount,
            provider_transaction,
            ..
        } => Some(AttemptEvent::ReportedPaid {
            amount,
            provider_transaction: provider_transaction.unwrap_or_else(|| reference.to_owned()),
            source,
        }),
        QueryAnswer::Failed { code } => Some(AttemptEvent::ReportedFailed { code, source }),
        QueryAnswer::Pending => matches!(state, AttemptState::Unknown | AttemptState::Created)
            .then_some(AttemptEvent::ReportedPending { source }),
        QueryAnswer::NotFound => {
            (age >= NEVER_ARRIVED_AFTER).then(|| AttemptEvent::ReportedFailed {
                code: "not_found".to_owned(),
                source,
            })
        }
    }
}

/// A payer has come back: brings the question forward, at most once in ten seconds for an attempt.
///
/// # Errors
/// A database error.
pub async fn hasten(app: &AppState, attempt_id: Uuid, now: OffsetDateTime) -> Result<()> {
    let brought_forward = sqlx::query!(
        "update jobs set run_at = $2
         where work ? 'attempt_id' and work ->> 'attempt_id' = $1 and run_at > $2
           and exists (select from payment_attempts
                       where id = $3 and (queried_at is null or queried_at < $4))",
        attempt_id.to_string(),
        now,
        attempt_id,
        now - Duration::seconds(10)
    )
    .execute(&app.db)
    .await?;
    if brought_forward.rows_affected() > 0 {
        app.wake_jobs();
    }
    Ok(())
}

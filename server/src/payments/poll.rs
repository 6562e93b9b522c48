//! Asks providers until it is known what became of an attempt. A time-out is unknown, never failed.

use super::{
    channels,
    events::{self, Told},
    health,
};
use crate::payments::Providers;
use crate::{
    books::fresh_reference,
    http::Result,
    jobs::{Done, Work},
    state::AppState,
};
use domain::{
    money::Vnd,
    payment::{Answer, AttemptEvent, AttemptState, ReportSource},
};
use providers::{QueryAnswer, QueryError, QueryRequest};
use serde::{Deserialize, Serialize};
use std::time::Instant;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// A payer who chooses again is kept waiting this long at most.
const LONGEST_QUESTION: std::time::Duration = std::time::Duration::from_secs(4);
/// A provider that does not know an attempt this long after a request that it never answered has not got it.
const NEVER_ARRIVED_AFTER: Duration = Duration::minutes(15);
/// Longer than opening a payment may take by the clock, whatever the time scale.
const LONGEST_OPENING: Duration = Duration::seconds(15);

/// Asks the provider what became of an attempt.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "poll_attempt")]
pub struct PollAttempt {
    pub attempt_id: Uuid,
    /// Who is asked; empty where it was written by an earlier version.
    #[serde(default)]
    pub provider: String,
}

impl Work for PollAttempt {
    const KINDS: &[&str] = &["poll_attempt"];

    fn waits_for(&self) -> Option<&str> {
        Some(self.provider.as_str()).filter(|provider| !provider.is_empty())
    }
}

/// Where an attempt stands after a question, and when it is asked again.
#[derive(Clone, Copy, Debug)]
struct Asked {
    after: AttemptState,
    next: Option<OffsetDateTime>,
}

/// Asks once, as the poll job, and says when to ask again.
pub async fn run(app: AppState, work: PollAttempt) -> Result<Done> {
    let Asked { after, next } = ask(&app, work.attempt_id).await?;
    Ok(match next {
        Some(next) if after.needs_answer() => Done::Again(next),
        _ => Done::Finished,
    })
}

/// Puts an attempt that no job asks about any more into the finance officers' queue.
pub async fn show_given_up(app: AppState, work: PollAttempt) -> Result<Done> {
    sqlx::query!(
        "update payment_attempts set needs_person = true where id = $1 and next_query_at is not null",
        work.attempt_id
    )
    .execute(&app.db)
    .await?;
    Ok(Done::Finished)
}

/// Asks once because an officer wants to know, whatever the poll schedule says.
pub async fn refresh_status(app: &AppState, attempt_id: Uuid) -> Result<()> {
    ask(app, attempt_id).await.map(drop)
}

/// Asks before another attempt takes this one's place: whoever chooses again may have paid, and only the news of it got
/// lost. A provider that does not answer in time is not waited for.
pub async fn poll_before_superseding(app: &AppState, attempt_id: Uuid) -> Result<()> {
    match tokio::time::timeout(LONGEST_QUESTION, ask(app, attempt_id)).await {
        Ok(asked) => asked.map(drop),
        Err(_) => Ok(()),
    }
}

struct Asking {
    reference: String,
    amount: Vnd,
    channel_code: String,
    provider: String,
    provider_token: Option<String>,
    requested_at: OffsetDateTime,
    created_at: OffsetDateTime,
    state: AttemptState,
    queries: i32,
    contact: bool,
    accepted: bool,
    was_in_flight: bool,
}

/// Asks once and records the answer.
///
/// # Errors
/// A database error. A provider that cannot be asked is no error: it is asked again by the poll schedule.
async fn ask(app: &AppState, attempt_id: Uuid) -> Result<Asked> {
    let asking = sqlx::query_as!(
        Asking,
        r#"select reference, amount, channel_code, provider, provider_token, requested_at, created_at, state, queries, contact,
               exists (select from payment_events where attempt_id = $1 and event ->> 'type' = 'create_accepted')
                   as "accepted!",
               exists (select from payment_events where attempt_id = $1 and event ->> 'type' = 'reported_in_flight')
                   as "was_in_flight!"
           from payment_attempts where id = $1"#,
        attempt_id
    )
    .fetch_one(&app.db)
    .await?;
    let state = asking.state;
    let descriptor = providers::descriptor(&asking.provider);
    if !state.needs_answer() || descriptor.is_none_or(|known| known.poll_percent.is_none()) {
        return Ok(Asked {
            after: state,
            next: None,
        });
    }
    let request = QueryRequest {
        reference: asking.reference,
        amount: asking.amount,
        requested_at: asking.requested_at,
        provider_token: asking.provider_token,
        client_ip: std::net::Ipv4Addr::LOCALHOST.into(),
        now: app.clock.now(),
        request_id: fresh_reference(),
    };
    let began = Instant::now();
    // One that was taken out of the configuration answers nothing until it is back; on day 3 a person must ask it.
    let answer = match app.get::<Providers>().get(&asking.provider) {
        Some(provider) => provider.query(&request).await,
        None => Err(QueryError::NotConfigured),
    };
    let took = i32::try_from(began.elapsed().as_millis()).unwrap_or(i32::MAX);
    let answered =
        health::answered(&answer).filter(|_| health::is_told_by_signals(&asking.provider));
    let now = app.clock.now();
    let age = app.time_scale.age(asking.created_at, now);
    let tries = u32::try_from(asking.queries).unwrap_or(0) + 1;
    if let Err(error) = &answer {
        tracing::warn!(attempt = %attempt_id, %error, "the provider could not be asked");
    }
    // Some providers hear of an accepted payment only when its payer comes, which may be at any time while it can be paid.
    let heard_of_late = descriptor.is_some_and(|known| known.opened_by_payer)
        || asking.channel_code == channels::BY_DOSSIER_CODE;
    let said = match answer.as_ref().map_or(Answer::Undecided, QueryAnswer::says) {
        Answer::NotKnown if asking.accepted && heard_of_late => Answer::NotPaid,
        said => said,
    };
    let schedule = app.config.poll_schedule(&asking.provider);
    let next = schedule
        .wait(age, tries)
        .map(|wait| now + app.time_scale.wait(wait));
    let opening_failed = !asking.accepted
        && age >= NEVER_ARRIVED_AFTER
        && now - asking.created_at >= LONGEST_OPENING;
    let payer_never_came = heard_of_late && next.is_none();
    // Money that was on its way is not gone because its provider has forgotten it.
    let never_arrived = (opening_failed || payer_never_came) && !asking.was_in_flight;
    let events = answer.map_or_else(
        |_| Vec::new(),
        |answer| events_of(answer, state, never_arrived),
    );
    let mut tx = app.db.begin().await?;
    let mut after = state;
    let was_in_flight = asking.was_in_flight || said == Answer::InFlight;
    // First, because recording locks the order before the attempt, as everything else does.
    for (event, at) in events {
        let told = Told { raw: None, at };
        after = events::record_told(&mut tx, attempt_id, &event, told, now)
            .await?
            .after;
    }
    if after.is_live() && said.ends_time_to_pay(age, asking.contact) {
        after = events::record(&mut tx, attempt_id, &AttemptEvent::Expired, None, now)
            .await?
            .after;
    }
    if let Some(answered) = answered {
        health::note_question(&mut *tx, &asking.channel_code, answered, took, now).await?;
    }
    let needs_person = next.is_none() && said.needs_person(after, was_in_flight);
    if needs_person {
        tracing::error!(attempt = %attempt_id, "no answer after three days: a person must ask the provider");
    }
    sqlx::query!(
        "update payment_attempts
         set queries = queries + 1, queried_at = $2, next_query_at = $3, needs_person = needs_person or $4
         where id = $1",
        attempt_id,
        now,
        next.filter(|_| after.needs_answer()),
        needs_person
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(Asked { after, next })
}

/// What an answer adds to what is known, and when the provider says that it was; nothing where it is still not paid.
/// `never_arrived` says that a payment which the provider does not know of now, it will never know of.
fn events_of(
    answer: QueryAnswer,
    state: AttemptState,
    never_arrived: bool,
) -> Vec<(AttemptEvent, Option<OffsetDateTime>)> {
    let source = ReportSource::Query;
    let one = match answer {
        QueryAnswer::Paid(charges) => {
            return charges
                .into_iter()
                .map(|charge| {
                    let paid = AttemptEvent::ReportedPaid {
                        amount: charge.amount,
                        provider_transaction: charge.provider_transaction,
                        source,
                    };
                    (paid, charge.paid_at)
                })
                .collect();
        }
        QueryAnswer::Failed { code } => Some(AttemptEvent::ReportedFailed { code, source }),
        QueryAnswer::InFlight { code } => Some(AttemptEvent::ReportedInFlight { code, source }),
        QueryAnswer::NotPaid => matches!(state, AttemptState::Unknown | AttemptState::Created)
            .then_some(AttemptEvent::ReportedPending { source }),
        QueryAnswer::NotFound => never_arrived.then(|| AttemptEvent::ReportedFailed {
            code: "not_found".to_owned(),
            source,
        }),
    };
    one.into_iter().map(|event| (event, None)).collect()
}

/// A payer has come back: notes it the first time, and brings the question forward, at most once in ten seconds for an
/// attempt.
pub async fn poll_soon(
    app: &AppState,
    attempt_id: Uuid,
    contact: bool,
    now: OffsetDateTime,
) -> Result<()> {
    if !contact {
        let mut tx = app.db.begin().await?;
        events::record(&mut tx, attempt_id, &AttemptEvent::PayerReturned, None, now).await?;
        tx.commit().await?;
    }
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
        app.jobs.wake();
    }
    Ok(())
}

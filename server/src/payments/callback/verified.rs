//! Messages that a provider has signed. Whoever holds one can send it again as often as they like (VNPAY signs what the payer's
//! browser brings), so a repeat of the same facts is counted and not kept: one statement, however many came before.

use super::{Message, RepeatLimit, apply};
use crate::payments::{health, poll};
use crate::{
    http::{Error, Result},
    metrics,
    state::AppState,
};
use domain::payment::AttemptState;
use providers::{Outcome, Report, Verdict};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::{Acquire, PgConnection};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};
use time::{Duration, OffsetDateTime};

/// Takes in what a report says, unless it was taken in before.
///
/// # Errors
/// A database error; then the provider is to send it again.
pub(super) async fn take_in(
    app: &AppState,
    message: &Message<'_>,
    report: &Report,
) -> Result<Verdict> {
    let facts = fingerprint(report);
    let again = app
        .get::<Repeats>()
        .answered(message.provider, &facts, message.now);
    if let Some(verdict) = again {
        metrics::callback(message.provider.to_owned(), verdict.into());
        return Ok(verdict);
    }
    let limit = app.get::<RepeatLimit>();
    if !limit.admits(message.from, message.now) {
        let what = format!("callback-repeat:{}", message.provider);
        app.left_out.count(what, message.body.len());
        let verdict = Verdict::TryAgain;
        metrics::callback(message.provider.to_owned(), verdict.into());
        return Ok(verdict);
    }
    let mut connection = app.db.acquire().await?;
    let kept = keep(&mut connection, message, report, &facts).await?;
    if kept.again {
        limit.count(message.from, message.now);
    }
    if let Some(verdict) = kept.verdict_of_repeat() {
        drop(connection);
        if kept.repeats >= super::COUNTED_EACH {
            app.get::<Repeats>()
                .remember(message.provider, facts, verdict, message.now);
        }
        metrics::callback(message.provider.to_owned(), verdict.into());
        tracing::debug!(callback = kept.id, ?verdict, "a callback came again");
        return Ok(verdict);
    }
    let mut tx = connection.begin().await?;
    let (verdict, attempt) = apply(&mut tx, message, report).await?;
    if let Some(attempt) = attempt.filter(|_| health::is_told_by_signals(message.provider)) {
        health::note_report(&mut *tx, attempt, message.now).await?;
    }
    sqlx::query!(
        "update callbacks set verdict = $2 where id = $1",
        kept.id,
        <&str>::from(verdict)
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    drop(connection);
    // What decides nothing is asked about at once: mostly it is a failure in the words of the bank behind the provider.
    if let (Outcome::Undecided { .. }, Some(attempt)) = (&report.outcome, attempt) {
        poll::poll_soon(app, attempt, true, message.now).await?;
    }
    metrics::callback(message.provider.to_owned(), verdict.into());
    tracing::info!(
        callback = kept.id,
        provider = message.provider,
        ?verdict,
        "callback"
    );
    Ok(verdict)
}

/// How long an answer to what came more often than that is given without asking the database.
const REMEMBERED: Duration = Duration::seconds(1);

/// What was answered just now to messages that came far too often. Whoever holds one signed message and sends it without end
/// takes no connection from anybody: of each the database hears once a second.
#[derive(Debug, Default)]
pub struct Repeats(Mutex<Remembered>);

/// By provider and fingerprint.
type Remembered = HashMap<(String, Vec<u8>), (Verdict, OffsetDateTime)>;

impl Repeats {
    fn answered(&self, provider: &str, facts: &[u8], now: OffsetDateTime) -> Option<Verdict> {
        let key = (provider.to_owned(), facts.to_vec());
        let (verdict, at) = *self.remembered().get(&key)?;
        (at <= now && now < at + REMEMBERED).then_some(verdict)
    }

    fn remember(&self, provider: &str, facts: Vec<u8>, verdict: Verdict, now: OffsetDateTime) {
        let mut remembered = self.remembered();
        remembered.retain(|_, (_, at)| *at <= now && now < *at + REMEMBERED);
        remembered.insert((provider.to_owned(), facts), (verdict, now));
    }

    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Kept {
    id: i64,
    /// Whether the same facts came before.
    again: bool,
    /// How often they have come again.
    repeats: i32,
    /// Whether its facts were recorded before.
    recorded: bool,
    /// Where the attempt stands, of a repeat.
    state: Option<AttemptState>,
}

impl Kept {
    /// What a repeat is answered: the same facts change nothing, whatever has happened since (a property of the fold).
    fn verdict_of_repeat(&self) -> Option<Verdict> {
        let state = self.state.filter(|_| self.recorded)?;
        Some(match state {
            AttemptState::AmountMismatch => Verdict::AmountMismatch,
            _ => Verdict::AlreadyProcessed,
        })
    }
}

/// Keeps the message, or counts it on the row of the first with the same facts. What could not be recorded then is
/// recorded now.
async fn keep(
    connection: &mut PgConnection,
    message: &Message<'_>,
    report: &Report,
    facts: &[u8],
) -> Result<Kept> {
    let body = message.kept();
    // A repeat locks no row beyond the hundredth, but once a second.
    sqlx::query_as!(
        Kept,
        r#"with known as (
             select id, true as again, repeats, last_seen_at,
                 coalesce(verdict in ('Accepted', 'AlreadyProcessed', 'AmountMismatch'), false) as recorded
             from callbacks where provider = $1 and verified and fingerprint = $2
         ), kept as (
             insert into callbacks (provider, verified, fingerprint, digest, headers, body, size, received_at)
             select $1, true, $2, $9, $3, $4, $5, $6 where not exists (select from known)
             on conflict (provider, verified, fingerprint) do update
             set repeats = callbacks.repeats + 1, last_seen_at = $6
             returning id
         ), counted as (
             update callbacks c set repeats = c.repeats + 1, last_seen_at = $6
             from known
             where c.id = known.id and (known.repeats < $8 or known.last_seen_at <= $6 - interval '1 second')
         )
         select id as "id!", again as "again!", repeats as "repeats!", recorded as "recorded!",
             (select state from payment_attempts where provider = $1 and reference = $7) as "state: AttemptState"
         from known
         union all select id, false, 0, false, null from kept"#,
        message.provider,
        facts,
        message.kept_headers(),
        &*body,
        message.size(),
        message.now,
        report.reference,
        super::COUNTED_EACH,
        message.digest(),
    )
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| Error::internal("a callback that was neither kept nor known"))
}

/// What makes two messages the same: what they say of which payment. Signatures, times and what else stands in them may differ.
fn fingerprint(report: &Report) -> Vec<u8> {
    let outcome = match &report.outcome {
        Outcome::Paid => json!("paid"),
        Outcome::Failed { code } => json!({ "failed": code }),
        Outcome::InFlight { code } => json!({ "in_flight": code }),
        Outcome::NotPaid => json!("pending"),
        Outcome::Undecided { code } => json!({ "undecided": code }),
    };
    let facts = json!([
        report.reference,
        outcome,
        report.amount,
        report.provider_transaction
    ]);
    Sha256::digest(facts.to_string()).to_vec()
}

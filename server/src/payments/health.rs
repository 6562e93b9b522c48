//! How channels did lately: from our own tries to open payments over them, and where a payment is opened without a call, from
//! whether its provider answers our questions and reports by itself.

use crate::http::Result;
use domain::payment::health::{Health, Try, WINDOW, health};
use providers::QueryError;
use sqlx::PgExecutor;
use std::collections::HashMap;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long signals are kept: longer than anything is told from.
const KEPT_FOR: Duration = Duration::days(1);

struct Row {
    channel_code: String,
    at: OffsetDateTime,
    succeeded: Option<bool>,
    milliseconds: Option<i32>,
}

impl From<&Row> for Try {
    fn from(row: &Row) -> Self {
        Self {
            at: row.at,
            opened: row.succeeded,
            milliseconds: row
                .milliseconds
                .and_then(|took| u32::try_from(took).ok())
                .unwrap_or(0),
        }
    }
}

/// Whether only its answers and reports tell of the health of a provider's channels.
pub fn is_told_by_signals(provider: &str) -> bool {
    providers::descriptor(provider).is_some_and(|known| known.opens_without_call)
}

/// What a question says of the provider: whether it was answered; nothing where it was not sent.
pub fn answered<T>(answer: &std::result::Result<T, QueryError>) -> Option<bool> {
    match answer {
        Ok(_) => Some(true),
        Err(QueryError::Refused(_) | QueryError::Unavailable(_)) => Some(false),
        Err(QueryError::Unsupported | QueryError::NotConfigured | QueryError::Invalid(_)) => None,
    }
}

/// Notes whether a question about a payment over a channel was answered, and how long that took in milliseconds.
pub async fn note_question(
    db: impl PgExecutor<'_>,
    channel: &str,
    answered: bool,
    milliseconds: i32,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into channel_signals (channel_code, at, answered, milliseconds) values ($1, $2, $3, $4)",
        channel,
        now,
        answered,
        milliseconds
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that a provider reported something of an attempt by itself.
pub async fn note_report(
    db: impl PgExecutor<'_>,
    attempt_id: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into channel_signals (channel_code, at, answered)
         select channel_code, $2, true from payment_attempts where id = $1",
        attempt_id,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets signals that say nothing about now.
pub async fn sweep(db: impl PgExecutor<'_>, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from channel_signals where at < $1", now - KEPT_FOR)
        .execute(db)
        .await?;
    Ok(())
}

/// Tries of each channel, or of one, since a time, by the channel's code. A payment that was opened without a call is a try of
/// which nothing is known yet: while the channel rests, one payer at a time begins one.
pub async fn tries_since(
    db: impl PgExecutor<'_>,
    channel: Option<&str>,
    since: OffsetDateTime,
) -> Result<HashMap<String, Vec<Try>>> {
    let without_call = providers::ALL
        .iter()
        .filter(|provider| provider.opens_without_call);
    let without_call: Vec<String> = without_call
        .map(|provider| provider.code.to_owned())
        .collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select channel_code as "channel_code!", at as "at!", succeeded as "succeeded?", milliseconds as "milliseconds?"
           from (
               select channel_code, requested_at as at, case when provider <> all($3) then opened end as succeeded,
                   open_milliseconds as milliseconds
               from payment_attempts
               where requested_at >= $1 and ($2::text is null or channel_code = $2)
                 and (opened is not null or state = 'created')
               union all
               select channel_code, at, answered, milliseconds
               from channel_signals
               where at >= $1 and ($2::text is null or channel_code = $2)
           ) tries"#,
        since,
        channel,
        &without_call
    )
    .fetch_all(db)
    .await?;
    let mut tries: HashMap<String, Vec<Try>> = HashMap::new();
    for row in &rows {
        tries
            .entry(row.channel_code.clone())
            .or_default()
            .push(row.into());
    }
    Ok(tries)
}

/// The health of every channel that was tried in the last minutes, by its code.
pub async fn of_all(
    db: impl PgExecutor<'_>,
    now: OffsetDateTime,
) -> Result<HashMap<String, Health>> {
    Ok(tries_since(db, None, now - WINDOW)
        .await?
        .into_iter()
        .map(|(code, tries)| (code, health(&tries, now)))
        .collect())
}

pub async fn of_channel(
    db: impl PgExecutor<'_>,
    code: &str,
    now: OffsetDateTime,
) -> Result<Health> {
    let tries = tries_since(db, Some(code), now - WINDOW).await?;
    Ok(health(tries.get(code).map_or(&[], Vec::as_slice), now))
}

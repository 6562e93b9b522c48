//! How channels did lately, from our own tries to open payments over them.

use crate::http::Result;
use domain::payment::health::{Health, Try, WINDOW, health};
use sqlx::PgExecutor;
use std::collections::HashMap;
use time::OffsetDateTime;

struct Row {
    channel_code: String,
    requested_at: OffsetDateTime,
    opened: Option<bool>,
    open_milliseconds: Option<i32>,
}

impl From<&Row> for Try {
    fn from(row: &Row) -> Self {
        Self {
            at: row.requested_at,
            opened: row.opened,
            milliseconds: row
                .open_milliseconds
                .and_then(|took| u32::try_from(took).ok())
                .unwrap_or(0),
        }
    }
}

/// Tries of each channel, or of one, since a time, by the channel's code.
pub async fn tries_since(
    db: impl PgExecutor<'_>,
    channel: Option<&str>,
    since: OffsetDateTime,
) -> Result<HashMap<String, Vec<Try>>> {
    let rows = sqlx::query_as!(
        Row,
        "select channel_code, requested_at, opened, open_milliseconds
         from payment_attempts
         where requested_at >= $1 and ($2::text is null or channel_code = $2)
           and (opened is not null or state = 'created')",
        since,
        channel
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

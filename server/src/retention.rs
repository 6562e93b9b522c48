//! How long what was written down is kept, and the night's work that forgets the rest. How long is configuration
//! (`config::retention`); what the server's role may not delete, functions of the database forget (migration 0020), which refuse
//! what is too young.

use crate::{
    auth::known_browser::KNOWN_FOR,
    books::evidence,
    clock::next_night,
    http::Result,
    jobs::{Done, Work},
    metrics,
    state::AppState,
};
use domain::calendar::vietnam_date;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use std::future::Future;
use time::OffsetDateTime;

/// Rows that are forgotten in one transaction, so that none of them takes long.
const BATCH: i32 = 5_000;
/// Hours after midnight in Vietnam: after the books were compared.
pub const NIGHTLY_AT: i64 = 2;

/// Forgets what was kept long enough, every night.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "forget")]
pub struct Forget {}

impl Work for Forget {
    const KINDS: &[&str] = &["forget"];
}

/// Forgets what was kept long enough, and comes back the next night.
///
/// # Errors
/// A database error; what was forgotten until then stays so.
pub async fn nightly(app: AppState, message_kinds: &[String]) -> Result<Done> {
    let (db, now, kept) = (&app.db, app.clock.now(), app.config.retention);
    // What callbacks say of money outlives them.
    evidence::extract(db, now).await?;
    forget("callbacks", async || {
        callbacks(db, now - kept.callbacks).await
    })
    .await?;
    forget("left out", async || {
        left_out(db, now - kept.callbacks).await
    })
    .await?;
    forget("raw bodies", async || {
        raw_bodies(db, now - kept.raw_bodies).await
    })
    .await?;
    let messages = forget("messages", async || {
        messages(db, now - kept.messages, message_kinds).await
    })
    .await?;
    if messages > 0 {
        tracing::error!(
            messages,
            "messages could not be delivered and were given up"
        );
    }
    forget("uploads", async || uploads(db, now).await).await?;
    Ok(Done::Again(next_night(now, NIGHTLY_AT)))
}

/// Forgets one kind, a batch after the other, until a batch was not full.
async fn forget<F: Future<Output = Result<u64>>>(
    what: &'static str,
    batch: impl Fn() -> F,
) -> Result<u64> {
    let mut forgotten = 0;
    loop {
        let rows = batch().await?;
        forgotten += rows;
        if rows < u64::from(BATCH.unsigned_abs()) {
            break;
        }
    }
    metrics::forgotten(what, forgotten);
    tracing::info!(what, forgotten, "what was kept long enough was forgotten");
    Ok(forgotten)
}

async fn callbacks(db: &PgPool, before: OffsetDateTime) -> Result<u64> {
    let rows = sqlx::query_scalar!(
        r#"select forget_callbacks($1, $2) as "rows!""#,
        before,
        BATCH
    )
    .fetch_one(db)
    .await?;
    Ok(rows.unsigned_abs())
}

async fn raw_bodies(db: &PgPool, before: OffsetDateTime) -> Result<u64> {
    let rows = sqlx::query_scalar!(
        r#"select forget_raw_bodies($1, $2) as "rows!""#,
        before,
        BATCH
    )
    .fetch_one(db)
    .await?;
    Ok(rows.unsigned_abs())
}

async fn left_out(db: &PgPool, before: OffsetDateTime) -> Result<u64> {
    let deleted = sqlx::query!(
        "delete from left_out where (what, hour) in (select what, hour from left_out where hour < $1 limit $2)",
        before,
        i64::from(BATCH)
    );
    Ok(deleted.execute(db).await?.rows_affected())
}

/// Messages that were tried again and again. Those that are being sent just now are left to the next night.
async fn messages(db: &PgPool, before: OffsetDateTime, kinds: &[String]) -> Result<u64> {
    let deleted = sqlx::query!(
        "delete from jobs where id in (
             select id from jobs
             where created_at < $1 and work ->> 'kind' = any($3)
             order by id limit $2 for update skip locked)",
        before,
        i64::from(BATCH),
        kinds,
    );
    Ok(deleted.execute(db).await?.rows_affected())
}

async fn uploads(db: &PgPool, now: OffsetDateTime) -> Result<u64> {
    let deleted = sqlx::query!(
        "delete from uploads where (account_id, day) in (select account_id, day from uploads where day < $1 limit $2)",
        vietnam_date(now),
        i64::from(BATCH)
    );
    Ok(deleted.execute(db).await?.rows_affected())
}

/// Forgets what has expired of what strangers begin and do not finish, every hour.
pub async fn sweep(db: &PgPool, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from captchas where expires_at < $1", now)
        .execute(db)
        .await?;
    sqlx::query!("delete from verifications where expires_at < $1", now)
        .execute(db)
        .await?;
    sqlx::query!(
        "delete from known_browsers where last_seen_at < $1",
        now - KNOWN_FOR
    )
    .execute(db)
    .await?;
    Ok(())
}

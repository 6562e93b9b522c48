//! What came and was not written down, because there was too much of it: counted here, and written as one row an hour for
//! each kind. Whoever floods us writes nothing by it.

use crate::{clock::Clock, error::Result, metrics};
use sqlx::PgPool;
use std::{
    collections::BTreeMap,
    mem,
    sync::{Mutex, PoisonError},
};
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;

/// How often a server writes what it has counted. One that dies loses the counts of this long, and nothing else.
const WRITE_EVERY: std::time::Duration = std::time::Duration::from_secs(60);

/// What one server has counted since it last wrote.
#[derive(Debug, Default)]
pub struct LeftOut(Mutex<BTreeMap<String, Count>>);

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    times: i64,
    bytes: i64,
}

impl LeftOut {
    /// Counts one, of a kind such as `callback:vnpay`. Kinds are names of ours, so that there are few.
    pub fn count(&self, what: String, bytes: usize) {
        metrics::left_out(what.clone());
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(what).or_default();
        count.times += 1;
        count.bytes = count
            .bytes
            .saturating_add(i64::try_from(bytes).unwrap_or(i64::MAX));
    }

    /// Writes what was counted since the last time.
    ///
    /// # Errors
    /// A database error; then what was counted is lost, and only the metrics have it.
    pub async fn write(&self, db: &PgPool, now: OffsetDateTime) -> Result<()> {
        let counts = mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if counts.is_empty() {
            return Ok(());
        }
        let (what, counts): (Vec<String>, Vec<Count>) = counts.into_iter().unzip();
        let times: Vec<i64> = counts.iter().map(|count| count.times).collect();
        let bytes: Vec<i64> = counts.iter().map(|count| count.bytes).collect();
        sqlx::query!(
            "insert into left_out as l (what, hour, times, bytes)
             select what, date_trunc('hour', $4::timestamptz), times, bytes
             from unnest($1::text[], $2::bigint[], $3::bigint[]) as counted (what, times, bytes)
             on conflict (what, hour) do update
             set times = l.times + excluded.times, bytes = l.bytes + excluded.bytes",
            &what,
            &times,
            &bytes,
            now
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

/// Writes what was counted, every minute, and once more when the server stops.
pub async fn write_again_and_again(
    counts: &LeftOut,
    db: &PgPool,
    clock: &Clock,
    stopping: &CancellationToken,
) {
    while !stopping.is_cancelled() {
        let pause = tokio::time::sleep(WRITE_EVERY);
        let _ = stopping.run_until_cancelled(pause).await;
        if let Err(error) = counts.write(db, clock.now()).await {
            tracing::warn!(cause = ?error, "what was left out could not be written");
        }
    }
}

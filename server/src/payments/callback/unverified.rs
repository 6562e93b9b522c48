//! Messages without a good signature. Anybody may send them, so what is kept of them has an end: the beginning of each, each
//! once, so many from one address, and so many bytes in an hour from everywhere. What is beyond is counted.

use super::Message;
use crate::{
    http::{Error, Result},
    load::{Load, Worked},
    rate_limit::{self, Limit},
    state::AppState,
};
use std::sync::{Mutex, PoisonError};
use time::{Duration, OffsetDateTime};

/// Bytes that are kept of one: enough to see who meant what by it.
const KEPT_BYTES: usize = 2048;
/// About what a row takes besides.
const ROW_BYTES: usize = 512;
/// Messages that are kept from one network address.
const PER_ADDRESS: Limit = Limit {
    name: "unverified-callback",
    burst: 60,
    per: Duration::minutes(10),
};
/// Bytes that are kept from everywhere.
const BYTES_OF_ALL: Limit = Limit {
    name: "unverified-callback-bytes",
    burst: 1024 * 1024,
    per: Duration::hours(1),
};
/// Messages that one server asks the database about, at once and in a second. A flood is turned away before it, so that it
/// takes no connection from anybody.
const AT_ONCE: f64 = 100.0;
const PER_SECOND: f64 = 20.0;

/// Messages that are written at a time: they wait for the database in nobody's place but their own.
const WRITTEN_AT_A_TIME: usize = 8;

/// Turns a flood away before the database hears of it.
#[derive(Debug)]
pub struct UnverifiedLimit {
    bucket: Mutex<Option<(f64, OffsetDateTime)>>,
    written: Load,
}

impl Default for UnverifiedLimit {
    fn default() -> Self {
        Self {
            bucket: Mutex::default(),
            written: Load::new(WRITTEN_AT_A_TIME),
        }
    }
}

impl UnverifiedLimit {
    /// A place to write one, if there is room for it now.
    fn admit(&self, now: OffsetDateTime) -> Option<Worked> {
        let place = self.written.begin()?;
        self.admits(now).then_some(place)
    }

    fn admits(&self, now: OffsetDateTime) -> bool {
        let mut state = self.bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, since) = state.unwrap_or((AT_ONCE, now));
        let regained = (now - since).as_seconds_f64().max(0.0) * PER_SECOND;
        let left = (left + regained).min(AT_ONCE);
        let admitted = left >= 1.0;
        *state = Some((if admitted { left - 1.0 } else { left }, now));
        admitted
    }
}

/// Keeps a message, counts it on the row of the same one, or leaves it out.
pub(super) async fn keep(app: &AppState, message: &Message<'_>, verdict: &str) -> Result<()> {
    let digest = message.digest();
    let Some(_place) = app.get::<UnverifiedLimit>().admit(message.now) else {
        leave_out(app, message);
        return Ok(());
    };
    if is_counted(app, message, &digest).await? {
        return Ok(());
    }
    let kept = message.kept();
    let beginning = &kept[..kept.len().min(KEPT_BYTES)];
    let bytes = u32::try_from(beginning.len() + ROW_BYTES).map_err(Error::internal)?;
    let (db, now) = (&app.db, message.now);
    let allowed = rate_limit::try_take(db, PER_ADDRESS, message.from, now)
        .await?
        .is_some()
        && rate_limit::try_take_some(db, BYTES_OF_ALL, "", bytes, now)
            .await?
            .is_some();
    if !allowed {
        leave_out(app, message);
        return Ok(());
    }
    sqlx::query!(
        "insert into callbacks (provider, verified, fingerprint, digest, headers, body, size, received_at, verdict)
         values ($1, false, $2, $2, $3, $4, $5, $6, $7)
         on conflict (provider, verified, fingerprint) do update
         set repeats = callbacks.repeats + 1, last_seen_at = $6",
        message.provider,
        digest,
        message.kept_headers(),
        beginning,
        message.size(),
        now,
        verdict
    )
    .execute(db)
    .await?;
    tracing::info!(provider = message.provider, verdict, "callback");
    Ok(())
}

/// Whether the same message is kept already; then it is counted there.
async fn is_counted(app: &AppState, message: &Message<'_>, digest: &[u8]) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"with known as (
             select id, repeats, last_seen_at from callbacks
             where provider = $1 and not verified and fingerprint = $2
         ), counted as (
             update callbacks c set repeats = c.repeats + 1, last_seen_at = $3::timestamptz
             from known
             where c.id = known.id and (known.repeats < $4 or known.last_seen_at <= $3::timestamptz - interval '1 second')
         )
         select exists (select from known) as "known!""#,
        message.provider,
        digest,
        message.now,
        super::COUNTED_EACH,
    )
    .fetch_one(&app.db)
    .await?)
}

fn leave_out(app: &AppState, message: &Message<'_>) {
    let what = format!("callback:{}", message.provider);
    app.left_out.count(what, message.body.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_let_through_by_the_second() {
        let limit = UnverifiedLimit::default();
        let now = OffsetDateTime::UNIX_EPOCH;
        let admitted = |at| (0..1000).filter(|_| limit.admits(at)).count();
        assert_eq!(admitted(now), 100);
        assert_eq!(admitted(now), 0);
        assert_eq!(admitted(now + Duration::seconds(1)), 20);
        assert_eq!(admitted(now + Duration::hours(1)), 100);
    }

    #[test]
    fn so_many_are_written_at_a_time() {
        let limit = UnverifiedLimit::default();
        let now = OffsetDateTime::UNIX_EPOCH;
        let places: Vec<_> = std::iter::from_fn(|| limit.admit(now)).collect();
        assert_eq!(places.len(), WRITTEN_AT_A_TIME);
        drop(places);
        assert!(limit.admit(now).is_some());
    }
}

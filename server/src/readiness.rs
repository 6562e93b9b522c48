//! Whether the database answers, for balancers. Anybody may ask, so the database is asked once a second at most and by one at a
//! time, in a connection that no request waits for: a server that is busy is ready.

use sqlx::PgPool;
use std::time::Duration as Wait;
use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;

/// How long a balancer waits to hear whether we are ready, less a little.
const BALANCERS_PATIENCE: Wait = Wait::from_millis(1500);
/// How long an answer is good.
const GOOD_FOR: Duration = Duration::seconds(1);

/// What was last heard from the database.
#[derive(Debug, Default)]
pub struct Readiness(Mutex<Option<(bool, OffsetDateTime)>>);

impl Readiness {
    /// Whether the database answers now, or did within the last second.
    pub async fn now(&self, db: &PgPool, now: OffsetDateTime) -> bool {
        let mut heard = self.0.lock().await;
        if let Some((ready, at)) = *heard
            && at <= now
            && now < at + GOOD_FOR
        {
            return ready;
        }
        let asked = sqlx::query("select 1").execute(db);
        let answer = tokio::time::timeout(BALANCERS_PATIENCE, asked).await;
        let ready = matches!(answer, Ok(Ok(_)));
        *heard = Some((ready, now));
        ready
    }
}

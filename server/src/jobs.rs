//! Work that must happen: a row written in the transaction of its cause, picked up by any server. The engine knows kinds and
//! payloads; features say what a kind means ([`Registry`]).
//!
//! A job that fails is tried again without end, because what it waits for comes back. One that panics is our mistake: it is tried
//! a few times, further and further apart, and then given up; its row stays until somebody has looked.

mod registry;
mod shares;

pub use registry::Registry;

use crate::{
    clock::Clock,
    error::{Error, Result},
    metrics,
};
use futures::FutureExt;
use registry::{Ran, run, words};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use shares::{Share, Shares};
use sqlx::{PgExecutor, PgPool, PgTransaction};
use std::{
    panic::AssertUnwindSafe,
    sync::atomic::{AtomicI64, Ordering},
};
use time::{Duration, OffsetDateTime};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// A payload, stored as JSON with its kind in the member `kind`.
pub trait Work: Serialize + DeserializeOwned + Send + 'static {
    /// The kinds that it is stored under.
    const KINDS: &'static [&'static str];
    /// Whether it is a message to somebody, or ends in one.
    const IS_MESSAGE: bool = false;

    /// Whom it waits for, such as a provider: of the workers nobody holds up more than a share. Jobs that name nobody share by
    /// their kind.
    fn waits_for(&self) -> Option<&str> {
        None
    }
}

/// What becomes of a job that has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Finished,
    /// It is wanted again at a time that it has chosen itself.
    Again(OffsetDateTime),
}

/// What a worker takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Whatever has been due for longest.
    Anything,
    /// Messages only: texts, calls and e-mails.
    Messages,
}

/// Jobs that one server runs at once, whatever they are. They mostly wait for others.
pub const WORKERS: u32 = 16;
/// Messages that it sends at once besides: whoever waits for a code waits for no provider.
pub const MESSENGERS: u32 = 2;
/// Of either, how many may wait for one and the same: a provider that hangs holds up the questions to no other.
const SHARE_OF_WORKERS: u32 = WORKERS / 4;
const SHARE_OF_MESSENGERS: u32 = MESSENGERS / 2;

/// Panics after which a job is given up, within about six minutes.
const MOST_PANICS: i32 = 5;

/// Longest pause between two tries of a job that fails.
const LONGEST_PAUSE: Duration = Duration::minutes(15);
/// How often a server looks for jobs that other servers wrote or whose time has come.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(500);
/// How long a worker rests where jobs cannot be read.
const AFTER_TROUBLE: std::time::Duration = std::time::Duration::from_secs(5);

pub async fn enqueue(
    db: impl PgExecutor<'_>,
    work: &impl Work,
    run_at: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<()> {
    insert(db, work, run_at, None, now).await
}

/// Writes a job to be run as soon as can be, and not at all once it has expired: a message with a code that is good no more.
pub async fn enqueue_until(
    db: impl PgExecutor<'_>,
    work: &impl Work,
    expires_at: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<()> {
    insert(db, work, now, Some(expires_at), now).await
}

async fn insert(
    db: impl PgExecutor<'_>,
    work: &impl Work,
    run_at: OffsetDateTime,
    expires_at: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into jobs (work, run_at, expires_at, waits_for, created_at) values ($1, $2, $3, $4, $5)",
        serde_json::to_value(work)?,
        run_at,
        expires_at,
        work.waits_for(),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Writes a job that comes again by itself, unless there is one.
pub async fn ensure(
    db: &PgPool,
    work: &impl Work,
    run_at: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<()> {
    let stored = serde_json::to_value(work)?;
    let mut tx = db.begin().await?;
    // Two servers that start at once write one.
    sqlx::query!("select pg_advisory_xact_lock(hashtext('nightly'))")
        .execute(&mut *tx)
        .await?;
    let exists = sqlx::query_scalar!(
        r#"select exists (select from jobs where work = $1) as "exists!""#,
        stored
    )
    .fetch_one(&mut *tx)
    .await?;
    if !exists {
        enqueue(&mut *tx, work, run_at, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The jobs of the database, as one server sees them.
pub struct Queue {
    /// Workers hold a connection while a job runs.
    db: PgPool,
    clock: Clock,
    stopping: CancellationToken,
    idle_workers: Notify,
    idle_messengers: Notify,
    shares_of_workers: Shares,
    shares_of_messengers: Shares,
    /// Jobs that were given up, when it was last looked.
    given_up: AtomicI64,
}

/// A row that this server has locked.
struct Job {
    id: i64,
    work: Value,
    failures: i32,
    panics: i32,
    expires_at: Option<OffsetDateTime>,
    waits_for: String,
}

impl Queue {
    /// The queue of a server that stops when `stopping` is cancelled.
    #[must_use]
    pub fn new(db: PgPool, clock: Clock, stopping: CancellationToken) -> Self {
        Self {
            db,
            clock,
            stopping,
            idle_workers: Notify::new(),
            idle_messengers: Notify::new(),
            shares_of_workers: Shares::new(SHARE_OF_WORKERS),
            shares_of_messengers: Shares::new(SHARE_OF_MESSENGERS),
            given_up: AtomicI64::new(0),
        }
    }

    /// Sends an idle worker and a messenger of this server to look for jobs; those of others look within half a second.
    pub fn wake(&self) {
        self.idle_workers.notify_one();
        self.idle_messengers.notify_one();
    }

    /// Wakes them again and again until the server stops.
    pub async fn keep_waking(&self) {
        loop {
            self.wake();
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Jobs that were given up, when it was last looked ([`Self::look_for_given_up`]).
    #[must_use]
    pub fn given_up(&self) -> i64 {
        self.given_up.load(Ordering::Relaxed)
    }

    /// Looks how many jobs were given up, and says so where there are any.
    ///
    /// # Errors
    /// A database error.
    pub async fn look_for_given_up(&self) -> Result<()> {
        let given_up = sqlx::query_scalar!(
            r#"select count(*) as "given_up!" from jobs where given_up_at is not null"#
        )
        .fetch_one(&self.db)
        .await?;
        self.given_up.store(given_up, Ordering::Relaxed);
        metrics::jobs_given_up(given_up);
        if given_up > 0 {
            tracing::error!(
                given_up,
                "jobs panicked again and again and were given up: they are tried once more when a server starts"
            );
        }
        Ok(())
    }

    /// Tries once more what was given up: the program that starts may have been mended.
    ///
    /// # Errors
    /// A database error.
    pub async fn retry_given_up(&self) -> Result<()> {
        sqlx::query!(
            "update jobs set given_up_at = null, panics = $1, run_at = $2 where given_up_at is not null",
            MOST_PANICS - 1,
            self.clock.now()
        )
        .execute(&self.db)
        .await?;
        Ok(())
    }

    fn idle(&self, takes: Takes) -> &Notify {
        match takes {
            Takes::Anything => &self.idle_workers,
            Takes::Messages => &self.idle_messengers,
        }
    }

    fn shares(&self, takes: Takes) -> &Shares {
        match takes {
            Takes::Anything => &self.shares_of_workers,
            Takes::Messages => &self.shares_of_messengers,
        }
    }

    async fn unless_stopping(&self, pause: impl Future<Output = ()>) {
        let _ = self.stopping.run_until_cancelled(pause).await;
    }

    /// Runs due jobs until the server stops; the one under way is finished. Who finds one sends another worker to look for more.
    pub async fn work<S: Clone + 'static>(&self, registry: &Registry<S>, state: S, takes: Takes) {
        while !self.stopping.is_cancelled() {
            let ran = AssertUnwindSafe(self.run_one(registry, state.clone(), takes)).catch_unwind();
            match ran.await {
                Ok(Ok(true)) => {}
                Ok(Ok(false)) => self.unless_stopping(self.idle(takes).notified()).await,
                Ok(Err(error)) => {
                    tracing::error!(cause = ?error, "jobs cannot be read");
                    self.unless_stopping(tokio::time::sleep(AFTER_TROUBLE))
                        .await;
                }
                // A panic of a job is noted on its row: this one is the engine's own.
                Err(panic) => {
                    tracing::error!(cause = words(panic.as_ref()), "a worker panicked");
                    self.unless_stopping(tokio::time::sleep(AFTER_TROUBLE))
                        .await;
                }
            }
        }
    }

    /// Runs the job of those to be taken that has been due for longest; says whether there was one.
    ///
    /// The row stays locked while the job runs, so a server that dies in the middle gives it back.
    ///
    /// # Errors
    /// A database error. A failure or a panic of the job itself is noted on its row, and it is tried again later.
    pub async fn run_one<S: Clone + 'static>(
        &self,
        registry: &Registry<S>,
        state: S,
        takes: Takes,
    ) -> Result<bool> {
        let now = self.clock.now();
        let Some((mut tx, job, _share)) = self.take(registry, takes, now).await? else {
            return Ok(false);
        };
        self.idle(takes).notify_one();
        if job.expires_at.is_some_and(|expires_at| expires_at <= now) {
            metrics::job("expired");
            delete(&mut tx, job.id).await?;
            tx.commit().await?;
            return Ok(true);
        }
        let kind = job.work["kind"].as_str().unwrap_or_default().to_owned();
        let ran = match registry.handlers.get(kind.as_str()) {
            Some(handler) => run(handler, state.clone(), job.work.clone()).await,
            None => Ran::Failed(Error::internal(format!(
                "no handler of jobs of the kind {kind:?}"
            ))),
        };
        let given_up = note(&mut tx, &job, &kind, ran, now).await?;
        tx.commit().await?;
        if given_up {
            if let Some(handler) = registry.given_up.get(kind.as_str())
                && let Ran::Failed(error) = run(handler, state, job.work).await
            {
                tracing::error!(job = job.id, cause = ?error, "a job that was given up could not be shown");
            }
            self.look_for_given_up().await?;
        }
        Ok(true)
    }

    /// Locks the job that has been due for longest of those that may be taken: of none that this server already runs its share of.
    async fn take<S: 'static>(
        &self,
        registry: &Registry<S>,
        takes: Takes,
        now: OffsetDateTime,
    ) -> Result<Option<(PgTransaction<'static>, Job, Share<'_>)>> {
        let shares = self.shares(takes);
        loop {
            let mut tx = self.db.begin().await?;
            let job = sqlx::query_as!(
                Job,
                r#"select id, work, failures, panics, expires_at, coalesce(waits_for, work ->> 'kind', '') as "waits_for!"
                   from jobs
                   where run_at <= $1 and given_up_at is null and ($2 or work ->> 'kind' = any($3))
                     and coalesce(waits_for, work ->> 'kind', '') <> all($4)
                   order by run_at, id limit 1
                   for update skip locked"#,
                now,
                takes == Takes::Anything,
                registry.message_kinds(),
                &shares.full(),
            )
            .fetch_optional(&mut *tx)
            .await?;
            let Some(job) = job else { return Ok(None) };
            match shares.take(&job.waits_for) {
                Some(share) => return Ok(Some((tx, job, share))),
                // Another worker was faster: its job's like are passed over from now on.
                None => tx.rollback().await?,
            }
        }
    }
}

/// Notes on its row how a job ran; says whether it is given up by that.
async fn note(
    tx: &mut PgTransaction<'_>,
    job: &Job,
    kind: &str,
    ran: Ran,
    now: OffsetDateTime,
) -> Result<bool> {
    metrics::job(match &ran {
        Ran::Done(Done::Finished) => "finished",
        Ran::Done(Done::Again(_)) => "again",
        Ran::Failed(_) => "failed",
        Ran::Panicked(_) => "panicked",
    });
    let mut given_up = false;
    match ran {
        Ran::Done(Done::Finished) => delete(tx, job.id).await?,
        Ran::Done(Done::Again(run_at)) => {
            sqlx::query!(
                "update jobs set run_at = $2, failures = 0, panics = 0 where id = $1",
                job.id,
                run_at
            )
            .execute(&mut **tx)
            .await?;
        }
        Ran::Failed(error) => {
            tracing::warn!(job = job.id, failures = job.failures + 1, cause = ?error, "job failed");
            sqlx::query!(
                "update jobs set run_at = $2, failures = failures + 1 where id = $1",
                job.id,
                now + pause_after(job.failures)
            )
            .execute(&mut **tx)
            .await?;
        }
        Ran::Panicked(cause) => {
            let panics = job.panics + 1;
            given_up = panics >= MOST_PANICS;
            tracing::error!(job = job.id, kind, panics, given_up, cause, "job panicked");
            sqlx::query!(
                "update jobs set run_at = $2, panics = $3, given_up_at = case when $4 then $5::timestamptz end
                 where id = $1",
                job.id,
                now + pause_after(2 * panics),
                panics,
                given_up,
                now
            )
            .execute(&mut **tx)
            .await?;
        }
    }
    Ok(given_up)
}

async fn delete(tx: &mut PgTransaction<'_>, id: i64) -> Result<()> {
    sqlx::query!("delete from jobs where id = $1", id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// 1, 2, 4 … seconds, at most a quarter of an hour.
fn pause_after(failures: i32) -> Duration {
    let doublings = u32::try_from(failures).unwrap_or(0).min(10);
    Duration::seconds(1_i64 << doublings).min(LONGEST_PAUSE)
}

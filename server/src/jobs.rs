//! Work that must happen: a row written in the transaction of its cause, picked up by any server. The engine knows kinds and
//! payloads; features say what a kind means ([`Registry`]).

use crate::{
    clock::Clock,
    error::{Error, Result},
    metrics,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use sqlx::{PgExecutor, PgPool};
use std::{collections::HashMap, pin::Pin};
use time::{Duration, OffsetDateTime};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// A payload, stored as JSON with its kind in the member `kind`.
pub trait Work: Serialize + DeserializeOwned + Send + 'static {
    /// The kinds that it is stored under.
    const KINDS: &'static [&'static str];
    /// Whether it is a message to somebody, or ends in one.
    const IS_MESSAGE: bool = false;
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

/// Jobs that one server runs at once, whatever they are. They mostly wait for others, so that a provider that hangs seldom
/// holds up the questions to other providers.
pub const WORKERS: u32 = 16;
/// Messages that it sends at once besides: whoever waits for a code waits for no provider.
pub const MESSENGERS: u32 = 2;

/// Longest pause between two tries of a job that fails.
const LONGEST_PAUSE: Duration = Duration::minutes(15);
/// How often a server looks for jobs that other servers wrote or whose time has come.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(500);

pub async fn enqueue(
    db: impl PgExecutor<'_>,
    work: &impl Work,
    run_at: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into jobs (work, run_at, created_at) values ($1, $2, $3)",
        serde_json::to_value(work)?,
        run_at,
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

type Handled = Pin<Box<dyn Future<Output = Result<Done>> + Send>>;
type Handler<S> = Box<dyn Fn(S, Value) -> Handled + Send + Sync>;

/// What runs each kind of work, given the state `S` of the server.
pub struct Registry<S> {
    handlers: HashMap<&'static str, Handler<S>>,
    message_kinds: Vec<String>,
}

impl<S> Default for Registry<S> {
    fn default() -> Self {
        Self {
            handlers: HashMap::new(),
            message_kinds: Vec::new(),
        }
    }
}

impl<S: 'static> Registry<S> {
    #[must_use]
    pub fn handle<W: Work, F>(
        mut self,
        handler: impl Fn(S, W) -> F + Clone + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Done>> + Send + 'static,
    {
        for kind in W::KINDS {
            let handler = handler.clone();
            let handler: Handler<S> = Box::new(move |state, stored| {
                let handled = serde_json::from_value(stored).map(|work| handler(state, work));
                Box::pin(async move { handled?.await })
            });
            self.handlers.insert(kind, handler);
            if W::IS_MESSAGE {
                self.message_kinds.push((*kind).to_owned());
            }
        }
        self
    }

    /// Kinds of work that are messages, or end in one.
    #[must_use]
    pub fn message_kinds(&self) -> &[String] {
        &self.message_kinds
    }
}

/// The jobs of the database, as one server sees them.
pub struct Queue {
    /// Workers hold a connection while a job runs.
    db: PgPool,
    clock: Clock,
    stopping: CancellationToken,
    idle_workers: Notify,
    idle_messengers: Notify,
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

    fn idle(&self, takes: Takes) -> &Notify {
        match takes {
            Takes::Anything => &self.idle_workers,
            Takes::Messages => &self.idle_messengers,
        }
    }

    async fn unless_stopping(&self, pause: impl Future<Output = ()>) {
        let _ = self.stopping.run_until_cancelled(pause).await;
    }

    /// Runs due jobs until the server stops; the one under way is finished. Who finds one sends another worker to look for more.
    pub async fn work<S: Clone + 'static>(&self, registry: &Registry<S>, state: S, takes: Takes) {
        while !self.stopping.is_cancelled() {
            match self.run_one(registry, state.clone(), takes).await {
                Ok(true) => {}
                Ok(false) => self.unless_stopping(self.idle(takes).notified()).await,
                Err(error) => {
                    tracing::error!(cause = ?error, "jobs cannot be read");
                    self.unless_stopping(tokio::time::sleep(LOOK_EVERY * 10))
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
    /// A database error. A failure of the job itself is noted on its row, and it is tried again later.
    pub async fn run_one<S: 'static>(
        &self,
        registry: &Registry<S>,
        state: S,
        takes: Takes,
    ) -> Result<bool> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let row = sqlx::query!(
            "select id, work, failures from jobs
             where run_at <= $1 and ($2 or work ->> 'kind' = any($3))
             order by run_at, id limit 1
             for update skip locked",
            now,
            takes == Takes::Anything,
            registry.message_kinds(),
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { return Ok(false) };
        self.idle(takes).notify_one();
        let kind = row.work["kind"].as_str().unwrap_or_default();
        let outcome = match registry.handlers.get(kind) {
            Some(handler) => handler(state, row.work).await,
            None => Err(Error::internal(format!(
                "no handler of jobs of the kind {kind:?}"
            ))),
        };
        metrics::job(match &outcome {
            Ok(Done::Finished) => "finished",
            Ok(Done::Again(_)) => "again",
            Err(_) => "failed",
        });
        match outcome {
            Ok(Done::Finished) => {
                sqlx::query!("delete from jobs where id = $1", row.id)
                    .execute(&mut *tx)
                    .await?;
            }
            Ok(Done::Again(run_at)) => {
                sqlx::query!(
                    "update jobs set run_at = $2, failures = 0 where id = $1",
                    row.id,
                    run_at
                )
                .execute(&mut *tx)
                .await?;
            }
            Err(error) => {
                tracing::warn!(job = row.id, failures = row.failures + 1, cause = ?error, "job failed");
                sqlx::query!(
                    "update jobs set run_at = $2, failures = failures + 1 where id = $1",
                    row.id,
                    now + pause_after(row.failures)
                )
                .execute(&mut *tx)
                .await?;
            }
        }
        tx.commit().await?;
        Ok(true)
    }
}

/// 1, 2, 4 … seconds, at most a quarter of an hour.
fn pause_after(failures: i32) -> Duration {
    let doublings = u32::try_from(failures).unwrap_or(0).min(10);
    Duration::seconds(1_i64 << doublings).min(LONGEST_PAUSE)
}

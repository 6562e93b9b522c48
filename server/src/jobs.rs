//! Work that must happen: a row written in the transaction of its cause, picked up by any server.

use crate::{
    accounts::{
        address_limit,
        flow::{self, RecoveryCode, RegistrationCode},
        phone_recovery, session, throttle, vouched,
    },
    attachments, audit,
    http::Result,
    idempotency, messages, metrics, payments, refunds, retention,
    state::AppState,
    tracking,
};
use serde::{Deserialize, Serialize};
use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Work.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Sends a text message.
    SendSms {
        /// Number.
        to: String,
        /// Text without diacritics, which halve a message's length.
        text: String,
    },
    /// Calls somebody and reads a text out.
    Call {
        /// Number.
        to: String,
        /// What is read.
        text: String,
    },
    /// Sends an e-mail.
    SendEmail {
        /// Address.
        to: String,
        /// Subject.
        subject: String,
        /// Plain text.
        text: String,
    },
    /// Sends a code of a recovery, if there is an account that it is for.
    SendRecoveryCode(Box<RecoveryCode>),
    /// Sends what comes to the telephone of whoever registers.
    SendRegistrationCode(Box<RegistrationCode>),
    /// Lets the new number of an account whose telephone was lost count.
    ReplacePhone {
        /// Which replacement.
        replacement_id: Uuid,
    },
    /// Deletes a file of the object store if nothing refers to it.
    SweepFile {
        /// Its key.
        key: String,
    },
    /// Asks the provider what became of an attempt.
    QueryAttempt {
        /// Which.
        attempt_id: Uuid,
    },
    /// Sends an approved refund, or asks the provider what became of it.
    SendRefund {
        /// Which.
        refund_id: Uuid,
    },
    /// Compares books, projections and events, every night.
    VerifyBooks,
    /// Forgets what was kept long enough, every night.
    Forget,
    /// Proves the audit log and removes what is old enough, every night.
    TendAuditLog,
}

/// What becomes of a job that has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is finished.
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

/// Kinds of work that are messages to somebody, or end in one.
const MESSAGES: [&str; 5] = [
    "send_sms",
    "call",
    "send_email",
    "send_recovery_code",
    "send_registration_code",
];

/// The same as a parameter.
#[must_use]
pub fn message_kinds() -> Vec<String> {
    MESSAGES.map(str::to_owned).to_vec()
}

/// Longest pause between two tries of a job that fails.
const LONGEST_PAUSE: Duration = Duration::minutes(15);
const SWEEP_EVERY: std::time::Duration = std::time::Duration::from_secs(60 * 60);
/// How often a server looks for jobs that other servers wrote or whose time has come.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(500);

/// Writes a job.
///
/// # Errors
/// A database error.
pub async fn enqueue(
    db: impl PgExecutor<'_>,
    work: &Work,
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
///
/// # Errors
/// A database error.
pub async fn ensure(app: &AppState, work: &Work, run_at: OffsetDateTime) -> Result<()> {
    let stored = serde_json::to_value(work)?;
    let mut tx = app.db.begin().await?;
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
        enqueue(&mut *tx, work, run_at, app.clock.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Forgets what has expired, every hour, until the server stops.
pub async fn sweep(app: AppState) {
    loop {
        let now = app.clock.now();
        for swept in [
            session::sweep(&app.db, now).await,
            throttle::sweep(&app.db, now).await,
            address_limit::sweep(&app.db, now).await,
            vouched::sweep(&app.db, now).await,
            tracking::sweep(&app.db, now).await,
            attachments::sweep(&app.db, now).await,
            idempotency::sweep(&app.db, now).await,
            retention::sweep(&app.db, now).await,
        ] {
            if let Err(error) = swept {
                tracing::warn!(cause = ?error, "what has expired could not be swept");
            }
        }
        tokio::time::sleep(SWEEP_EVERY).await;
    }
}

/// Sends one idle worker and one messenger to look for jobs, again and again until the server stops.
pub async fn send_to_look(app: AppState) {
    loop {
        app.wake_jobs();
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Runs due jobs until the server stops; the one under way is finished. Who finds one sends another worker to look for more.
pub async fn work(app: AppState, takes: Takes) {
    while !app.stopping.is_cancelled() {
        match run_one(&app, takes).await {
            Ok(true) => {}
            Ok(false) => unless_stopping(&app, app.idle(takes).notified()).await,
            Err(error) => {
                tracing::error!(cause = ?error, "jobs cannot be read");
                unless_stopping(&app, tokio::time::sleep(LOOK_EVERY * 10)).await;
            }
        }
    }
}

async fn unless_stopping(app: &AppState, pause: impl Future<Output = ()>) {
    let _ = app.stopping.run_until_cancelled(pause).await;
}

/// Runs the job of those to be taken that has been due for longest; says whether there was one.
///
/// The row stays locked while the job runs, so a server that dies in the middle gives it back.
///
/// # Errors
/// A database error. A failure of the job itself is noted on its row, and it is tried again later.
pub async fn run_one(app: &AppState, takes: Takes) -> Result<bool> {
    let now = app.clock.now();
    let mut tx = app.db_for_waiting.begin().await?;
    let row = sqlx::query!(
        "select id, work, failures from jobs
         where run_at <= $1 and ($2 or work ->> 'kind' = any($3))
         order by run_at, id limit 1
         for update skip locked",
        now,
        takes == Takes::Anything,
        &message_kinds(),
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(false) };
    app.idle(takes).notify_one();
    let outcome = match serde_json::from_value::<Work>(row.work) {
        Ok(work) => run(app, &work).await,
        Err(error) => Err(error.into()),
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

/// 1, 2, 4 … seconds, at most a quarter of an hour.
fn pause_after(failures: i32) -> Duration {
    let doublings = u32::try_from(failures).unwrap_or(0).min(10);
    Duration::seconds(1_i64 << doublings).min(LONGEST_PAUSE)
}

async fn run(app: &AppState, work: &Work) -> Result<Done> {
    match work {
        Work::SendSms { to, text } => messages::send_sms(app, to, text).await,
        Work::Call { to, text } => messages::call(app, to, text).await,
        Work::SendEmail { to, subject, text } => messages::send_email(app, to, subject, text).await,
        Work::SendRecoveryCode(asked) => flow::send_recovery_code(app, asked).await,
        Work::SendRegistrationCode(asked) => flow::send_registration_code(app, asked).await,
        Work::ReplacePhone { replacement_id } => {
            phone_recovery::replace(app, *replacement_id).await
        }
        Work::SweepFile { key } => attachments::sweep_file(app, key).await,
        Work::QueryAttempt { attempt_id } => payments::query::run(app, *attempt_id).await,
        Work::SendRefund { refund_id } => refunds::send::run(app, *refund_id).await,
        Work::VerifyBooks => payments::verify::nightly(app).await,
        Work::Forget => retention::nightly(app).await,
        Work::TendAuditLog => audit::nightly::tend(app).await,
    }
}

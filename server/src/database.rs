//! The pool and the migrations.

mod pooler;

pub use pooler::PoolerError;

use crate::error::Result;
use sqlx::{
    Connection, Executor, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::time::{Duration, Instant};

/// What connections of a server that serves are called in the database, those that are held as long as it runs among them.
pub const SERVING: &str = "portal server";
/// How long a database may take to start.
const LONGEST_START: Duration = Duration::from_secs(30);
/// How long a request waits for a connection; then it is told to come again.
const LONGEST_QUEUE: Duration = Duration::from_secs(5);
/// How long an idle connection is taken to stand.
const TRUSTED_FOR: Duration = Duration::from_secs(1);
const GLANCE: Duration = Duration::from_millis(200);
/// `cannot_connect_now`: the database is being started or recovers.
const STARTING: &str = "57P03";

/// Connects, with so many connections at most, and brings the schema up to date. A database that is being started, perhaps
/// after a crash, is waited for. `direct` is the address of Postgres itself where `url` is that of a pooler.
///
/// # Errors
/// A database that cannot be reached for half a minute, a pooler that the server cannot work with, or a migration that fails
/// or was changed after it ran.
pub async fn open(
    url: &str,
    direct: Option<&str>,
    connections: u32,
) -> Result<PgPool, PoolerError> {
    let mut owner = connect(direct.unwrap_or(url)).await?;
    // First, because a migration takes a lock of its session, which a pooler may have given to somebody else by then.
    check_pooler(url, direct).await?;
    sqlx::migrate!()
        .run(&mut owner)
        .await
        .map_err(sqlx::Error::from)?;
    owner.close().await?;
    Ok(options()
        .max_connections(connections)
        .acquire_timeout(LONGEST_QUEUE)
        .connect(url)
        .await?)
}

/// Whether the server can work with what `url` leads to.
pub async fn check_pooler(url: &str, direct: Option<&str>) -> Result<(), PoolerError> {
    pooler::check(url, direct.is_some()).await
}

/// Connections to the same database that are held while something is waited for, so that requests do not run out of theirs.
/// They go to `direct` where that is known: listening wants a session of its own.
///
/// # Errors
/// `direct` is no address of a database.
pub fn for_waiting(
    requests: &PgPool,
    direct: Option<&str>,
    connections: u32,
) -> Result<PgPool, sqlx::Error> {
    let target = match direct {
        Some(direct) => direct.parse()?,
        None => PgConnectOptions::clone(&requests.connect_options()),
    };
    Ok(options()
        .max_connections(connections)
        .connect_lazy_with(target.application_name(SERVING)))
}

async fn connect(url: &str) -> Result<PgConnection, sqlx::Error> {
    let began = Instant::now();
    let mut told = false;
    loop {
        match PgConnection::connect(url).await {
            Err(error) if is_starting(&error) && began.elapsed() < LONGEST_START => {
                if !std::mem::replace(&mut told, true) {
                    tracing::warn!(%error, "waiting for the database");
                }
                tokio::time::sleep(GLANCE).await;
            }
            outcome => return outcome,
        }
    }
}

fn is_starting(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| code == STARTING),
        _ => false,
    }
}

/// A pool whose connections work under the server's role, which may not change what is insert-only. Whether a connection
/// still stands is asked only where it has lain idle: asked each time, it would be one question more for every few.
#[must_use]
pub fn options() -> PgPoolOptions {
    PgPoolOptions::new()
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute("set role portal_server").await?;
                Ok(())
            })
        })
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > TRUSTED_FOR {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
}

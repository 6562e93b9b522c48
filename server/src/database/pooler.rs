//! Connection poolers between us and Postgres, such as PgBouncer: whether sessions are ours alone.

use sqlx::{Connection, Executor, PgConnection, Row, raw_sql};
use std::time::Duration;
use tokio::time::timeout;

/// A pooler that is asked for a second connection and has none waits for ever.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// A pooler that shares sessions hands a connection that was just given back to whoever asks next. Where others ask at the
/// same time, it may take a few tries to be that one.
const TRIES: u32 = 10;
/// `invalid_sql_statement_name`: the statement was prepared in another session.
const NO_SUCH_STATEMENT: &str = "26000";

#[derive(Debug, thiserror::Error)]
pub enum PoolerError {
    #[error(
        "DATABASE_URL leads to a connection pooler that shares sessions (PgBouncer’s pool_mode = transaction), \
         which listening for news needs for itself: set pool_mode = session, or DATABASE_DIRECT_URL to the address of \
         Postgres itself"
    )]
    Shared,
    /// A statement that one session has prepared is unknown in the next.
    #[error(
        "DATABASE_URL leads to a connection pooler in transaction mode that does not keep prepared statements: set \
         max_prepared_statements (PgBouncer 1.21 or later), or pool_mode = session"
    )]
    Forgets,
    /// In transaction mode `set role` would reach whichever session comes next.
    #[error(
        "DATABASE_URL leads to a connection pooler in transaction mode, where the server cannot choose its role: run \
         `alter role {0} set role = 'portal_server'`, or set pool_mode = session"
    )]
    Role(String),
    #[error(
        "the connection pooler of DATABASE_URL gave no second connection within {} s: raise its default_pool_size",
        LONGEST_WAIT.as_secs()
    )]
    TooSmall,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Refuses a pooler with which the server would fail later, in the middle of something. Without a pooler, or where it keeps a
/// session for each connection, all is well.
pub async fn check(url: &str, has_direct_address: bool) -> Result<(), PoolerError> {
    let check = async {
        let mut one = PgConnection::connect(url).await?;
        let mut other = PgConnection::connect(url).await?;
        let outcome = check_with(&mut one, &mut other, has_direct_address).await;
        // What the check has left open ends with the connections.
        one.close_hard().await?;
        other.close_hard().await?;
        outcome
    };
    timeout(LONGEST_WAIT, check)
        .await
        .unwrap_or(Err(PoolerError::TooSmall))
}

async fn check_with(
    one: &mut PgConnection,
    other: &mut PgConnection,
    has_direct_address: bool,
) -> Result<(), PoolerError> {
    if !share_a_session(one, other).await? {
        return Ok(());
    }
    if !has_direct_address {
        return Err(PoolerError::Shared);
    }
    if !keeps_statements(one, other).await? {
        return Err(PoolerError::Forgets);
    }
    match answer(one, "select current_user::text").await? {
        role if role == "portal_server" => Ok(()),
        _ => Err(PoolerError::Role(
            answer(one, "select session_user::text").await?,
        )),
    }
}

async fn share_a_session(
    one: &mut PgConnection,
    other: &mut PgConnection,
) -> Result<bool, PoolerError> {
    const SESSION: &str = "select pg_backend_pid()::text";
    for _ in 0..TRIES {
        if answer(one, SESSION).await? == answer(other, SESSION).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a statement that was prepared in one session runs in another.
async fn keeps_statements(
    one: &mut PgConnection,
    other: &mut PgConnection,
) -> Result<bool, PoolerError> {
    let prepared = || sqlx::query_scalar::<_, i32>("select $1::int4").bind(1);
    prepared().fetch_one(&mut *one).await?;
    // Holds the session in which it was prepared.
    raw_sql("begin").execute(&mut *other).await?;
    let again = prepared().fetch_one(&mut *one).await;
    raw_sql("rollback").execute(&mut *other).await?;
    match again {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(error))
            if error.code().is_some_and(|code| code == NO_SUCH_STATEMENT) =>
        {
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// One text, asked for without preparing a statement, which works in every mode.
async fn answer(
    connection: &mut PgConnection,
    question: &'static str,
) -> Result<String, sqlx::Error> {
    connection.fetch_one(raw_sql(question)).await?.try_get(0)
}

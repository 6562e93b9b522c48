//! The pool and the migrations.

use sqlx::{Connection, Executor, PgConnection, PgPool, postgres::PgPoolOptions};
use std::time::Duration;

/// Connections of one server.
const CONNECTIONS: u32 = 20;

/// Connects and brings the schema up to date.
///
/// # Errors
/// A database that cannot be reached, or a migration that fails or was changed after it ran.
pub async fn open(url: &str) -> Result<PgPool, sqlx::Error> {
    let mut owner = PgConnection::connect(url).await?;
    sqlx::migrate!().run(&mut owner).await?;
    owner.close().await?;
    options()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(10))
        .connect(url)
        .await
}

/// A pool whose connections work under the server's role, which may not change what is insert-only.
#[must_use]
pub fn options() -> PgPoolOptions {
    PgPoolOptions::new().after_connect(|connection, _| {
        Box::pin(async move {
            connection.execute("set role portal_server").await?;
            Ok(())
        })
    })
}

//! The pool and the migrations.

use sqlx::{PgPool, postgres::PgPoolOptions};
use std::time::Duration;

/// Connections of one server.
const CONNECTIONS: u32 = 20;

/// Connects and brings the schema up to date.
///
/// # Errors
/// A database that cannot be reached, or a migration that fails or was changed after it ran.
pub async fn open(url: &str) -> Result<PgPool, sqlx::Error> {
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(10))
        .connect(url)
        .await?;
    sqlx::migrate!().run(&pool).await?;
    Ok(pool)
}

//! What the portal of a database is: a demonstration or production. Neither becomes the other by mistake.

use sqlx::{PgExecutor, PgPool};
use std::fmt;
use time::OffsetDateTime;

#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Purpose {
    /// Everybody knows its passwords and reads its codes.
    Demonstration,
    /// Citizens pay here.
    Production,
}

impl Purpose {
    #[must_use]
    pub const fn of(production: bool) -> Self {
        if production {
            Self::Production
        } else {
            Self::Demonstration
        }
    }
}

/// A database that belongs to a portal of another kind. One sentence, which says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What the database is.
    is: Purpose,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.is {
            Purpose::Demonstration => {
                "The database is a demonstration’s, whose passwords are published; run `server leave-demonstration`, \
                 or set DATABASE_URL to an empty database."
            }
            Purpose::Production => {
                "The database is in production, where a demonstration would let everybody in; set PRODUCTION=1, \
                 or DATABASE_URL to an empty database."
            }
        })
    }
}

impl std::error::Error for Mismatch {}

/// Why a server does not serve a database.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    #[error(transparent)]
    Mismatch(#[from] Mismatch),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// What the database is; nothing before the first start.
pub async fn purpose(db: impl PgExecutor<'_>) -> Result<Option<Purpose>, sqlx::Error> {
    sqlx::query_scalar!(r#"select purpose as "purpose: Purpose" from installation"#)
        .fetch_optional(db)
        .await
}

/// Compares what the database is with what a server is to be.
pub fn compare(is: Option<Purpose>, wanted: Purpose) -> Result<(), Mismatch> {
    match is {
        Some(is) if is != wanted => Err(Mismatch { is }),
        _ => Ok(()),
    }
}

/// Makes the database what the server is to be, where it is nothing yet. Before anything else is written: a demonstration that
/// ends while it begins has left its mark already.
///
/// # Errors
/// The database is another kind of portal's, or cannot be asked.
pub async fn claim(db: &PgPool, wanted: Purpose, now: OffsetDateTime) -> Result<(), ClaimError> {
    sqlx::query!(
        "insert into installation (purpose, since) values ($1, $2) on conflict (is_only_one) do nothing",
        wanted as Purpose,
        now,
    )
    .execute(db)
    .await?;
    compare(purpose(db).await?, wanted)?;
    Ok(())
}

//! Token buckets in the database, so that limits hold over several servers.

pub mod address_limit;

use crate::http::{Error, Result};
use app::api::{Problem, ProblemCode};
use domain::language::{Language, text};
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use time::{Duration, OffsetDateTime};

/// No limit is regained over a longer time than this.
const LONGEST_PERIOD: Duration = Duration::days(1);

#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is limited; part of the key.
    pub name: &'static str,
    /// At once.
    pub burst: u32,
    /// The burst is regained evenly over this time.
    pub per: Duration,
}

impl Limit {
    /// What whoever finds the bucket empty is told: 429 with the seconds in which a token is regained.
    #[must_use]
    pub fn refusal(self) -> Error {
        too_many(self.per.as_seconds_f64() / f64::from(self.burst))
    }
}

/// Takes one token from the bucket of `whom`, which is stored hashed.
///
/// # Errors
/// 429 with the seconds until the next token, or a database error.
pub async fn take(db: &PgPool, limit: Limit, whom: &str, now: OffsetDateTime) -> Result<()> {
    match try_take(db, limit, whom, now).await? {
        Some(_) => Ok(()),
        None => Err(limit.refusal()),
    }
}

/// Takes one token and yields how many are left; none where the bucket is empty.
pub async fn try_take(
    db: &PgPool,
    limit: Limit,
    whom: &str,
    now: OffsetDateTime,
) -> Result<Option<f64>> {
    try_take_some(db, limit, whom, 1, now).await
}

/// Takes several tokens at once, or none: bytes, for instance.
pub async fn try_take_some(
    db: &PgPool,
    limit: Limit,
    whom: &str,
    tokens: u32,
    now: OffsetDateTime,
) -> Result<Option<f64>> {
    let burst = f64::from(limit.burst);
    let per_second = burst / limit.per.as_seconds_f64();
    let tokens = f64::from(tokens);
    // One statement, so that two servers cannot both take the last token. An empty bucket is left as it is.
    let left = sqlx::query_scalar!(
        r#"
        insert into rate_limits as t (key, tokens, refilled_at) values ($1, $2::float8 - $5, $3)
        on conflict (key) do update
        set tokens = least($2, t.tokens + extract(epoch from $3 - t.refilled_at)::float8 * $4) - $5,
            refilled_at = $3
        where least($2, t.tokens + extract(epoch from $3 - t.refilled_at)::float8 * $4) >= $5
        returning tokens
        "#,
        key(limit, whom),
        burst,
        now,
        per_second,
        tokens,
    )
    .fetch_optional(db)
    .await?;
    Ok(left)
}

/// How many tokens the bucket of `whom` holds. Takes none.
pub async fn left(db: &PgPool, limit: Limit, whom: &str, now: OffsetDateTime) -> Result<f64> {
    let burst = f64::from(limit.burst);
    let row = sqlx::query!(
        "select tokens, refilled_at from rate_limits where key = $1",
        key(limit, whom)
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map_or(burst, |row| {
        let regained =
            burst * ((now - row.refilled_at).as_seconds_f64() / limit.per.as_seconds_f64());
        (row.tokens + regained).min(burst)
    }))
}

/// Gives a token back that turned out not to be owed.
pub async fn give_back(db: &PgPool, limit: Limit, whom: &str) -> Result<()> {
    sqlx::query!(
        "update rate_limits set tokens = least($2, tokens + 1) where key = $1",
        key(limit, whom),
        f64::from(limit.burst),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whom a bucket is for is stored hashed.
fn key(limit: Limit, whom: &str) -> String {
    let whom = hex::encode(Sha256::digest(whom.as_bytes()));
    format!("{}:{whom}", limit.name)
}

/// Forgets buckets that are full again.
pub async fn sweep(db: &PgPool, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "delete from rate_limits where refilled_at < $1",
        now - LONGEST_PERIOD
    )
    .execute(db)
    .await?;
    Ok(())
}

fn too_many(seconds: f64) -> Error {
    // Seconds fit: limits are minutes to hours.
    let seconds = std::time::Duration::from_secs_f64(seconds.ceil().max(1.0)).as_secs();
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    let minutes = seconds.div_ceil(60);
    let wait = move |language| match language {
        Language::Vietnamese if seconds < 120 => format!("Đợi khoảng {seconds} giây rồi thử lại."),
        Language::Vietnamese => format!("Đợi khoảng {minutes} phút rồi thử lại."),
        Language::English if seconds == 1 => "Wait about a second, then try again.".to_owned(),
        Language::English if seconds < 120 => {
            format!("Wait about {seconds} seconds, then try again.")
        }
        Language::English => format!("Wait about {minutes} minutes, then try again."),
    };
    Problem {
        retry_after_s: Some(seconds),
        ..Problem::new(
            429,
            ProblemCode::TooManyRequests,
            text("Đã thử quá nhiều lần.", "Too many attempts."),
        )
    }
    .with_detail(wait)
    .into()
}

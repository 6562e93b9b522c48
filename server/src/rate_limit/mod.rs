//! Token buckets in the database, so that limits hold over several servers.

pub mod address_limit;

use crate::http::{Error, Result};
use app::api::{Problem, ProblemCode};
use domain::{
    calendar::{format_date, format_time, vietnam_date},
    language::{Language, text},
};
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

/// What whoever finds the bucket of `whom` empty is told: 429 with the time at which there is a token again.
///
/// # Errors
/// That, or a database error.
pub async fn refuse<T>(db: &PgPool, limit: Limit, whom: &str, now: OffsetDateTime) -> Result<T> {
    let missing = 1.0 - left(db, limit, whom, now).await?;
    let wait = missing * limit.per.as_seconds_f64() / f64::from(limit.burst);
    Err(too_many(wait, now))
}

/// Takes one token from the bucket of `whom`, which is stored hashed.
///
/// # Errors
/// 429 with the seconds until the next token, or a database error.
pub async fn take(db: &PgPool, limit: Limit, whom: &str, now: OffsetDateTime) -> Result<()> {
    match try_take(db, limit, whom, now).await? {
        Some(_) => Ok(()),
        None => refuse(db, limit, whom, now).await,
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

fn too_many(seconds: f64, now: OffsetDateTime) -> Error {
    // Seconds fit: limits are minutes to hours. What the computer adds by rounding is no second more.
    let seconds = std::time::Duration::from_secs_f64((seconds - 1e-6).ceil().max(1.0)).as_secs();
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    Problem {
        retry_after_s: Some(seconds),
        ..Problem::new(
            429,
            ProblemCode::TooManyRequests,
            text("Đã thử quá nhiều lần.", "Too many attempts."),
        )
    }
    .with_detail(move |language| when(language, seconds, now))
    .into()
}

/// Says when to try again: in so many seconds, or at what o'clock.
fn when(language: Language, seconds: u32, now: OffsetDateTime) -> String {
    if seconds < 120 {
        return match language {
            Language::Vietnamese => format!("Thử lại sau {seconds} giây."),
            Language::English if seconds == 1 => "Try again in 1 second.".to_owned(),
            Language::English => format!("Try again in {seconds} seconds."),
        };
    }
    // The next full minute, so that it is not too early then.
    let at = now + Duration::seconds(i64::from(seconds) + 59);
    let (time, date) = (format_time(at), vietnam_date(at));
    let today = date == vietnam_date(now);
    let minutes = seconds.div_ceil(60);
    let hours = minutes.div_ceil(60);
    let time = match language {
        _ if today => time,
        Language::Vietnamese => format!("{time} ngày {}", format_date(date)),
        Language::English => format!("{time} on {}", format_date(date)),
    };
    match language {
        Language::Vietnamese if minutes < 120 => {
            format!("Thử lại sau {time} (khoảng {minutes} phút nữa).")
        }
        Language::Vietnamese => format!("Thử lại sau {time} (khoảng {hours} giờ nữa)."),
        Language::English if minutes < 120 => {
            format!("Try again after {time} (in about {minutes} minutes).")
        }
        Language::English => format!("Try again after {time} (in about {hours} hours)."),
    }
}

#[cfg(test)]
mod tests {
    use super::when;
    use domain::language::Language::{self, English, Vietnamese};
    use time::macros::datetime;

    #[test]
    fn a_limit_says_when_it_ends() {
        let cases: [(Language, u32, &str); 13] = [
            (Vietnamese, 1, "Thử lại sau 1 giây."),
            (Vietnamese, 60, "Thử lại sau 60 giây."),
            (Vietnamese, 119, "Thử lại sau 119 giây."),
            (Vietnamese, 120, "Thử lại sau 10:02 (khoảng 2 phút nữa)."),
            (Vietnamese, 121, "Thử lại sau 10:03 (khoảng 3 phút nữa)."),
            (Vietnamese, 720, "Thử lại sau 10:12 (khoảng 12 phút nữa)."),
            (
                Vietnamese,
                7_080,
                "Thử lại sau 11:58 (khoảng 118 phút nữa).",
            ),
            (Vietnamese, 7_200, "Thử lại sau 12:00 (khoảng 2 giờ nữa)."),
            (
                Vietnamese,
                50_400,
                "Thử lại sau 00:00 ngày 17/03/2026 (khoảng 14 giờ nữa).",
            ),
            (English, 1, "Try again in 1 second."),
            (English, 2, "Try again in 2 seconds."),
            (English, 720, "Try again after 10:12 (in about 12 minutes)."),
            (
                English,
                50_400,
                "Try again after 00:00 on 17/03/2026 (in about 14 hours).",
            ),
        ];
        // Ten o'clock in Vietnam.
        let now = datetime!(2026-03-16 3:00 UTC);
        for (language, seconds, expected) in cases {
            assert_eq!(when(language, seconds, now), expected);
        }
    }
}

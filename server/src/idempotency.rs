//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): a request that is repeated is answered as it was the
//! first time, for a day.
//!
//! The key is claimed in the transaction of what the request does, and belongs to one account and one endpoint.

use crate::http::{Error, RequestContext, Result, context::RELOAD};
use app::api::{Endpoint, Problem, ProblemCode, path_of};
use domain::language::text;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long an answer is kept.
const KEPT: Duration = Duration::hours(24);
/// A request that has no answer after this long died with its server: twice as long as asking about the attempt before and
/// opening this one may take.
const ABANDONED_AFTER: Duration = Duration::seconds(30);

#[derive(Debug)]
pub struct IdempotentRequest {
    account_id: Uuid,
    endpoint: &'static str,
    key: String,
    fingerprint: Vec<u8>,
    now: OffsetDateTime,
}

#[derive(Debug)]
pub enum KeyState<T> {
    /// It is this request's now.
    New,
    /// The request was answered before.
    Answered(Result<T>),
    /// The first request died before it was answered. What it did is in the database.
    Abandoned,
}

impl IdempotentRequest {
    /// The request's key, with what tells its payload from others.
    ///
    /// # Errors
    /// 400 without a usable key; 401.
    pub fn of<E: Endpoint>(cx: &RequestContext, path: &E::Path, input: &E::Input) -> Result<Self> {
        let mut payload = Sha256::new();
        payload.update(path_of::<E>(path));
        payload.update(serde_json::to_vec(input)?);
        Ok(Self {
            account_id: cx.account()?,
            endpoint: E::NAME,
            key: cx.required_idempotency_key()?.to_owned(),
            fingerprint: payload.finalize().to_vec(),
            now: cx.now,
        })
    }

    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether the key has come before, answered or not.
    pub async fn is_repeat(&self, db: &PgPool) -> Result<bool> {
        Ok(sqlx::query_scalar!(
            r#"select exists (select from idempotency_keys
                              where account_id = $1 and endpoint = $2 and key = $3) as "exists!""#,
            self.account_id,
            self.endpoint,
            self.key
        )
        .fetch_one(db)
        .await?)
    }

    /// Claims the key. A repeat that comes while the first request's transaction is open waits for its end.
    ///
    /// # Errors
    /// 409 while the first request is in flight; 422 where the key came with another payload; or a database error.
    pub async fn claim<T: DeserializeOwned>(&self, tx: &mut PgConnection) -> Result<KeyState<T>> {
        let claimed = sqlx::query_scalar!(
            "insert into idempotency_keys (account_id, endpoint, key, fingerprint, created_at) values ($1, $2, $3, $4, $5)
             on conflict (account_id, endpoint, key) do update
             set fingerprint = excluded.fingerprint, created_at = excluded.created_at, status = null, answer = null
             where idempotency_keys.created_at < $6
             returning true",
            self.account_id,
            self.endpoint,
            self.key,
            self.fingerprint,
            self.now,
            self.now - KEPT,
        )
        .fetch_optional(&mut *tx)
        .await?;
        if claimed.is_some() {
            return Ok(KeyState::New);
        }
        let first = sqlx::query!(
            "select fingerprint, status, answer, created_at from idempotency_keys
             where account_id = $1 and endpoint = $2 and key = $3",
            self.account_id,
            self.endpoint,
            self.key
        )
        .fetch_one(tx)
        .await?;
        if first.fingerprint != self.fingerprint {
            return Err(reused().into());
        }
        match first.status.zip(first.answer) {
            Some((200, answer)) => Ok(KeyState::Answered(Ok(serde_json::from_value(answer)?))),
            Some((_, problem)) => {
                let problem: Problem = serde_json::from_value(problem)?;
                Ok(KeyState::Answered(Err(problem.into())))
            }
            None if self.now - first.created_at < ABANDONED_AFTER => Err(in_flight().into()),
            None => Ok(KeyState::Abandoned),
        }
    }

    /// Keeps the answer. One that is our own fault is not kept: the repeat may do better.
    pub async fn keep<T: serde::Serialize>(
        &self,
        tx: &mut PgConnection,
        answer: &Result<T>,
    ) -> Result<()> {
        let (status, answer) = match answer {
            Ok(output) => (200, serde_json::to_value(output)?),
            Err(Error::Problem(problem)) => (
                i16::try_from(problem.status).unwrap_or(500),
                serde_json::to_value(problem)?,
            ),
            Err(Error::Internal(_) | Error::Unavailable(_)) => return self.release(tx).await,
        };
        sqlx::query!(
            "update idempotency_keys set status = $4, answer = $5 where account_id = $1 and endpoint = $2 and key = $3",
            self.account_id,
            self.endpoint,
            self.key,
            status,
            answer
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// Gives the key back: nothing was done that a repeat must not do.
    pub async fn release(&self, tx: &mut PgConnection) -> Result<()> {
        sqlx::query!(
            "delete from idempotency_keys where account_id = $1 and endpoint = $2 and key = $3",
            self.account_id,
            self.endpoint,
            self.key
        )
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// Forgets keys older than a day.
pub async fn sweep(db: &PgPool, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "delete from idempotency_keys where created_at < $1",
        now - KEPT
    )
    .execute(db)
    .await?;
    Ok(())
}

fn in_flight() -> Problem {
    Problem::new(
        409,
        ProblemCode::IdempotencyInFlight,
        text(
            "Yêu cầu đang được xử lý.",
            "We are processing your request.",
        ),
    )
    .with_detail(text(
        "Đợi vài giây rồi tải lại trang.",
        "Wait a few seconds, then reload the page.",
    ))
}

fn reused() -> Problem {
    Problem::new(
        422,
        ProblemCode::IdempotencyKeyReused,
        text("Trang này đã cũ.", "This page is out of date."),
    )
    .with_detail(RELOAD)
}

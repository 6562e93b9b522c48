//! Sessions: a row keyed by the hash of a 256-bit token.

use crate::{
    accounts::{demo, officer::Officer},
    http::{
        Cx, Reply, Result,
        cookies::{self, Token},
    },
    payments::events::stored_state,
};
use app::{
    api::{
        Empty,
        accounts::{self as api, Account, SessionView},
    },
    place::Place,
};
use axum::http::HeaderMap;
use domain::{identity::IdentityNumber, phone::PhoneNumber};
use sqlx::{PgConnection, PgExecutor, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// A session ends after this long without a request.
pub const IDLE: Duration = Duration::minutes(30);
/// A session ends this long after signing in.
pub const ABSOLUTE: Duration = Duration::hours(12);
/// The last request is noted at most this often, so that reading does not write.
const NOTE_EVERY: Duration = Duration::minutes(1);

/// Who made a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MadeBy {
    /// Somebody who did something.
    Person,
    /// A page that asks again and again while it lies open, perhaps in front of nobody.
    OpenPage,
}

/// A signed-in account.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose session.
    pub account_id: Uuid,
    /// What the account may do as an officer, if it is one's.
    pub officer: Option<Officer>,
    token_hash: Vec<u8>,
    account: Account,
}

impl Session {
    /// The session of a request: of the cookies that came, the first that is one.
    ///
    /// # Errors
    /// A database error.
    pub async fn of(
        db: &PgPool,
        headers: &HeaderMap,
        place: Place,
        now: OffsetDateTime,
        made_by: MadeBy,
    ) -> Result<Option<Self>> {
        if Token::from_headers(headers, cookies::SESSION, place)
            .next()
            .is_none()
        {
            return Ok(None);
        }
        let mut connection = db.acquire().await?;
        Self::looked_up_on(&mut connection, headers, place, now, made_by).await
    }

    /// The same, where there is a connection already.
    ///
    /// # Errors
    /// A database error.
    pub async fn looked_up_on(
        connection: &mut PgConnection,
        headers: &HeaderMap,
        place: Place,
        now: OffsetDateTime,
        made_by: MadeBy,
    ) -> Result<Option<Self>> {
        for token in Token::from_headers(headers, cookies::SESSION, place) {
            if let Some(session) = Self::find(connection, &token, now, made_by).await? {
                return Ok(Some(session));
            }
        }
        Ok(None)
    }

    /// The session of a token, if it has not ended. A request that somebody made keeps it alive; one that a page makes by
    /// itself does not.
    async fn find(
        connection: &mut PgConnection,
        token: &Token,
        now: OffsetDateTime,
        made_by: MadeBy,
    ) -> Result<Option<Self>> {
        let token_hash = token.hash();
        let row = sqlx::query!(
            r#"select s.account_id, s.last_seen_at, a.full_name, a.identity_number, a.phone, a.email, a.assurance,
                   u.code as "unit_code?", u.name as "unit_name?",
                   o.role as "role?"
               from sessions s
               join accounts a on a.id = s.account_id
               left join officers o on o.account_id = a.id
               left join units u on u.code = o.unit_code
               where s.token_hash = $1 and s.last_seen_at > $2 and s.created_at > $3"#,
            token_hash,
            now - IDLE,
            now - ABSOLUTE,
        )
        .fetch_optional(&mut *connection)
        .await?;
        let Some(row) = row else { return Ok(None) };
        if made_by == MadeBy::Person && now - row.last_seen_at > NOTE_EVERY {
            sqlx::query!(
                "update sessions set last_seen_at = $2 where token_hash = $1",
                token_hash,
                now
            )
            .execute(connection)
            .await?;
        }
        Ok(Some(Self {
            account_id: row.account_id,
            officer: match (row.unit_code, row.unit_name, row.role) {
                (Some(unit_code), Some(unit_name), Some(role)) => Some(Officer {
                    unit_code,
                    unit_name,
                    role: stored_state(role)?,
                }),
                _ => None,
            },
            token_hash,
            account: Account {
                full_name: row.full_name,
                masked_identity_number: masked_identity_number(&row.identity_number),
                masked_phone: masked_phone(&row.phone),
                email: row.email,
                assurance: u8::try_from(row.assurance).unwrap_or(1),
            },
        }))
    }
}

/// `079xxxxxx123`; nothing where the stored number is unreadable, rather than the number.
#[must_use]
pub fn masked_identity_number(stored: &str) -> String {
    IdentityNumber::parse(stored)
        .map(|number| number.masked())
        .unwrap_or_default()
}

/// `0869xxx603`; nothing where the stored number is unreadable, rather than the number.
#[must_use]
pub fn masked_phone(stored: &str) -> String {
    PhoneNumber::parse(stored)
        .map(|number| number.masked())
        .unwrap_or_default()
}

/// Begins a session and yields its `Set-Cookie`. Always a fresh token: one known before signing in opens nothing.
///
/// # Errors
/// A database error.
pub async fn begin(
    db: impl PgExecutor<'_>,
    account_id: Uuid,
    now: OffsetDateTime,
    place: Place,
) -> Result<String> {
    let token = Token::fresh();
    sqlx::query!(
        "insert into sessions (token_hash, account_id, created_at, last_seen_at) values ($1, $2, $3, $3)",
        token.hash(),
        account_id,
        now,
    )
    .execute(db)
    .await?;
    Ok(token.set(cookies::SESSION, ABSOLUTE.whole_seconds(), place))
}

/// Forgets sessions that have ended.
///
/// # Errors
/// A database error.
pub async fn sweep(db: &PgPool, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "delete from sessions where last_seen_at < $1 or created_at < $2",
        now - IDLE,
        now - ABSOLUTE
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Handles `GET /api/v1/session`.
///
/// # Errors
/// None of its own.
pub async fn show(cx: Cx, (): (), _: Empty) -> Result<SessionView> {
    let (account, officer) = cx
        .session
        .map(|session| (session.account, session.officer))
        .unzip();
    Ok(SessionView {
        account,
        officer: officer.flatten().map(|officer| api::Officer {
            unit_name: officer.unit_name,
            role: officer.role,
        }),
        demo: demo::is_on(&cx.app.config),
        sandbox_url: cx.app.config.sandbox_url.clone(),
    })
}

/// Handles `POST /api/v1/session/end`.
///
/// # Errors
/// A database error.
pub async fn end(cx: Cx, (): (), _: Empty) -> Result<Reply<Empty>> {
    if let Some(session) = &cx.session {
        sqlx::query!(
            "delete from sessions where token_hash = $1",
            session.token_hash
        )
        .execute(cx.db())
        .await?;
    }
    Ok(Reply::from(Empty {}).without_cookie(cookies::SESSION, cx.place))
}

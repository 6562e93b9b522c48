//! Sessions: a row keyed by the hash of a 256-bit token.

use crate::{
    accounts::{demo, officer::Officer},
    audit::Event,
    http::{
        Cx, Reply, Result,
        cookies::{self, Token},
    },
    payments::events::{stored_name, stored_state},
};
use app::{
    api::{
        Empty, Problem,
        accounts::{self as api, Account, SessionView, SignedOut},
        sessions::{AccountSession, AccountSessions, Method, SessionPath},
        single_sign_on::Issuer,
    },
    place::Place,
};
use axum::http::HeaderMap;
use domain::{
    calendar::format_date_time, contact::EmailAddress, identity::IdentityNumber, phone::PhoneNumber,
};
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
    /// Names the session in its owner's list.
    pub id: Uuid,
    /// Whose session.
    pub account_id: Uuid,
    /// How whoever is signed in proved to be its owner when it began.
    pub method: Method,
    /// How sure we are of who it is in this session, 1 to 3.
    pub assurance: u8,
    /// When whoever is signed in last proved it.
    pub proved_at: OffsetDateTime,
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
            r#"select s.id, s.account_id, s.last_seen_at, s.method, s.assurance as session_assurance, s.proved_at,
                   a.full_name, a.legal_name, a.identity_number, a.phone, a.email, a.assurance,
                   a.kind, a.tax_code,
                   u.code as "unit_code?", u.name as "unit_name?",
                   o.roles as "roles?"
               from sessions s
               join accounts a on a.id = s.account_id
               left join officers o on o.account_id = a.id and o.ended_at is null
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
        let level = |stored: i16| u8::try_from(stored).unwrap_or(1);
        Ok(Some(Self {
            id: row.id,
            account_id: row.account_id,
            method: stored_state(row.method)?,
            assurance: level(row.session_assurance),
            proved_at: row.proved_at,
            officer: match (row.unit_code, row.unit_name, row.roles) {
                (Some(unit_code), Some(unit_name), Some(roles)) => Some(Officer {
                    unit_code,
                    unit_name,
                    roles: roles.into_iter().map(stored_state).collect::<Result<_>>()?,
                }),
                _ => None,
            },
            token_hash,
            account: Account {
                kind: stored_state(row.kind)?,
                full_name: row.full_name,
                legal_name: row.legal_name,
                tax_code: row.tax_code,
                masked_identity_number: masked_identity_number(&row.identity_number),
                masked_phone: masked_phone(&row.phone),
                email: row.email,
                assurance: level(row.assurance),
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

/// `hxxx@example.vn`; nothing where the stored address is unreadable, rather than the address.
#[must_use]
pub fn masked_email(stored: &str) -> String {
    EmailAddress::parse(stored)
        .map(|address| address.masked())
        .unwrap_or_default()
}

/// `0869xxx603`; nothing where the stored number is unreadable, rather than the number.
#[must_use]
pub fn masked_phone(stored: &str) -> String {
    PhoneNumber::parse(stored)
        .map(|number| number.masked())
        .unwrap_or_default()
}

/// How a session comes about.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// Whose.
    pub account_id: Uuid,
    /// How its owner proved to be it.
    pub method: Method,
    /// How sure that makes us, 1 to 3.
    pub assurance: u8,
    /// `Chrome · Android`.
    pub browser: String,
    /// Network address.
    pub address: String,
    /// The identity provider's token, for the logout there.
    pub id_token: Option<String>,
}

/// Begins a session and yields its `Set-Cookie`. Always a fresh token: one known before signing in opens nothing.
///
/// # Errors
/// A database error.
pub async fn begin(
    db: impl PgExecutor<'_>,
    beginning: Beginning,
    now: OffsetDateTime,
    place: Place,
) -> Result<String> {
    let token = Token::fresh();
    sqlx::query!(
        "insert into sessions (token_hash, account_id, created_at, last_seen_at, method, assurance, proved_at, browser,
             address, id_token)
         values ($1, $2, $3, $3, $4, $5, $3, $6, $7, $8)",
        token.hash(),
        beginning.account_id,
        now,
        stored_name(beginning.method)?,
        i16::from(beginning.assurance),
        beginning.browser,
        beginning.address,
        beginning.id_token,
    )
    .execute(db)
    .await?;
    Ok(token.set(cookies::SESSION, ABSOLUTE.whole_seconds(), place))
}

/// Gives a session another token once its owner has proved again who they are, and yields its `Set-Cookie`. It lives no longer
/// for that: twelve hours are counted from signing in.
///
/// # Errors
/// A database error.
pub async fn renew(
    db: impl PgExecutor<'_>,
    session: &Session,
    now: OffsetDateTime,
    place: Place,
) -> Result<String> {
    let token = Token::fresh();
    sqlx::query!(
        "update sessions set token_hash = $2, proved_at = $3, last_seen_at = $3 where token_hash = $1",
        session.token_hash,
        token.hash(),
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
            roles: officer.roles,
        }),
        demo: demo::is_on(&cx.app.config),
        sandbox_url: cx.app.config.sandbox_url.clone(),
    })
}

/// Handles `POST /api/v1/session/end`.
///
/// # Errors
/// A database error.
pub async fn end(cx: Cx, (): (), _: Empty) -> Result<Reply<SignedOut>> {
    let mut next = "/".to_owned();
    if let Some(session) = &cx.session {
        if let Some(elsewhere) = logout_elsewhere(&cx, session).await? {
            next = elsewhere;
        }
        let mut tx = cx.db().begin().await?;
        forget(&mut *tx, session).await?;
        Event::SignedOut
            .of(session.account_id)
            .write(&mut *tx, &cx)
            .await?;
        tx.commit().await?;
    }
    Ok(Reply::from(SignedOut { next }).without_cookie(cookies::SESSION, cx.place))
}

/// Where the identity provider signs out whoever signed in with it: otherwise the next person at this computer is signed in by
/// one press. Frames stay where they are.
async fn logout_elsewhere(cx: &Cx, session: &Session) -> Result<Option<String>> {
    let row = sqlx::query!(
        "select method, id_token from sessions where token_hash = $1",
        session.token_hash
    )
    .fetch_optional(cx.db())
    .await?;
    let Some((method, id_token)) = row.and_then(|row| Some((row.method, row.id_token?))) else {
        return Ok(None);
    };
    let provider =
        Issuer::of(stored_state(method)?).and_then(|issuer| cx.app.identity_providers.get(issuer));
    match provider {
        Some(provider) if cx.place == Place::Portal => {
            let back_to = format!("{}/", cx.app.portal.public_url);
            Ok(provider.logout(&id_token, &back_to).await)
        }
        _ => Ok(None),
    }
}

/// Ends a session.
///
/// # Errors
/// A database error.
pub async fn forget(db: impl PgExecutor<'_>, session: &Session) -> Result<()> {
    sqlx::query!(
        "delete from sessions where token_hash = $1",
        session.token_hash
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Handles `GET /api/v1/account/sessions`.
///
/// # Errors
/// 401, or a database error.
pub async fn list(cx: Cx, (): (), _: Empty) -> Result<AccountSessions> {
    let current = cx.session()?.id;
    let rows = sqlx::query!(
        "select id, browser, address, method, created_at, last_seen_at from sessions
         where account_id = $1 and last_seen_at > $2 and created_at > $3
         order by created_at desc, id",
        cx.account()?,
        cx.now - IDLE,
        cx.now - ABSOLUTE,
    )
    .fetch_all(cx.db())
    .await?;
    let items = rows
        .into_iter()
        .map(|row| {
            Ok(AccountSession {
                id: row.id,
                current: row.id == current,
                browser: row.browser,
                address: row.address,
                method: stored_state(row.method)?,
                began_at: format_date_time(row.created_at),
                last_seen_at: format_date_time(row.last_seen_at),
            })
        })
        .collect::<Result<_>>()?;
    Ok(AccountSessions { items })
}

/// Handles `POST /api/v1/account/sessions/{id}/end`.
///
/// # Errors
/// 401; 404 where it is not one of the account's; or a database error.
pub async fn end_one(cx: Cx, path: SessionPath, _: Empty) -> Result<Empty> {
    let account_id = cx.account()?;
    let mut tx = cx.db().begin().await?;
    let ended = sqlx::query!(
        "delete from sessions where id = $1 and account_id = $2",
        path.id,
        account_id
    )
    .execute(&mut *tx)
    .await?;
    if ended.rows_affected() == 0 {
        return Err(Problem::not_found().into());
    }
    Event::SignedOutElsewhere
        .of(account_id)
        .write(&mut *tx, &cx)
        .await?;
    tx.commit().await?;
    Ok(Empty {})
}

/// Handles `POST /api/v1/account/sessions/end-others`.
///
/// # Errors
/// 401, or a database error.
pub async fn end_others(cx: Cx, (): (), _: Empty) -> Result<Empty> {
    let session = cx.session()?;
    let mut tx = cx.db().begin().await?;
    end_all_but(&mut *tx, session.account_id, Some(session.id)).await?;
    Event::SignedOutElsewhere
        .of(session.account_id)
        .write(&mut *tx, &cx)
        .await?;
    tx.commit().await?;
    Ok(Empty {})
}

/// Ends an account's sessions, one excepted.
///
/// # Errors
/// A database error.
pub async fn end_all_but(
    db: impl PgExecutor<'_>,
    account_id: Uuid,
    kept: Option<Uuid>,
) -> Result<()> {
    sqlx::query!(
        "delete from sessions where account_id = $1 and id is distinct from $2",
        account_id,
        kept
    )
    .execute(db)
    .await?;
    Ok(())
}

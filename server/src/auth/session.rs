//! Sessions: a row keyed by the hash of a 256-bit token.

use crate::{
    http::{
        Result,
        cookies::{self, Token},
        session::{MadeBy, Officer, Session},
    },
    masking::{masked_identity_number, masked_phone},
};
use app::{
    api::{accounts::Account, sessions::Method},
    embedding::Embedding,
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

/// The session of a token, if it has not ended. A request that somebody made keeps it alive; one that a page makes by
/// itself does not.
pub async fn find(
    connection: &mut PgConnection,
    token: &Token,
    now: OffsetDateTime,
    made_by: MadeBy,
) -> Result<Option<Session>> {
    let token_hash = token.hash();
    let row = sqlx::query!(
        r#"select s.id, s.account_id, s.last_seen_at, s.method, s.assurance as session_assurance, s.proved_at,
               a.full_name, a.legal_name, a.identity_number, a.phone, a.email, a.assurance,
               a.kind, a.tax_code,
               u.code as "unit_code?", u.name as "unit_name?", u.name_en as "unit_name_en?",
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
    Ok(Some(Session {
        id: row.id,
        account_id: row.account_id,
        method: row.method,
        assurance: level(row.session_assurance),
        proved_at: row.proved_at,
        officer: match (row.unit_code, row.unit_name, row.roles) {
            (Some(unit_code), Some(unit_name), Some(roles)) => Some(Officer {
                unit_code,
                unit_name,
                unit_name_en: row.unit_name_en,
                roles,
            }),
            _ => None,
        },
        token_hash,
        account: Account {
            kind: row.kind,
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

#[derive(Clone, Debug)]
pub struct NewSession {
    pub account_id: Uuid,
    pub method: Method,
    /// How sure the method makes us, 1 to 3.
    pub assurance: u8,
    /// `Chrome · Android`.
    pub browser: String,
    pub address: String,
    /// The identity provider's token, for the logout there.
    pub id_token: Option<String>,
}

/// Begins a session and yields its `Set-Cookie`. Always a fresh token: one known before signing in opens nothing.
pub async fn begin(
    db: impl PgExecutor<'_>,
    new: NewSession,
    now: OffsetDateTime,
    embedding: Embedding,
) -> Result<String> {
    let token = Token::fresh();
    sqlx::query!(
        "insert into sessions (token_hash, account_id, created_at, last_seen_at, method, assurance, proved_at, browser,
             address, id_token)
         values ($1, $2, $3, $3, $4, $5, $3, $6, $7, $8)",
        token.hash(),
        new.account_id,
        now,
        new.method as _,
        i16::from(new.assurance),
        new.browser,
        new.address,
        new.id_token,
    )
    .execute(db)
    .await?;
    Ok(token.set(cookies::SESSION, ABSOLUTE.whole_seconds(), embedding))
}

/// Gives a session another token once its owner has proved again who they are, and yields its `Set-Cookie`. It lives no longer
/// for that: twelve hours are counted from signing in.
pub async fn renew(
    db: impl PgExecutor<'_>,
    session: &Session,
    now: OffsetDateTime,
    embedding: Embedding,
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
    Ok(token.set(cookies::SESSION, ABSOLUTE.whole_seconds(), embedding))
}

/// Forgets sessions that have ended.
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

pub async fn forget(db: impl PgExecutor<'_>, session: &Session) -> Result<()> {
    sqlx::query!(
        "delete from sessions where token_hash = $1",
        session.token_hash
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends an account's sessions, one excepted.
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

//! The sessions of the account: the one of this browser, and the others, which it can end.

use crate::{
    audit::Event,
    auth::session::{ABSOLUTE, IDLE, end_all_but, forget},
    http::{Reply, RequestContext, Result, cookies, session::Session},
};
use app::{
    api::{
        Empty, Problem,
        accounts::{self as api, SessionView, SignedOut},
        federated_login::Issuer,
        sessions::{AccountSession, AccountSessions, SessionPath},
    },
    embedding::Embedding,
};
use domain::calendar::format_date_time;

/// Handles `GET /api/v1/session`.
pub async fn current(cx: RequestContext, (): (), _: Empty) -> Result<SessionView> {
    let (account, officer) = cx
        .session
        .map(|session| (session.account, session.officer))
        .unzip();
    Ok(SessionView {
        account,
        officer: officer.flatten().map(|officer| api::Officer {
            unit_name: officer.unit_name,
            unit_name_en: officer.unit_name_en,
            roles: officer.roles,
        }),
        demo: !cx.app.config.production,
        sandbox_url: cx.app.config.sandbox_url.clone(),
    })
}

/// Handles `POST /api/v1/session/end`.
pub async fn end(cx: RequestContext, (): (), _: Empty) -> Result<Reply<SignedOut>> {
    let mut next = "/".to_owned();
    if let Some(session) = &cx.session {
        if let Some(elsewhere) = provider_logout(&cx, session).await? {
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
    Ok(Reply::from(SignedOut { next }).without_cookie(cookies::SESSION, cx.embedding))
}

/// Where the identity provider signs out whoever signed in with it: otherwise the next person at this computer is signed in by
/// one press. Frames stay where they are.
async fn provider_logout(cx: &RequestContext, session: &Session) -> Result<Option<String>> {
    let row = sqlx::query!(
        "select method, id_token from sessions where token_hash = $1",
        session.token_hash
    )
    .fetch_optional(cx.db())
    .await?;
    let Some((method, id_token)) = row.and_then(|row| Some((row.method, row.id_token?))) else {
        return Ok(None);
    };
    let provider = Issuer::of(method).and_then(|issuer| cx.app.identity_providers.get(issuer));
    match provider {
        Some(provider) if cx.embedding == Embedding::TopLevel => {
            let back_to = format!("{}/", cx.app.portal.public_url);
            Ok(provider.logout(&id_token, &back_to).await)
        }
        _ => Ok(None),
    }
}

/// Handles `GET /api/v1/account/sessions`.
///
/// # Errors
/// 401, or a database error.
pub async fn list(cx: RequestContext, (): (), _: Empty) -> Result<AccountSessions> {
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
                method: row.method,
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
pub async fn end_one(cx: RequestContext, path: SessionPath, _: Empty) -> Result<Empty> {
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
pub async fn end_others(cx: RequestContext, (): (), _: Empty) -> Result<Empty> {
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

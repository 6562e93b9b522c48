//! Accounts elsewhere that lead into the account: listed, unlinked. They are linked by signing in with them.

use crate::{
    audit::Event,
    http::{Error, RequestContext, Result},
};
use app::api::{
    Empty, Problem,
    federated_login::{Issuer, IssuerPath, LinkedIdentities, LinkedIdentity},
};
use domain::calendar::format_date_time;
use serde_json::json;

/// Handles `GET /api/v1/account/identities`.
///
/// # Errors
/// 401, or a database error.
pub async fn list(cx: RequestContext, (): (), _: Empty) -> Result<LinkedIdentities> {
    let rows = sqlx::query!(
        "select provider, linked_at from linked_identities where account_id = $1 order by linked_at",
        cx.account()?
    )
    .fetch_all(cx.db())
    .await?;
    let items = rows
        .into_iter()
        .map(|row| {
            Ok(LinkedIdentity {
                issuer: Issuer::of(row.provider)
                    .ok_or_else(|| Error::internal("an identity of no issuer"))?,
                since: format_date_time(row.linked_at),
            })
        })
        .collect::<Result<_>>()?;
    Ok(LinkedIdentities { items })
}

/// Handles `POST /api/v1/account/identities/{issuer}/unlink`.
///
/// # Errors
/// 401; 403 without a recent proof; 404 where there is none; or a database error.
pub async fn unlink(cx: RequestContext, path: IssuerPath, _: Empty) -> Result<Empty> {
    let account_id = cx.require_recent_authentication()?;
    let mut tx = cx.db().begin().await?;
    let unlinked = sqlx::query!(
        "delete from linked_identities where account_id = $1 and provider = $2",
        account_id,
        path.issuer.method() as _
    )
    .execute(&mut *tx)
    .await?;
    if unlinked.rows_affected() == 0 {
        return Err(Problem::not_found().into());
    }
    Event::IdentityUnlinked
        .of(account_id)
        .with(json!({ "method": path.issuer.method() }))
        .write(&mut *tx, &cx)
        .await?;
    tx.commit().await?;
    Ok(Empty {})
}

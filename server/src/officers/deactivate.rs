//! An officer's work ends. The account stays its owner's.

use super::{change::manageable, scope::Act, show};
use crate::{
    audit::{Event, Object},
    auth::session,
    http::{RequestContext, Result},
};
use app::{
    api::{
        finance::IdPath,
        officers::{OfficerDetail, OfficerReason},
    },
    forms::officer::reason,
};
use serde_json::json;

/// Handles `POST /api/v1/officers/{id}/end`. Every session of the account ends with it.
///
/// # Errors
/// 401; 403, also without a recent proof; 404, also for officers of other units; 409 for the caller's own account and where it has
/// ended already; 422; or a database error.
pub async fn deactivate(
    cx: RequestContext,
    path: IdPath,
    input: OfficerReason,
) -> Result<OfficerDetail> {
    let mut act = Act::begin(&cx).await?;
    manageable(&mut act, path.id).await?;
    let reason = reason(&input.reason)?;
    let mut tx = act.tx;
    sqlx::query!(
        "update officers set ended_at = $2 where account_id = $1",
        path.id,
        cx.now
    )
    .execute(&mut *tx)
    .await?;
    session::end_all_but(&mut *tx, path.id, None).await?;
    Event::OfficerEnded
        .of(path.id)
        .on(Object::Officer(path.id))
        .by(act.actor)
        .changing(json!({ "at_work": true }), json!({ "at_work": false }))
        .because(reason.as_str())
        .write(&mut *tx, &cx)
        .await?;
    let ended = show::find(&mut *tx, &act.scope, path.id, act.actor).await?;
    tx.commit().await?;
    Ok(ended)
}

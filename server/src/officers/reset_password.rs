//! An officer has forgotten the password. A telephone alone does not open an officer's account: somebody whose office it is
//! takes the password first, and only then another can be set by telephone.

use super::{change::manageable, scope::Act, show};
use crate::{
    audit::{Event, Object},
    auth::session,
    http::{RequestContext, Result},
    notifications::{self, Notification},
};
use app::{
    api::{
        finance::IdPath,
        officers::{OfficerDetail, OfficerReason},
    },
    forms::officer::reason,
};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Handles `POST /api/v1/officers/{id}/password-reset`. Every session of the account ends with it.
///
/// # Errors
/// 401; 403, also without a recent proof; 404, also for officers of other units; 409 for the caller's own account and where the
/// officer's work has ended; 422; or a database error.
pub async fn reset_password(
    cx: RequestContext,
    path: IdPath,
    input: OfficerReason,
) -> Result<OfficerDetail> {
    let mut act = Act::begin(&cx).await?;
    manageable(&mut act, path.id).await?;
    let reason = reason(&input.reason)?;
    let mut tx = act.tx;
    take_password(&mut tx, path.id, cx.now).await?;
    Event::OfficerPasswordReset
        .of(path.id)
        .on(Object::Officer(path.id))
        .by(act.actor)
        .because(reason.as_str())
        .write(&mut *tx, &cx)
        .await?;
    let reset = show::find(&mut *tx, &act.scope, path.id, act.actor).await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    Ok(reset)
}

/// Takes the password, ends every session, and tells the officer how to set another.
pub(super) async fn take_password(
    tx: &mut PgConnection,
    account_id: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "update accounts set password_hash = null where id = $1",
        account_id
    )
    .execute(&mut *tx)
    .await?;
    session::end_all_but(&mut *tx, account_id, None).await?;
    notifications::recipient(&mut *tx, account_id)
        .await?
        .notify(tx, Notification::PasswordTaken, now)
        .await
}

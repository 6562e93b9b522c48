//! An officer gets another unit or other roles.

use super::{scope::Act, show};
use crate::{
    audit::{Event, Object},
    http::{RequestContext, Result},
};
use app::{
    api::{
        Problem,
        finance::IdPath,
        officers::{OfficerChange, OfficerDetail},
    },
    forms::officer::officer_change,
};
use domain::language::{Text, text};
use serde_json::json;
use uuid::Uuid;

const OWN: Text = text(
    "Bạn không tự đổi vai trò hoặc thu hồi quyền của mình được. Nhờ quản trị viên khác.",
    "You cannot change your own access. Ask another administrator.",
);
const ENDED: Text = text(
    "Cán bộ này đã bị thu hồi quyền. Muốn cấp quyền lại, thêm cán bộ với cùng số CCCD/CMND.",
    "This officer’s access has been removed. To restore it, add the officer again with the same number.",
);

/// Handles `POST /api/v1/officers/{id}`. Sessions that are under way see it at their next request.
///
/// # Errors
/// 401; 403, also without a recent proof; 404, also for officers of other units; 409 for the caller's own account and where the
/// officer's work has ended; 422; or a database error.
pub async fn change(
    cx: RequestContext,
    path: IdPath,
    input: OfficerChange,
) -> Result<OfficerDetail> {
    let mut act = Act::begin(&cx).await?;
    let before = manageable(&mut act, path.id).await?;
    let (post, reason) = officer_change(&input)?;
    act.scope.allows(&post, &before.summary.roles)?;
    let mut tx = act.tx;
    sqlx::query!(
        "update officers set unit_code = $2, roles = $3 where account_id = $1",
        path.id,
        post.unit_code,
        &post.roles as _,
    )
    .execute(&mut *tx)
    .await?;
    let after = show::find(&mut *tx, &act.scope, path.id, act.actor).await?;
    Event::OfficerChanged
        .of(path.id)
        .on(Object::Officer(path.id))
        .by(act.actor)
        .changing(
            json!({ "unit": before.summary.unit_name, "roles": before.summary.roles }),
            json!({ "unit": after.summary.unit_name, "roles": after.summary.roles }),
        )
        .because(reason.as_str())
        .write(&mut *tx, &cx)
        .await?;
    tx.commit().await?;
    Ok(after)
}

/// The officer, where the administrator may change anything about it.
///
/// # Errors
/// 404, also for officers of other units; 409 for the administrator's own account and where the officer's work has ended.
pub(super) async fn manageable(act: &mut Act, id: Uuid) -> Result<OfficerDetail> {
    let officer = show::find(&mut *act.tx, &act.scope, id, act.actor).await?;
    if officer.own {
        return Err(Problem::conflict(OWN).into());
    }
    if officer.summary.ended_at.is_some() {
        return Err(Problem::conflict(ENDED).into());
    }
    Ok(officer)
}

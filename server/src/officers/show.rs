//! One officer of an administrator's units.

use super::scope::Scope;
use crate::{
    http::{RequestContext, Result},
    masking::{masked_identity_number, masked_phone},
};
use app::api::{
    Empty, Problem,
    finance::IdPath,
    officers::{OfficerDetail, OfficerSummary},
};
use domain::calendar::format_date_time;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Handles `GET /api/v1/officers/{id}`.
///
/// # Errors
/// 401; 403 for whoever is no administrator; 404, also for officers of other units; or a database error.
pub async fn show(cx: RequestContext, path: IdPath, _: Empty) -> Result<OfficerDetail> {
    let scope = Scope::of(cx.db(), &cx.administrator()?.unit_code).await?;
    find(cx.db(), &scope, path.id, cx.account()?).await
}

/// An officer as the administrator sees it whose account is `reader`.
///
/// # Errors
/// 404, also for officers of other units; or a database error.
pub(super) async fn find(
    db: impl PgExecutor<'_>,
    scope: &Scope,
    id: Uuid,
    reader: Uuid,
) -> Result<OfficerDetail> {
    let row = sqlx::query!(
        r#"select a.id, a.full_name, a.identity_number, a.phone, a.email, a.password_hash is not null as "has_password!",
               u.code as unit_code, u.name as unit_name, u.name_en as unit_name_en, o.roles, o.since, o.ended_at
           from officers o
           join accounts a on a.id = o.account_id
           join units u on u.code = o.unit_code
           where o.account_id = $1 and o.unit_code = any ($2)"#,
        id,
        &scope.units,
    )
    .fetch_optional(db)
    .await?
    .ok_or_else(Problem::not_found)?;
    Ok(OfficerDetail {
        summary: OfficerSummary {
            id: row.id,
            full_name: row.full_name,
            masked_identity_number: masked_identity_number(&row.identity_number),
            unit_name: row.unit_name,
            unit_name_en: row.unit_name_en,
            roles: row.roles,
            ended_at: row.ended_at.map(format_date_time),
        },
        unit_code: row.unit_code,
        masked_phone: masked_phone(&row.phone),
        email: row.email,
        since: format_date_time(row.since),
        has_password: row.has_password,
        own: row.id == reader,
    })
}

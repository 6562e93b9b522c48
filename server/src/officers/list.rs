//! The officers of an administrator's units.

use super::scope::Scope;
use crate::{
    catalogue::words_of,
    http::{RequestContext, Result},
    masking::masked_identity_number,
};
use app::api::{
    Empty,
    officers::{Managed, ManagedUnit, OfficerQuery, OfficerSummary, Officers},
    paging::{PAGE_SIZE, Paging, page_number},
};
use domain::calendar::format_date_time;

/// Handles `GET /api/v1/officers`.
///
/// # Errors
/// 401; 403 for whoever is no administrator; or a database error.
pub async fn list(cx: RequestContext, (): (), query: OfficerQuery) -> Result<Officers> {
    let scope = Scope::of(cx.db(), &cx.administrator()?.unit_code).await?;
    let patterns: Vec<String> = words_of(&query.q)
        .iter()
        .map(|word| format!("%{word}%"))
        .collect();
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from officers o
           join accounts a on a.id = o.account_id
           join units u on u.code = o.unit_code
           where o.unit_code = any ($1)
             and ($2::text[] = '{}' or folded(concat_ws(' ', a.full_name, a.identity_number, u.name)) like all ($2))"#,
        &scope.units,
        &patterns,
    )
    .fetch_one(cx.db())
    .await?;
    let paging = Paging::of(total, page_number(&query.page));
    let rows = sqlx::query!(
        r#"select a.id, a.full_name, a.identity_number, u.name as unit_name, u.name_en as unit_name_en, o.roles, o.ended_at
           from officers o
           join accounts a on a.id = o.account_id
           join units u on u.code = o.unit_code
           where o.unit_code = any ($1)
             and ($2::text[] = '{}' or folded(concat_ws(' ', a.full_name, a.identity_number, u.name)) like all ($2))
           order by o.ended_at is not null, folded(a.full_name), a.id
           limit $3 offset $4"#,
        &scope.units,
        &patterns,
        i64::from(PAGE_SIZE),
        paging.skipped(),
    )
    .fetch_all(cx.db())
    .await?;
    let items = rows
        .into_iter()
        .map(|row| {
            Ok(OfficerSummary {
                id: row.id,
                full_name: row.full_name,
                masked_identity_number: masked_identity_number(&row.identity_number),
                unit_name: row.unit_name,
                unit_name_en: row.unit_name_en,
                roles: row.roles,
                ended_at: row.ended_at.map(format_date_time),
            })
        })
        .collect::<Result<_>>()?;
    Ok(Officers { items, paging })
}

/// Handles `GET /api/v1/officers/managed`.
///
/// # Errors
/// 401; 403 for whoever is no administrator; or a database error.
pub async fn managed(cx: RequestContext, (): (), _: Empty) -> Result<Managed> {
    let scope = Scope::of(cx.db(), &cx.administrator()?.unit_code).await?;
    let units = sqlx::query_as!(
        ManagedUnit,
        r#"select code, name, name_en from units where code = any ($1)
           order by array_position(array['province', 'district', 'commune'], level), folded(name), code"#,
        &scope.units
    )
    .fetch_all(cx.db())
    .await?;
    Ok(Managed {
        units,
        roles: scope.roles(),
    })
}

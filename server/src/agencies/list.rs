//! The accounts that wait.

use crate::{
    accounts::session::masked_identity_number,
    http::{Cx, Result},
    officers::scope::Scope,
};
use app::api::{
    agencies::{WaitingAgencies, WaitingAgency},
    paging::{PAGE_SIZE, PageQuery, Paging},
};
use domain::calendar::format_date_time;

/// Handles `GET /api/v1/agencies/waiting`.
///
/// # Errors
/// 401; 403 for whoever is no administrator; or a database error.
pub async fn waiting(cx: Cx, (): (), query: PageQuery) -> Result<WaitingAgencies> {
    let scope = Scope::of(cx.db(), &cx.administrator()?.unit_code).await?;
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from accounts where state = 'waiting' and unit_code = any ($1)"#,
        &scope.units
    )
    .fetch_one(cx.db())
    .await?;
    let paging = Paging::of(total, query.number());
    let rows = sqlx::query!(
        r#"select a.id, u.name as unit_name, a.full_name, a.identity_number, a.phone, a.login_name, a.created_at
           from accounts a join units u on u.code = a.unit_code
           where a.state = 'waiting' and a.unit_code = any ($1)
           order by a.created_at, a.id
           limit $2 offset $3"#,
        &scope.units,
        i64::from(PAGE_SIZE),
        paging.skipped(),
    )
    .fetch_all(cx.db())
    .await?;
    let items = rows
        .into_iter()
        .map(|row| WaitingAgency {
            id: row.id,
            unit_name: row.unit_name,
            full_name: row.full_name,
            masked_identity_number: masked_identity_number(&row.identity_number),
            phone: row.phone,
            email: row.login_name,
            registered_at: format_date_time(row.created_at),
        })
        .collect();
    Ok(WaitingAgencies { items, paging })
}

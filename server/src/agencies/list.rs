//! The accounts that wait.

use crate::{
    http::{RequestContext, Result},
    masking::masked_identity_number,
    officers::scope::Scope,
};
use app::api::{
    Empty, Problem,
    agencies::{WaitingAgencies, WaitingAgency},
    finance::IdPath,
    paging::{PAGE_SIZE, PageQuery, Paging},
};
use domain::calendar::format_date_time;
use time::OffsetDateTime;
use uuid::Uuid;

/// Handles `GET /api/v1/agencies/waiting`.
///
/// # Errors
/// 401; 403 for whoever is no administrator; or a database error.
pub async fn waiting(cx: RequestContext, (): (), query: PageQuery) -> Result<WaitingAgencies> {
    let scope = Scope::of(cx.db(), &cx.administrator()?.unit_code).await?;
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from accounts where state = 'waiting' and unit_code = any ($1)"#,
        &scope.units
    )
    .fetch_one(cx.db())
    .await?;
    let paging = Paging::of(total, query.number());
    let rows = rows(&cx, &scope, None, paging.skipped()).await?;
    let items = rows.into_iter().map(Row::view).collect();
    Ok(WaitingAgencies { items, paging })
}

/// Handles `GET /api/v1/agencies/{id}`.
///
/// # Errors
/// 401; 403 for whoever is no administrator; 404, also for agencies of other units and for those decided upon; or a database error.
pub async fn show(cx: RequestContext, path: IdPath, _: Empty) -> Result<WaitingAgency> {
    let scope = Scope::of(cx.db(), &cx.administrator()?.unit_code).await?;
    let row = rows(&cx, &scope, Some(path.id), 0).await?.pop();
    Ok(row.ok_or_else(Problem::not_found)?.view())
}

struct Row {
    id: Uuid,
    unit_name: String,
    unit_name_en: Option<String>,
    full_name: String,
    identity_number: String,
    phone: String,
    login_name: String,
    created_at: OffsetDateTime,
}

impl Row {
    fn view(self) -> WaitingAgency {
        WaitingAgency {
            id: self.id,
            unit_name: self.unit_name,
            unit_name_en: self.unit_name_en,
            full_name: self.full_name,
            masked_identity_number: masked_identity_number(&self.identity_number),
            phone: self.phone,
            email: self.login_name,
            registered_at: format_date_time(self.created_at),
        }
    }
}

/// A page of those that wait, or the one that is named.
async fn rows(
    cx: &RequestContext,
    scope: &Scope,
    id: Option<Uuid>,
    skipped: i64,
) -> Result<Vec<Row>> {
    Ok(sqlx::query_as!(
        Row,
        r#"select a.id, u.name as unit_name, u.name_en as unit_name_en, a.full_name, a.identity_number, a.phone, a.login_name,
               a.created_at
           from accounts a join units u on u.code = a.unit_code
           where a.state = 'waiting' and a.unit_code = any ($1) and ($2::uuid is null or a.id = $2)
           order by a.created_at, a.id
           limit $3 offset $4"#,
        &scope.units,
        id,
        i64::from(PAGE_SIZE),
        skipped,
    )
    .fetch_all(cx.db())
    .await?)
}

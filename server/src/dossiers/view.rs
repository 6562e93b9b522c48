//! Dossiers as their owner sees them: one, and the list.

use crate::http::{RequestContext, Result};
use app::{
    api::{
        Empty, Problem,
        dossiers::{Dossier, DossierList, DossierPath, DossierSummary, OrderSummary},
        paging::{PAGE_SIZE, PageQuery, Paging},
    },
    forms::FormInput,
};
use domain::{
    calendar::{format_date, vietnam_date},
    dossier::DossierState,
    money::Vnd,
    payment::OrderState,
};
use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

struct Row {
    number: i64,
    code: Option<String>,
    procedure_code: String,
    procedure_name: String,
    procedure_name_en: Option<String>,
    unit_code: Option<String>,
    unit_name: Option<String>,
    unit_name_en: Option<String>,
    state: DossierState,
    form: serde_json::Value,
    version: i32,
    updated_at: OffsetDateTime,
    order_amount: Option<Vnd>,
    order_state: Option<OrderState>,
}

impl Row {
    fn summary(&self) -> DossierSummary {
        DossierSummary {
            number: self.number,
            code: self.code.clone(),
            procedure_name: self.procedure_name.clone(),
            procedure_name_en: self.procedure_name_en.clone(),
            unit_name: self.unit_name.clone().unwrap_or_default(),
            unit_name_en: self.unit_name_en.clone(),
            state: self.state,
            updated_on: format_date(vietnam_date(self.updated_at)),
            order: order_summary(self.order_amount, self.order_state),
        }
    }

    fn dossier(self) -> Result<Dossier> {
        let summary = self.summary();
        let form: FormInput = serde_json::from_value(self.form)?;
        Ok(Dossier {
            summary,
            procedure_code: self.procedure_code,
            unit_code: self.unit_code.unwrap_or_default(),
            version: self.version.to_string(),
            online_form: form.online_form(),
            form,
        })
    }
}

/// What a list shows of a dossier's order, if it has one.
pub(crate) fn order_summary(
    amount: Option<Vnd>,
    state: Option<OrderState>,
) -> Option<OrderSummary> {
    let (amount, state) = amount.zip(state)?;
    Some(OrderSummary { amount, state })
}

pub(super) async fn find(
    db: impl PgExecutor<'_>,
    number: i64,
    account_id: Uuid,
) -> Result<Dossier> {
    sqlx::query_as!(
        Row,
        r#"select d.number, d.code, d.procedure_code, p.name as procedure_name, p.name_en as procedure_name_en, d.unit_code,
               u.name as "unit_name?", u.name_en as "unit_name_en?", d.state, d.form, d.version, d.updated_at,
               o.amount as "order_amount?", o.state as "order_state?"
           from dossiers d
           join procedures p on p.code = d.procedure_code
           left join units u on u.code = d.unit_code
           left join payment_orders o on o.dossier_number = d.number
           where d.number = $1 and d.account_id = $2"#,
        number,
        account_id
    )
    .fetch_optional(db)
    .await?
    .ok_or_else(Problem::not_found)?
    .dossier()
}

/// Handles `GET /api/v1/dossiers/{number}`.
///
/// # Errors
/// 401; 404, also for somebody else's; or a database error.
pub async fn show(cx: RequestContext, path: DossierPath, _: Empty) -> Result<Dossier> {
    find(cx.db(), path.number, cx.account()?).await
}

/// Handles `GET /api/v1/dossiers`. A page beyond the end is the last.
///
/// # Errors
/// 401, or a database error.
pub async fn list(cx: RequestContext, (): (), query: PageQuery) -> Result<DossierList> {
    let account_id = cx.account()?;
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from dossiers where account_id = $1"#,
        account_id
    )
    .fetch_one(cx.db())
    .await?;
    let paging = Paging::of(total, query.number());
    let rows = sqlx::query_as!(
        Row,
        r#"select d.number, d.code, d.procedure_code, p.name as procedure_name, p.name_en as procedure_name_en, d.unit_code,
               u.name as "unit_name?", u.name_en as "unit_name_en?", d.state, d.form, d.version, d.updated_at,
               o.amount as "order_amount?", o.state as "order_state?"
           from dossiers d
           join procedures p on p.code = d.procedure_code
           left join units u on u.code = d.unit_code
           left join payment_orders o on o.dossier_number = d.number
           where d.account_id = $1
           order by d.number desc
           limit $2 offset $3"#,
        account_id,
        i64::from(PAGE_SIZE),
        paging.skipped()
    )
    .fetch_all(cx.db())
    .await?;
    Ok(DossierList {
        items: rows.iter().map(Row::summary).collect(),
        paging,
    })
}

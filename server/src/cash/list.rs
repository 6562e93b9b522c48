//! Payments in cash, as the desk of their office sees them. Those of other offices do not exist here.

use crate::http::{RequestContext, Result};
use app::api::{
    Empty, Problem,
    cash::{CashAttempt, CashAttempts, CashQuery},
    finance::AttemptPath,
    paging::{PAGE_SIZE, Paging, page_number},
};
use domain::{calendar::format_date_time, money::Vnd, payment::AttemptState, typed};
use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

struct Row {
    reference: String,
    number: i64,
    code: Option<String>,
    procedure_name: String,
    payer_name: String,
    amount: Vnd,
    state: AttemptState,
    requested_at: OffsetDateTime,
    receipt: Option<Uuid>,
}

impl Row {
    fn view(self) -> CashAttempt {
        CashAttempt {
            reference: self.reference,
            dossier_reference: self.code.unwrap_or_else(|| self.number.to_string()),
            procedure_name: self.procedure_name,
            payer_name: self.payer_name,
            due: self.amount,
            state: self.state,
            requested_at: format_date_time(self.requested_at),
            receipt: self.receipt,
        }
    }
}

/// Handles `GET /api/v1/desk/cash`.
///
/// # Errors
/// 401; 403; or a database error.
pub async fn list(cx: RequestContext, (): (), query: CashQuery) -> Result<CashAttempts> {
    let unit = &cx.cash_officer()?.unit_code;
    let words = &*typed::code(&query.q);
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from payment_attempts a
           join payment_channels k on k.code = a.channel_code
           join payment_orders o on o.id = a.order_id
           join dossiers d on d.number = o.dossier_number
           where k.kind = 'cash' and d.unit_code = $1
             and case when $2 = '' then a.live
                 else a.reference = lower($2) or d.code = $2 or d.number::text = $2 end"#,
        unit,
        words
    )
    .fetch_one(cx.db())
    .await?;
    let paging = Paging::of(total, page_number(&query.page));
    let rows = rows(cx.db(), unit, words, i64::from(PAGE_SIZE), paging.skipped()).await?;
    Ok(CashAttempts {
        items: rows.into_iter().map(Row::view).collect(),
        paging,
    })
}

/// Handles `GET /api/v1/desk/cash/{reference}`.
///
/// # Errors
/// 401; 403; 404, also for another office's and for what is not paid in cash; or a database error.
pub async fn show(cx: RequestContext, path: AttemptPath, _: Empty) -> Result<CashAttempt> {
    let unit = &cx.cash_officer()?.unit_code;
    find(cx.db(), unit, &path.reference).await
}

/// A payment in cash of an office.
///
/// # Errors
/// 404, or a database error.
pub(super) async fn find(
    db: impl PgExecutor<'_>,
    unit_code: &str,
    reference: &str,
) -> Result<CashAttempt> {
    let row = rows(db, unit_code, reference, 1, 0).await?.pop();
    Ok(row
        .filter(|row| row.reference == reference)
        .ok_or_else(Problem::not_found)?
        .view())
}

/// Those of a dossier, or the one of a reference; without words those that wait for their payer.
async fn rows(
    db: impl PgExecutor<'_>,
    unit_code: &str,
    words: &str,
    limit: i64,
    offset: i64,
) -> Result<Vec<Row>> {
    Ok(sqlx::query_as!(
        Row,
        r#"select a.reference, d.number, d.code, p.name as procedure_name,
               coalesce(c.legal_name, c.full_name) as "payer_name!", a.amount, a.state, a.requested_at, r.id as "receipt?"
           from payment_attempts a
           join payment_channels k on k.code = a.channel_code
           join payment_orders o on o.id = a.order_id
           join dossiers d on d.number = o.dossier_number
           join procedures p on p.code = d.procedure_code
           join accounts c on c.id = d.account_id
           left join lateral (
               select id from receipts where attempt_id = a.id order by year desc, number desc limit 1
           ) r on true
           where k.kind = 'cash' and d.unit_code = $1
             and case when $2 = '' then a.live
                 else a.reference = lower($2) or d.code = $2 or d.number::text = $2 end
           order by a.requested_at, a.id
           limit $3 offset $4"#,
        unit_code,
        words,
        limit,
        offset
    )
    .fetch_all(db)
    .await?)
}

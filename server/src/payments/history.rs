//! “Lịch sử giao dịch”: every attempt of an account with its outcome.

use super::failure;
use crate::{
    http::{RequestContext, Result},
    refunds::for_payer,
};
use app::{
    api::{
        paging::{PAGE_SIZE, PageQuery, Paging},
        payments::{Transaction, TransactionList},
    },
    locales::language,
};
use domain::calendar::{format_date, format_date_time, vietnam_date};
use uuid::Uuid;

/// Handles `GET /api/v1/transactions`. A page beyond the end is the last.
///
/// # Errors
/// 401, or a database error.
pub async fn list(cx: RequestContext, (): (), query: PageQuery) -> Result<TransactionList> {
    let account_id = cx.account()?;
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from payment_attempts a
           join payment_orders o on o.id = a.order_id
           join dossiers d on d.number = o.dossier_number
           where d.account_id = $1"#,
        account_id
    )
    .fetch_one(cx.db())
    .await?;
    let paging = Paging::of(total, query.number());
    let rows = sqlx::query!(
        r#"select a.id, d.number, d.code, a.requested_at, c.name as channel_name, c.name_english as channel_name_english,
               a.provider, a.amount, a.state,
               r.id as "receipt?", r.cancelled_at as "receipt_cancelled_at?",
               array(select e.event ->> 'code' from payment_events e where e.attempt_id = a.id and e.event ? 'code'
                     order by e.id desc) as "failure_codes!"
           from payment_attempts a
           join payment_orders o on o.id = a.order_id
           join dossiers d on d.number = o.dossier_number
           join payment_channels c on c.code = a.channel_code
           left join lateral (
               select id, cancelled_at from receipts where attempt_id = a.id order by year desc, number desc limit 1
           ) r on true
           where d.account_id = $1
           order by a.created_at desc, a.id
           limit $2 offset $3"#,
        account_id,
        i64::from(PAGE_SIZE),
        paging.skipped()
    )
    .fetch_all(cx.db())
    .await?;
    let attempts: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut refunds = for_payer::of_attempts(cx.db(), &attempts).await?;
    let items = rows
        .into_iter()
        .map(|row| Transaction {
            dossier_reference: row.code.unwrap_or_else(|| row.number.to_string()),
            at: format_date_time(row.requested_at),
            channel_name: language().name_of(row.channel_name, row.channel_name_english),
            amount: row.amount,
            outcome: row.state.outcome(),
            failure: failure::reason(row.state, &row.provider, &row.failure_codes),
            receipt: row.receipt,
            receipt_cancelled_on: row.receipt_cancelled_at.map(vietnam_date).map(format_date),
            refunds: refunds.remove(&row.id).unwrap_or_default(),
        })
        .collect();
    Ok(TransactionList { items, paging })
}

//! Refunds as their payer sees them. What was turned down is no news to the citizen, who never asked for it.

use crate::{http::Result, masking::masked_account_number};
use app::{api::payments::CitizenRefund, locales::language};
use domain::calendar::format_date_time;
use sqlx::PgPool;
use std::collections::HashMap;
use uuid::Uuid;

/// Money of an order that goes back, oldest first.
pub async fn of_order(db: &PgPool, order_id: Uuid) -> Result<Vec<CitizenRefund>> {
    let found = find(db, Some(order_id), None).await?;
    Ok(found.into_iter().map(|(_, refund)| refund).collect())
}

/// Money of attempts that goes back, oldest first, by attempt.
pub async fn of_attempts(
    db: &PgPool,
    attempts: &[Uuid],
) -> Result<HashMap<Uuid, Vec<CitizenRefund>>> {
    let mut by_attempt: HashMap<Uuid, Vec<CitizenRefund>> = HashMap::new();
    for (attempt, refund) in find(db, None, Some(attempts)).await? {
        by_attempt.entry(attempt).or_default().push(refund);
    }
    Ok(by_attempt)
}

async fn find(
    db: &PgPool,
    order_id: Option<Uuid>,
    attempts: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, CitizenRefund)>> {
    let rows = sqlx::query!(
        "select a.id, r.amount, r.state, r.cause, r.proposed_at, r.settled_at, r.bank_bin, r.account_number,
             c.name as channel_name, c.name_english as channel_name_english
         from refunds r
         join payment_attempts a on a.id = r.attempt_id
         join payment_channels c on c.code = a.channel_code
         where (a.order_id = $1 or a.id = any($2)) and r.state <> 'rejected'
         order by r.proposed_at, r.id",
        order_id,
        attempts
    )
    .fetch_all(db)
    .await?;
    let refunds = rows.into_iter().map(|row| {
        let refund = CitizenRefund {
            amount: row.amount,
            state: row.state,
            cause: row.cause,
            channel_name: language().name_of(row.channel_name, row.channel_name_english),
            account: row
                .bank_bin
                .zip(row.account_number)
                .map(|(bank_bin, number)| format!("{bank_bin} {}", masked_account_number(&number))),
            proposed_at: format_date_time(row.proposed_at),
            settled_at: row.settled_at.map(format_date_time),
        };
        (row.id, refund)
    });
    Ok(refunds.collect())
}

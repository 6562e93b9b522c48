//! Entries about money concern whoever paid it.

use super::{Entry, Event, Object};
use crate::http::Result;
use sqlx::PgExecutor;
use uuid::Uuid;

pub async fn of_attempt(db: impl PgExecutor<'_>, event: Event, id: Uuid) -> Result<Entry> {
    let row = sqlx::query!(
        "select a.reference, d.account_id
         from payment_attempts a
         join payment_orders o on o.id = a.order_id
         join dossiers d on d.number = o.dossier_number
         where a.id = $1",
        id
    )
    .fetch_one(db)
    .await?;
    Ok(event
        .on(Object::Attempt(row.reference))
        .concerning(row.account_id))
}

pub async fn of_refund(db: impl PgExecutor<'_>, event: Event, id: Uuid) -> Result<Entry> {
    let payer = sqlx::query_scalar!(
        "select d.account_id
         from refunds r
         join payment_attempts a on a.id = r.attempt_id
         join payment_orders o on o.id = a.order_id
         join dossiers d on d.number = o.dossier_number
         where r.id = $1",
        id
    )
    .fetch_one(db)
    .await?;
    Ok(event.on(Object::Refund(id)).concerning(payer))
}

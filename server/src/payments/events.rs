//! The one way in which anything happens to an attempt.

use super::ledger;
use crate::{
    http::{Error, Result},
    metrics, receipts,
};
use domain::{
    money::Vnd,
    payment::{Attempt, AttemptEvent, AttemptState, Order, OrderState, fold, fold_order},
};
use sqlx::{PgConnection, PgTransaction};
use time::OffsetDateTime;
use uuid::Uuid;

/// An attempt with its events folded.
struct Folded {
    id: Uuid,
    attempt: Attempt,
}

/// Where the attempt stood before and stands after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// State before.
    pub before: AttemptState,
    /// State after.
    pub after: AttemptState,
}

/// Appends an event and lets everything follow from it: states, ledger, receipt, the end of other live attempts.
///
/// The order's row is locked, so that events of one order happen one after the other.
///
/// # Errors
/// A database error; then nothing has happened.
pub async fn record(
    tx: &mut PgTransaction<'_>,
    attempt_id: Uuid,
    event: &AttemptEvent,
    raw: Option<&[u8]>,
    now: OffsetDateTime,
) -> Result<Change> {
    let order_id = lock_order_of(tx, attempt_id).await?;
    let (due, attempts) = load(tx, order_id).await?;
    let before = state_of(&attempts, attempt_id)?;
    append(tx, attempt_id, event, raw, now).await?;
    let after = settle(tx, order_id, due, attempt_id, now).await?;
    if after != before {
        metrics::attempt_became(after.as_str());
    }
    Ok(Change { before, after })
}

/// Locks the order that an attempt belongs to.
async fn lock_order_of(tx: &mut PgConnection, attempt_id: Uuid) -> Result<Uuid> {
    Ok(sqlx::query_scalar!(
        "select o.id from payment_orders o join payment_attempts a on a.order_id = o.id
         where a.id = $1 for update of o",
        attempt_id
    )
    .fetch_one(tx)
    .await?)
}

async fn append(
    tx: &mut PgConnection,
    attempt_id: Uuid,
    event: &AttemptEvent,
    raw: Option<&[u8]>,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into payment_events (attempt_id, event, raw, recorded_at) values ($1, $2, $3, $4)",
        attempt_id,
        serde_json::to_value(event)?,
        raw,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The amount due and all attempts of an order, oldest first, folded from their events.
async fn load(tx: &mut PgConnection, order_id: Uuid) -> Result<(Vnd, Vec<Folded>)> {
    let rows = sqlx::query!(
        r#"select a.id, a.amount, e.event as "event?"
           from payment_attempts a left join payment_events e on e.attempt_id = a.id
           where a.order_id = $1 order by a.created_at, a.id, e.id"#,
        order_id
    )
    .fetch_all(&mut *tx)
    .await?;
    let due = sqlx::query_scalar!("select amount from payment_orders where id = $1", order_id)
        .fetch_one(tx)
        .await?;
    let mut attempts: Vec<Folded> = Vec::new();
    for row in rows {
        if attempts.last().is_none_or(|last| last.id != row.id) {
            attempts.push(Folded {
                id: row.id,
                attempt: fold(Vnd::new(row.amount), []),
            });
        }
        if let (Some(event), Some(last)) = (row.event, attempts.last_mut()) {
            last.attempt.apply(&serde_json::from_value(event)?);
        }
    }
    Ok((Vnd::new(due), attempts))
}

fn state_of(attempts: &[Folded], id: Uuid) -> Result<AttemptState> {
    attempts
        .iter()
        .find(|folded| folded.id == id)
        .map(|folded| folded.attempt.state)
        .ok_or_else(|| Error::internal("an order without the attempt that led to it"))
}

/// Folds the order anew and writes what follows. Yields the state of one attempt.
async fn settle(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
    due: Vnd,
    attempt_id: Uuid,
    now: OffsetDateTime,
) -> Result<AttemptState> {
    let (_, mut attempts) = load(tx, order_id).await?;
    let mut order = fold_folded(due, &attempts);
    if order.state == OrderState::Paid {
        for live in attempts
            .iter_mut()
            .filter(|folded| folded.attempt.state.is_live())
        {
            append(tx, live.id, &AttemptEvent::Superseded, None, now).await?;
            live.attempt.apply(&AttemptEvent::Superseded);
        }
        order = fold_folded(due, &attempts);
    }
    project(tx, order_id, order.state, &attempts, now).await?;
    for folded in &attempts {
        for (transaction, amount) in &folded.attempt.taken {
            ledger::received(tx, folded.id, transaction, *amount, now).await?;
        }
    }
    if let Some(index) = order.settled_by {
        ledger::settled(tx, order_id, now).await?;
        receipts::issue(tx, order_id, attempts[index].id, now).await?;
    }
    state_of(&attempts, attempt_id)
}

fn fold_folded(due: Vnd, attempts: &[Folded]) -> Order {
    let attempts: Vec<Attempt> = attempts
        .iter()
        .map(|folded| folded.attempt.clone())
        .collect();
    fold_order(due, &attempts)
}

/// Writes the projections: what the events say, in columns.
async fn project(
    tx: &mut PgConnection,
    order_id: Uuid,
    order: OrderState,
    attempts: &[Folded],
    now: OffsetDateTime,
) -> Result<()> {
    // Attempts that have ended first: the index allows one live attempt at a time.
    let mut attempts: Vec<&Folded> = attempts.iter().collect();
    attempts.sort_by_key(|folded| folded.attempt.state.is_live());
    for Folded { id, attempt } in attempts {
        sqlx::query!(
            "update payment_attempts
             set state = $2, live = $3, provider_transaction = $4,
                 settled_at = case when $5 then coalesce(settled_at, $6) end,
                 next_query_at = case when $7 then next_query_at end
             where id = $1",
            *id,
            attempt.state.as_str(),
            attempt.state.is_live(),
            attempt.taken.keys().next(),
            !attempt.state.needs_answer(),
            now,
            attempt.state.needs_answer(),
        )
        .execute(&mut *tx)
        .await?;
    }
    sqlx::query!(
        "update payment_orders set state = $2 where id = $1",
        order_id,
        order.as_str()
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The stored name of a state, read back.
///
/// # Errors
/// A name that this version does not know.
pub fn stored_state<T: serde::de::DeserializeOwned>(name: String) -> Result<T> {
    Ok(serde_json::from_value(serde_json::Value::String(name))?)
}

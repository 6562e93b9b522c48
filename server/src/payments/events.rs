//! The one way in which anything happens to an attempt.

use super::updates;
use crate::books::folded::{Folded, load};
use crate::{
    books::ledger,
    http::{Error, Result},
    metrics, receipts, refunds,
};
use domain::{
    fees::{FeeLine, Totals},
    money::Vnd,
    payment::{Attempt, AttemptEvent, AttemptState, Order, OrderState, fold_order},
};
use sqlx::{PgConnection, PgTransaction};
use time::OffsetDateTime;
use uuid::Uuid;

/// Where the attempt stood before and stands after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub before: AttemptState,
    pub after: AttemptState,
}

/// An order whose row is locked, with what its events add up to.
struct LockedOrder {
    id: Uuid,
    due: Vnd,
    state: OrderState,
    lines: Vec<FeeLine>,
    unit_code: String,
    attempts: Vec<Folded>,
}

/// Appends an event and lets everything follow from it: states, ledger, receipt, refunds of what is too much, the end of
/// other live attempts.
///
/// The order's row is locked, so that events of one order happen one after the other. What was told before and changes nothing
/// is not appended: whoever repeats it makes no history longer.
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
    record_told(tx, attempt_id, event, Told { raw, at: None }, now).await
}

/// What a provider sent with an event.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told<'a> {
    /// Its message, byte for byte.
    pub raw: Option<&'a [u8]>,
    /// When it says that the event happened.
    pub at: Option<OffsetDateTime>,
}

/// The same, of an event whose time a provider tells: a receipt says when the money was taken, and not when we learnt of it.
///
/// # Errors
/// As [`record`].
pub async fn record_told(
    tx: &mut PgTransaction<'_>,
    attempt_id: Uuid,
    event: &AttemptEvent,
    told: Told<'_>,
    now: OffsetDateTime,
) -> Result<Change> {
    let mut order = lock_order_of(tx, attempt_id).await?;
    let index = order
        .attempts
        .iter()
        .position(|folded| folded.id == attempt_id)
        .ok_or_else(|| Error::internal("an order without the attempt that led to it"))?;
    let before = order.attempts[index].attempt.clone();
    let missing = fold_folded(order.due, &order.attempts).missing;
    if order.attempts[index].repeats(event) {
        return Ok(Change {
            before: before.state,
            after: before.state,
        });
    }
    let event_id = append(tx, attempt_id, event, told, now).await?;
    order.attempts[index].attempt.apply(event);
    let changed = &order.attempts[index];
    let after = changed.attempt.state;

    let difference = changed.attempt.received().as_i64() - before.received().as_i64();
    if difference != 0 {
        let provider = &changed.provider;
        ledger::received(tx, event_id, provider, order.id, difference, now).await?;
    }
    if changed.attempt != before {
        let step = Step {
            event_id,
            changed: index,
            missing,
            now,
        };
        settle(tx, &mut order, &step).await?;
    }
    if after != before.state {
        metrics::attempt_became(after.into());
        updates::publish(tx, &order.attempts[index].reference).await?;
    }
    Ok(Change {
        before: before.state,
        after,
    })
}

/// Locks the order that an attempt belongs to, and folds its attempts.
async fn lock_order_of(tx: &mut PgConnection, attempt_id: Uuid) -> Result<LockedOrder> {
    let row = sqlx::query!(
        r#"select o.id, o.amount, o.state, o.lines, d.unit_code as "unit_code!"
           from payment_orders o
           join payment_attempts a on a.order_id = o.id
           join dossiers d on d.number = o.dossier_number
           where a.id = $1 for update of o"#,
        attempt_id
    )
    .fetch_one(&mut *tx)
    .await?;
    Ok(LockedOrder {
        id: row.id,
        due: row.amount,
        state: row.state,
        lines: row.lines.0,
        unit_code: row.unit_code,
        attempts: load(tx, row.id).await?,
    })
}

async fn append(
    tx: &mut PgConnection,
    attempt_id: Uuid,
    event: &AttemptEvent,
    told: Told<'_>,
    now: OffsetDateTime,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        "insert into payment_events (attempt_id, event, raw, told_at, recorded_at) values ($1, $2, $3, $4, $5) returning id",
        attempt_id,
        serde_json::to_value(event)?,
        told.raw,
        told.at,
        now
    )
    .fetch_one(tx)
    .await?)
}

/// An event of an order.
struct Step {
    event_id: i64,
    /// Which attempt it changed.
    changed: usize,
    /// What was forgiven of the amount due before it.
    missing: Vnd,
    now: OffsetDateTime,
}

/// Lets states, books, receipt and refunds follow from an attempt that has changed.
async fn settle(tx: &mut PgTransaction<'_>, order: &mut LockedOrder, step: &Step) -> Result<()> {
    let Step { changed, now, .. } = *step;
    let mut told = fold_folded(order.due, &order.attempts);
    let mut written = vec![changed];
    if told.state == OrderState::Paid {
        for (index, other) in order.attempts.iter_mut().enumerate() {
            if other.attempt.state.is_under_way() {
                append(
                    tx,
                    other.id,
                    &AttemptEvent::Superseded,
                    Told::default(),
                    now,
                )
                .await?;
                other.attempt.apply(&AttemptEvent::Superseded);
                updates::publish(tx, &other.reference).await?;
                if index != changed {
                    written.push(index);
                }
            }
        }
        told = fold_folded(order.due, &order.attempts);
    }
    // Attempts that have ended first: the index allows one live attempt at a time.
    written.sort_by_key(|index| order.attempts[*index].attempt.state.is_live());
    for index in written {
        project(tx, &order.attempts[index], now).await?;
    }
    if told.state != order.state {
        project_order(tx, order.id, told.state).await?;
    }
    let difference = told.missing.as_i64() - step.missing.as_i64();
    if difference != 0 {
        let unit_code = &order.unit_code;
        ledger::difference(tx, step.event_id, order.id, unit_code, difference, now).await?;
    }
    let undone = undo_settlement(tx, order, step).await?;
    if let Some(index) = told.settled_by {
        if undone || order.state != OrderState::Paid {
            settle_by(tx, order, index, undone, now).await?;
        }
        if told.surplus > Vnd::ZERO {
            refunds::propose_surplus(tx, order.id, &order.attempts, index, now).await?;
        }
    }
    Ok(())
}

/// Books what was due, issues the receipt, and lets refunds be of what they are of now.
async fn settle_by(
    tx: &mut PgTransaction<'_>,
    order: &LockedOrder,
    index: usize,
    undone: bool,
    now: OffsetDateTime,
) -> Result<()> {
    let issued = receipts::issued(tx, order.id).await?;
    if issued.is_valid {
        return Ok(());
    }
    let totals = Totals::of(&order.lines).map_err(Error::internal)?;
    let (settler, unit_code) = (&order.attempts[index], &order.unit_code);
    let nth = issued.how_many + 1;
    ledger::settled(tx, order.id, nth, unit_code, &totals, now).await?;
    receipts::issue(tx, order.id, settler.id, now).await?;
    // What the system proposed to give back as too much is kept after all.
    if undone {
        refunds::withdraw_proposals(tx, settler.id, now).await?;
    }
    // Only what was of another amount, or too much, may have gone back before.
    if undone || order.state == OrderState::NeedsReview {
        refunds::reshare(tx, order.id, unit_code, &totals, settler, now).await?;
    }
    Ok(())
}

/// Takes back the settlement by an attempt all of whose money has gone back, and says whether there was one. Its receipt became void
/// with the refund that made it so.
async fn undo_settlement(
    tx: &mut PgTransaction<'_>,
    order: &LockedOrder,
    step: &Step,
) -> Result<bool> {
    let changed = &order.attempts[step.changed];
    if changed.attempt.state != AttemptState::Returned || order.state != OrderState::Paid {
        return Ok(false);
    }
    // The receipt names who settled it; another attempt was paid besides.
    if receipts::issued(tx, order.id).await?.attempt_id != Some(changed.id) {
        return Ok(false);
    }
    let totals = Totals::of(&order.lines).map_err(Error::internal)?;
    let left = refunds::release(tx, changed.id, &totals).await?;
    let (event_id, unit_code) = (step.event_id, &order.unit_code);
    ledger::unsettled(tx, event_id, order.id, unit_code, left, step.now).await?;
    Ok(true)
}

fn fold_folded(due: Vnd, attempts: &[Folded]) -> Order {
    let attempts: Vec<Attempt> = attempts
        .iter()
        .map(|folded| folded.attempt.clone())
        .collect();
    fold_order(due, &attempts)
}

/// Writes the projection of an attempt: what its events say, in columns, and its charges in rows.
pub async fn project(
    tx: &mut PgConnection,
    Folded { id, attempt, .. }: &Folded,
    now: OffsetDateTime,
) -> Result<()> {
    if let Some(number) = attempt.replacement() {
        replace_placeholder(tx, *id, number).await?;
    }
    let needs_answer = attempt.state.needs_answer();
    let mismatch = attempt.state == AttemptState::AmountMismatch;
    let (numbers, amounts): (Vec<String>, Vec<i64>) = attempt
        .charges()
        .into_iter()
        .map(|charge| (charge.number, charge.amount.as_i64()))
        .unzip();
    sqlx::query!(
        "with charged as (
             insert into payment_charges (attempt_id, number, amount)
             select $1::uuid, charge.number, charge.amount
             from unnest($9::text[], $10::bigint[]) as charge (number, amount)
             on conflict (attempt_id, number) do update set amount = excluded.amount
                 where payment_charges.amount <> excluded.amount)
         update payment_attempts
         set state = $2, live = $3, provider_transaction = $4,
             settled_at = case when $5 then null else coalesce(settled_at, $6) end,
             next_query_at = case when $5 then next_query_at end,
             needs_person = $7 or ($5 and needs_person), contact = $8
         where id = $1",
        *id,
        attempt.state as _,
        attempt.state.is_live(),
        attempt.transaction_number(),
        needs_answer,
        now,
        mismatch,
        attempt.contact,
        &numbers,
        &amounts,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Gives the charge that had no number the provider's, and so its refunds. One that is there besides its replacement already
/// holds nothing any more but what [`project`] says next.
async fn replace_placeholder(tx: &mut PgConnection, attempt_id: Uuid, number: &str) -> Result<()> {
    sqlx::query!(
        "update payment_charges set number = $2
         where attempt_id = $1 and number = ''
           and not exists (select from payment_charges where attempt_id = $1 and number = $2)",
        attempt_id,
        number
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "update payment_charges set amount = 0 where attempt_id = $1 and number = ''",
        attempt_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn project_order(tx: &mut PgConnection, order_id: Uuid, state: OrderState) -> Result<()> {
    sqlx::query!(
        "update payment_orders set state = $2 where id = $1",
        order_id,
        state as _
    )
    .execute(tx)
    .await?;
    Ok(())
}

//! What becomes of a refund when something happens to it. What follows for the attempt whose money it is stands above: everything
//! goes through `finance::refunds::record`.

use super::{propose::propose_again, reasons};
use crate::{
    books::ledger::{self, RefundEntry},
    http::{Error, Result},
};
use domain::refund::{RefundEvent, RefundState, Shares, fold_refund};
use sqlx::{PgConnection, PgTransaction};
use time::OffsetDateTime;
use uuid::Uuid;

/// A refund whose order's row is locked.
struct LockedRefund {
    state: RefundState,
    attempt_id: Uuid,
    by_system: bool,
    entry: RefundEntry,
}

/// Appends an event and lets state, books and receipt follow.
///
/// The order's row is locked, so that refunds and payments of one order happen one after the other.
///
/// # Errors
/// 404, or a database error; then nothing has happened.
pub async fn apply(
    tx: &mut PgTransaction<'_>,
    refund_id: Uuid,
    event: &RefundEvent,
    now: OffsetDateTime,
) -> Result<RefundState> {
    let refund = lock(tx, refund_id).await?;
    let before = refund.state;
    let event_id = append(tx, refund_id, event, now).await?;
    let after = fold_stored(tx, refund_id).await?;
    if after == before {
        return Ok(after);
    }
    project(tx, refund_id, after, event, now).await?;
    book(tx, &refund, after, event_id, now).await?;
    if after == RefundState::Done {
        void_receipt(tx, refund.attempt_id, now).await?;
    }
    if after == RefundState::Failed && refund.by_system {
        propose_again(tx, refund_id, now).await?;
    }
    if before == RefundState::Failed && after == RefundState::Done {
        withdraw_replacements(tx, refund_id, now).await?;
    }
    Ok(after)
}

/// Takes back what the system proposed to give back of an attempt whose money is kept after all.
///
/// # Errors
/// A database error.
pub async fn withdraw_proposals(
    tx: &mut PgTransaction<'_>,
    attempt_id: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    let proposals = sqlx::query_scalar!(
        "select id from refunds where attempt_id = $1 and state = 'proposed' and proposed_by is null",
        attempt_id
    )
    .fetch_all(&mut **tx)
    .await?;
    withdraw(tx, proposals, reasons::kept_after_all(), now).await
}

async fn withdraw(
    tx: &mut PgTransaction<'_>,
    proposals: Vec<Uuid>,
    reason: &str,
    now: OffsetDateTime,
) -> Result<()> {
    let event = RefundEvent::Withdrawn {
        reason: reason.to_owned(),
    };
    for id in proposals {
        append(tx, id, &event, now).await?;
        project(tx, id, RefundState::Rejected, &event, now).await?;
    }
    Ok(())
}

/// Takes back what the system proposed in the place of a refund that was believed to have failed, and had not. What was
/// approved meanwhile stays: `verify-ledger` tells of it.
async fn withdraw_replacements(
    tx: &mut PgTransaction<'_>,
    refund_id: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    let replacements = sqlx::query_scalar!(
        "select n.id from refunds n
         join refunds r on r.attempt_id = n.attempt_id and r.provider_transaction = n.provider_transaction
         where r.id = $1 and n.id <> r.id and n.state = 'proposed' and n.proposed_by is null",
        refund_id
    )
    .fetch_all(&mut **tx)
    .await?;
    withdraw(tx, replacements, reasons::refunded_after_all(), now).await
}

/// Locks the order's row, and says where the refund stands.
///
/// # Errors
/// 404, or a database error.
pub async fn lock_state(tx: &mut PgConnection, refund_id: Uuid) -> Result<RefundState> {
    Ok(lock(tx, refund_id).await?.state)
}

async fn lock(tx: &mut PgConnection, refund_id: Uuid) -> Result<LockedRefund> {
    let row = sqlx::query!(
        r#"select r.state, r.attempt_id, r.amount, r.surplus, r.fees, r.charges, r.proposed_by, a.provider, o.id as order_id,
               d.unit_code as "unit_code!"
           from refunds r
           join payment_attempts a on a.id = r.attempt_id
           join payment_orders o on o.id = a.order_id
           join dossiers d on d.number = o.dossier_number
           where r.id = $1 for update of o"#,
        refund_id
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or_else(app::api::Problem::not_found)?;
    // Read anew under the lock: the row above may have been read before the wait for it.
    let state = sqlx::query_scalar!("select state from refunds where id = $1", refund_id)
        .fetch_one(tx)
        .await?;
    Ok(LockedRefund {
        state,
        attempt_id: row.attempt_id,
        by_system: row.proposed_by.is_none(),
        entry: RefundEntry {
            id: refund_id,
            order_id: row.order_id,
            unit_code: row.unit_code,
            provider: row.provider,
            shares: Shares {
                surplus: row.surplus,
                fees: row.fees,
                charges: row.charges,
            },
            amount: row.amount,
        },
    })
}

/// Locks the orders of several refunds before anything happens to the first of them, always in the order of their ids: two who
/// each have some of the same refunds in hand would otherwise wait for each other for ever.
///
/// # Errors
/// A database error.
pub async fn lock_orders_of(tx: &mut PgConnection, refunds: &[Uuid]) -> Result<()> {
    sqlx::query_scalar!(
        "select o.id from payment_orders o
         where o.id in (select a.order_id from refunds r join payment_attempts a on a.id = r.attempt_id where r.id = any ($1))
         order by o.id for update",
        refunds
    )
    .fetch_all(tx)
    .await?;
    Ok(())
}

/// Appends an event without looking at what follows; the first event of a refund needs no more.
pub(super) async fn append(
    tx: &mut PgConnection,
    refund_id: Uuid,
    event: &RefundEvent,
    now: OffsetDateTime,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        "insert into refund_events (refund_id, event, recorded_at) values ($1, $2, $3) returning id",
        refund_id,
        serde_json::to_value(event)?,
        now
    )
    .fetch_one(tx)
    .await?)
}

/// The state that the stored events of a refund add up to.
///
/// # Errors
/// A database error, or an event that this version does not know.
pub async fn fold_stored(tx: &mut PgConnection, refund_id: Uuid) -> Result<RefundState> {
    let events = sqlx::query_scalar!(
        "select event from refund_events where refund_id = $1 order by id",
        refund_id
    )
    .fetch_all(tx)
    .await?;
    Ok(fold_refund(events.iter().map(|event| &event.0)))
}

async fn project(
    tx: &mut PgConnection,
    refund_id: Uuid,
    state: RefundState,
    event: &RefundEvent,
    now: OffsetDateTime,
) -> Result<()> {
    let number = match event {
        RefundEvent::Done { number } => number.as_deref(),
        _ => None,
    };
    let decided_by = match event {
        RefundEvent::Approved { by }
        | RefundEvent::ApprovedForTransfer { by, .. }
        | RefundEvent::Rejected { by, .. } => Some(by.parse::<Uuid>().map_err(Error::internal)?),
        _ => None,
    };
    let ended = !state.is_payable() && state != RefundState::Proposed;
    sqlx::query!(
        "update refunds
         set state = $2, settlement_number = coalesce($3, settlement_number),
             decided_by = coalesce(decided_by, $4),
             decided_at = case when $4::uuid is null then decided_at else $5 end,
             settled_at = case when $6 then $5 end,
             next_query_at = case when $6 then null else next_query_at end,
             needs_person = needs_person and not $6
         where id = $1",
        refund_id,
        state as _,
        number,
        decided_by,
        now,
        ended
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What is owed is booked when it is approved, and taken off when the money has gone back or will not go.
async fn book(
    tx: &mut PgConnection,
    refund: &LockedRefund,
    after: RefundState,
    event_id: i64,
    now: OffsetDateTime,
) -> Result<()> {
    let was_owed = refund.state.is_payable();
    let done = after == RefundState::Done;
    if !was_owed && (after.is_payable() || done) {
        ledger::refund_owed(tx, &refund.entry, event_id, now).await?;
    }
    if was_owed && after == RefundState::Failed {
        ledger::refund_failed(tx, &refund.entry, event_id, now).await?;
    }
    if done {
        ledger::refunded(tx, &refund.entry, now).await?;
    }
    Ok(())
}

/// A receipt whose phí and lệ phí have all gone back is void, for the reasons they went back for. Where less than the amount due
/// was accepted, that is when all the money has.
async fn void_receipt(tx: &mut PgConnection, attempt_id: Uuid, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "update receipts r
         set cancelled_at = $2,
             cancellation_reason = (
                 select string_agg(distinct f.reason, '; ') from refunds f
                 where f.attempt_id = $1 and f.state = 'done' and f.fees + f.charges > 0)
         from payment_orders o
         where r.attempt_id = $1 and o.id = r.order_id and r.cancelled_at is null
           and (o.amount = (select coalesce(sum(fees + charges), 0) from refunds where attempt_id = $1 and state = 'done')
               or (select sum(amount) from refunds where attempt_id = $1 and state = 'done')
                   = (select sum(amount) from payment_charges where attempt_id = $1))",
        attempt_id,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}

//! Attempts whose money has all gone back, and orders that are due again by it.

use super::events;
use crate::{
    books::folded::{Folded, load},
    error::Result,
    receipts,
};
use domain::payment::{AttemptEvent, AttemptState};
use sqlx::{PgConnection, PgTransaction};
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// What went back of an attempt.
#[derive(Clone, Copy, Debug, Default)]
struct GivenBack {
    /// In đồng.
    done: i64,
    /// Whether more of it was approved and has not arrived.
    is_on_its_way: bool,
    /// Whether phí or lệ phí went back by a refund after which the fee is still due.
    fee_stays_due: bool,
}

/// Lets an order follow from a refund of one of its attempts that has ended. The order's row is locked.
///
/// An attempt of another amount ends once everything has gone back: nobody has paid by it. The one that settled the order ends only
/// where the refund said that the fee stays due; otherwise the order was paid, and the payer has the money back.
///
/// # Errors
/// A database error, or an event that this version does not know.
pub async fn follow(
    tx: &mut PgTransaction<'_>,
    refund_id: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    let order_id = sqlx::query_scalar!(
        "select a.order_id from refunds r join payment_attempts a on a.id = r.attempt_id where r.id = $1",
        refund_id
    )
    .fetch_one(&mut **tx)
    .await?;
    let given_back = given_back(tx, order_id).await?;
    let of = |folded: &Folded| given_back.get(&folded.id).copied().unwrap_or_default();
    let attempts = load(tx, order_id).await?;
    let gone: Vec<&Folded> = attempts
        .iter()
        .filter(|folded| {
            let done = of(folded).done;
            done > 0 && done == folded.attempt.received().as_i64()
        })
        .collect();
    let unpaid = gone
        .iter()
        .filter(|folded| folded.attempt.state == AttemptState::AmountMismatch);
    for folded in unpaid {
        record(tx, folded, now).await?;
    }
    let settler = receipts::issued(tx, order_id).await?.attempt_id;
    let is_settler = |folded: &Folded| Some(folded.id) == settler;
    let ends = gone.iter().any(|folded| {
        is_settler(folded) && folded.attempt.state.holds_money() && of(folded).fee_stays_due
    });
    // What is on its way back cannot settle the order in its place: it is waited for.
    let others_on_their_way = attempts
        .iter()
        .any(|folded| !is_settler(folded) && of(folded).is_on_its_way);
    if !ends || others_on_their_way {
        return Ok(());
    }
    // The settler last: of the others only those settle the order in its place whose money is still there.
    let (settlers, others): (Vec<&Folded>, Vec<&Folded>) =
        gone.into_iter().partition(|folded| is_settler(folded));
    for folded in others.into_iter().chain(settlers) {
        if folded.attempt.state.holds_money() {
            record(tx, folded, now).await?;
        }
    }
    Ok(())
}

async fn record(tx: &mut PgTransaction<'_>, folded: &Folded, now: OffsetDateTime) -> Result<()> {
    let event = AttemptEvent::Returned {
        amount: folded.attempt.received(),
    };
    events::record(tx, folded.id, &event, None, now).await?;
    Ok(())
}

/// What went back of each attempt of an order that has refunds.
async fn given_back(tx: &mut PgConnection, order_id: Uuid) -> Result<HashMap<Uuid, GivenBack>> {
    let rows = sqlx::query!(
        r#"select r.attempt_id, coalesce(sum(r.amount) filter (where r.state = 'done'), 0)::bigint as "done!",
               coalesce(bool_or(r.state in ('approved', 'listed', 'pending', 'unknown')), false) as "is_on_its_way!",
               coalesce(bool_or(r.state = 'done' and r.fee_stays_due and r.fees + r.charges > 0), false) as "fee_stays_due!"
           from refunds r join payment_attempts a on a.id = r.attempt_id
           where a.order_id = $1 group by r.attempt_id"#,
        order_id
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let given_back = GivenBack {
                done: row.done,
                is_on_its_way: row.is_on_its_way,
                fee_stays_due: row.fee_stays_due,
            };
            (row.attempt_id, given_back)
        })
        .collect())
}

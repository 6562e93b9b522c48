//! What refunds are taken of, where their order was settled afterwards.

use crate::{
    books::{
        folded::Folded,
        ledger::{self, RefundEntry},
    },
    error::Result,
};
use domain::{
    fees::Totals,
    money::Vnd,
    refund::{Shares, share_out},
};
use sqlx::PgTransaction;
use time::OffsetDateTime;
use uuid::Uuid;

/// Takes refunds of the attempt that has just settled its order from phí and lệ phí, as far as they were taken of a surplus that
/// is none any more: the amount that had come first was not the one due, and went back before the provider told the right one.
/// Otherwise the citizen would owe what the agency has.
pub async fn reshare(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
    unit_code: &str,
    totals: &Totals,
    folded: &Folded,
    now: OffsetDateTime,
) -> Result<()> {
    let refunds = sqlx::query!(
        "select id, surplus, fees, charges from refunds
         where attempt_id = $1 and state in ('approved', 'listed', 'pending', 'unknown', 'done')
         order by proposed_at desc, id",
        folded.id
    )
    .fetch_all(&mut **tx)
    .await?;
    let sum = |part: fn([Vnd; 3]) -> Vnd| -> i64 {
        refunds
            .iter()
            .map(|row| part([row.surplus, row.fees, row.charges]).as_i64())
            .sum()
    };
    let surplus = folded.attempt.received().as_i64() - folded.attempt.kept().as_i64();
    let mut excess = sum(|[surplus, _, _]| surplus) - surplus.max(0);
    let mut left = Shares {
        surplus: Vnd::ZERO,
        fees: Vnd::new(totals.fees.as_i64() - sum(|[_, fees, _]| fees)),
        charges: Vnd::new(totals.charges.as_i64() - sum(|[_, _, charges]| charges)),
    };
    for row in &refunds {
        let moved = Vnd::new(row.surplus.as_i64().min(excess));
        if moved <= Vnd::ZERO {
            continue;
        }
        // More was given back than is due: for `verify-ledger` to tell.
        let Some(shares) = share_out(moved, left) else {
            return Ok(());
        };
        excess -= moved.as_i64();
        left.fees = Vnd::new(left.fees.as_i64() - shares.fees.as_i64());
        left.charges = Vnd::new(left.charges.as_i64() - shares.charges.as_i64());
        sqlx::query!(
            "update refunds set surplus = surplus - $2, fees = fees + $3, charges = charges + $4 where id = $1",
            row.id,
            moved.as_i64(),
            shares.fees.as_i64(),
            shares.charges.as_i64()
        )
        .execute(&mut **tx)
        .await?;
        let entry = RefundEntry {
            id: row.id,
            order_id,
            unit_code: unit_code.to_owned(),
            provider: folded.provider.clone(),
            shares,
            amount: moved,
        };
        ledger::reshared(tx, &entry, now).await?;
    }
    Ok(())
}

/// The other way round: all the money of the attempt that had settled its order has gone back, and the order is not settled any
/// more. Its refunds are of the citizen's own money then, so that the attempt, should it be paid by another charge, and the books
/// count anew. Says what of phí and lệ phí had not gone back: what had been forgiven.
pub async fn release(
    tx: &mut PgTransaction<'_>,
    attempt_id: Uuid,
    totals: &Totals,
) -> Result<Shares> {
    let given_back = sqlx::query!(
        r#"select coalesce(sum(fees), 0)::bigint as "fees!", coalesce(sum(charges), 0)::bigint as "charges!"
           from refunds where attempt_id = $1 and state = 'done'"#,
        attempt_id
    )
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query!(
        "update refunds set surplus = amount, fees = 0, charges = 0
         where attempt_id = $1 and state = 'done' and fees + charges > 0",
        attempt_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(Shares {
        surplus: Vnd::ZERO,
        fees: Vnd::new(totals.fees.as_i64() - given_back.fees),
        charges: Vnd::new(totals.charges.as_i64() - given_back.charges),
    })
}

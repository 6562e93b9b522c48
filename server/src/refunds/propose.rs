//! Proposing refunds: by the system, of what arrived beyond what was due; by an officer, of any part that is left.

use super::{events, reasons};
use crate::{
    books::{folded::Folded, fresh_reference},
    error::{Error, Result},
};
use domain::{
    fees::Totals,
    money::Vnd,
    refund::{RefundCause, RefundEvent, Shares},
};
use sqlx::{PgConnection, PgTransaction};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// What of an attempt's money is left to refund.
#[derive(Clone, Debug)]
pub struct Left {
    /// By what it would be taken of.
    pub shares: Shares,
    /// By the provider's charges: what each took, and what is left of it.
    pub charges: BTreeMap<String, (Vnd, Vnd)>,
}

impl Left {
    /// All of it, in đồng.
    #[must_use]
    pub fn total(&self) -> Vnd {
        self.shares.total().unwrap_or(Vnd::ZERO)
    }
}

/// What of an attempt's money is left to refund: what was captured, without refunds that went through or may still.
pub async fn left_of(tx: &mut PgConnection, folded: &Folded) -> Result<Left> {
    let settled = sqlx::query_scalar!(
        "select o.lines from receipts r join payment_orders o on o.id = r.order_id where r.attempt_id = $1",
        folded.id
    )
    .fetch_optional(&mut *tx)
    .await?;
    let taken = sqlx::query!(
        r#"select provider_transaction, sum(amount)::bigint as "amount!", sum(surplus)::bigint as "surplus!",
               sum(fees)::bigint as "fees!", sum(charges)::bigint as "charges!"
           from refunds where attempt_id = $1 and state not in ('failed', 'rejected') group by provider_transaction"#,
        folded.id
    )
    .fetch_all(tx)
    .await?;
    let (due, fees, charges) = match settled {
        Some(lines) => {
            let totals = Totals::of(&lines).map_err(Error::internal)?;
            (totals.total, totals.fees, totals.charges)
        }
        None => (Vnd::ZERO, Vnd::ZERO, Vnd::ZERO),
    };
    let minus = |from: Vnd, by: i64| Vnd::new((from.as_i64() - by).max(0));
    let sum = |part: fn(i64, i64, i64) -> i64| -> i64 {
        taken
            .iter()
            .map(|row| part(row.surplus, row.fees, row.charges))
            .sum()
    };
    let surplus = minus(folded.attempt.received(), due.as_i64());
    Ok(Left {
        shares: Shares {
            surplus: minus(surplus, sum(|surplus, _, _| surplus)),
            fees: minus(fees, sum(|_, fees, _| fees)),
            charges: minus(charges, sum(|_, _, charges| charges)),
        },
        charges: folded
            .attempt
            .taken
            .iter()
            .map(|(number, charged)| {
                let refunded = taken
                    .iter()
                    .find(|row| row.provider_transaction == *number)
                    .map_or(0, |row| row.amount);
                (number.clone(), (*charged, minus(*charged, refunded)))
            })
            .collect(),
    })
}

/// Proposes to give back every charge but the one that settled the order. Proposing again changes nothing.
pub async fn propose_surplus(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
    attempts: &[Folded],
    settled_by: usize,
    now: OffsetDateTime,
) -> Result<()> {
    // Once a receipt is issued it names the attempt that settled the order, whatever is told later.
    let receipted = sqlx::query_scalar!(
        "select attempt_id from receipts where order_id = $1",
        order_id
    )
    .fetch_optional(&mut **tx)
    .await?;
    let settler = receipted.unwrap_or(attempts[settled_by].id);
    for folded in attempts
        .iter()
        .filter(|folded| !folded.attempt.taken.is_empty())
    {
        let left = left_of(tx, folded).await?;
        let is_settler = folded.id == settler;
        let due = folded.attempt.due;
        let kept = is_settler
            .then(|| {
                folded
                    .attempt
                    .taken
                    .iter()
                    .find(|(_, amount)| **amount == due)
            })
            .flatten()
            .map(|(number, _)| number.as_str());
        for (number, (charged, rest)) in &left.charges {
            if Some(number.as_str()) == kept || *rest <= Vnd::ZERO {
                continue;
            }
            let proposal = Proposal {
                attempt_id: folded.id,
                transaction: number,
                charged: *charged,
                amount: *rest,
                shares: Shares {
                    surplus: *rest,
                    ..Shares::default()
                },
                cause: if is_settler {
                    RefundCause::Surplus
                } else {
                    RefundCause::Duplicate
                },
                reason: reasons::surplus(is_settler),
                by: None,
            };
            insert(tx, &proposal, now).await?;
        }
    }
    Ok(())
}

/// Proposes a refund of the system's own once more, after the provider refused it: the money is still the citizen's.
pub(super) async fn propose_again(
    tx: &mut PgTransaction<'_>,
    refund_id: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    let failed = sqlx::query!(
        "select attempt_id, provider_transaction, charged, amount, surplus, fees, charges, cause from refunds where id = $1",
        refund_id
    )
    .fetch_one(&mut **tx)
    .await?;
    let proposal = Proposal {
        attempt_id: failed.attempt_id,
        transaction: &failed.provider_transaction,
        charged: failed.charged,
        amount: failed.amount,
        shares: Shares {
            surplus: failed.surplus,
            fees: failed.fees,
            charges: failed.charges,
        },
        cause: failed.cause,
        reason: reasons::again(),
        by: None,
    };
    insert(tx, &proposal, now).await?;
    Ok(())
}

pub struct Proposal<'a> {
    pub attempt_id: Uuid,
    /// The provider’s charge.
    pub transaction: &'a str,
    /// What that charge took.
    pub charged: Vnd,
    /// What goes back of it.
    pub amount: Vnd,
    /// What it is taken of.
    pub shares: Shares,
    pub cause: RefundCause,
    pub reason: &'a str,
    /// Which officer proposes; nobody where the system does.
    pub by: Option<Uuid>,
}

/// Writes a proposal; nothing where the system has proposed the same already.
pub async fn insert(
    tx: &mut PgTransaction<'_>,
    proposal: &Proposal<'_>,
    now: OffsetDateTime,
) -> Result<Option<Uuid>> {
    let id = sqlx::query_scalar!(
        "insert into refunds (id, attempt_id, reference, provider_transaction, charged, amount, surplus, fees, charges, cause,
             reason, state, proposed_by, proposed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'proposed', $12, $13)
         on conflict (attempt_id, provider_transaction) where proposed_by is null and state <> 'failed' do nothing
         returning id",
        Uuid::new_v4(),
        proposal.attempt_id,
        fresh_reference(),
        proposal.transaction,
        proposal.charged as _,
        proposal.amount as _,
        proposal.shares.surplus as _,
        proposal.shares.fees as _,
        proposal.shares.charges as _,
        proposal.cause as _,
        proposal.reason,
        proposal.by,
        now
    )
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(id) = id {
        let event = RefundEvent::Proposed {
            by: proposal.by.map(|by| by.to_string()),
            reason: proposal.reason.to_owned(),
        };
        events::append(tx, id, &event, now).await?;
    }
    Ok(id)
}

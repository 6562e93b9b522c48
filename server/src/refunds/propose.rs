//! Proposing refunds: by the system, of what arrived beyond what was due; by an officer, of any part that is left.

use super::{events, reasons};
use crate::{
    books::{
        folded::{Folded, load},
        fresh_reference,
    },
    error::{Error, Result},
};
use domain::{
    fees::Totals,
    money::Vnd,
    refund::{ChargeRefunds, RefundCause, RefundEvent, Shares, share_back, share_out},
};
use sqlx::{PgConnection, PgTransaction};
use time::OffsetDateTime;
use uuid::Uuid;

/// One charge of the provider's and its refunds.
#[derive(Clone, Debug)]
pub struct ChargeLeft {
    /// The provider's number; empty where it is not known.
    pub number: String,
    pub refunds: ChargeRefunds,
}

/// What of an attempt's money is left to refund.
#[derive(Clone, Debug)]
pub struct Left {
    /// By what it would be taken of.
    pub shares: Shares,
    /// By the provider's charges, oldest news first.
    pub charges: Vec<ChargeLeft>,
    /// What is due and has not been given back, where this attempt settled the order.
    kept: Vnd,
}

impl Left {
    /// All of it, in đồng.
    #[must_use]
    pub fn total(&self) -> Vnd {
        self.shares.total().unwrap_or(Vnd::ZERO)
    }
}

/// What of an attempt's money is left to refund: what was captured, without refunds that went through or may still, but for
/// the one that is looked at.
pub async fn left_of(
    tx: &mut PgConnection,
    folded: &Folded,
    but_for: Option<Uuid>,
) -> Result<Left> {
    let kept = kept_of(tx, folded).await?;
    let taken = sqlx::query!(
        r#"select provider_transaction, sum(amount)::bigint as "amount!", sum(surplus)::bigint as "surplus!",
               sum(fees)::bigint as "fees!", sum(charges)::bigint as "charges!"
           from refunds
           where attempt_id = $1 and state not in ('failed', 'rejected') and ($2::uuid is null or id <> $2)
           group by provider_transaction"#,
        folded.id,
        but_for
    )
    .fetch_all(tx)
    .await?;
    let Shares { fees, charges, .. } = kept;
    let kept = kept.total().unwrap_or(Vnd::ZERO);
    let minus = |from: Vnd, by: i64| Vnd::new((from.as_i64() - by).max(0));
    let sum = |part: fn(i64, i64, i64) -> i64| -> i64 {
        taken
            .iter()
            .map(|row| part(row.surplus, row.fees, row.charges))
            .sum()
    };
    let surplus = minus(folded.attempt.received(), kept.as_i64());
    Ok(Left {
        shares: Shares {
            surplus: minus(surplus, sum(|surplus, _, _| surplus)),
            fees: minus(fees, sum(|_, fees, _| fees)),
            charges: minus(charges, sum(|_, _, charges| charges)),
        },
        charges: folded
            .attempt
            .charges()
            .into_iter()
            .map(|charge| {
                let returning = taken
                    .iter()
                    .find(|row| row.provider_transaction == charge.number)
                    .map_or(0, |row| row.amount);
                ChargeLeft {
                    number: charge.number,
                    refunds: ChargeRefunds {
                        taken: charge.amount,
                        returning: Vnd::new(returning),
                    },
                }
            })
            .collect(),
        kept: minus(kept, sum(|_, fees, charges| fees + charges)),
    })
}

/// What of an attempt's money is phí and lệ phí: nothing, unless its order is settled by it, which the last receipt of the order
/// says. Where officers accepted less than was due that much less can go back, of both in proportion.
async fn kept_of(tx: &mut PgConnection, folded: &Folded) -> Result<Shares> {
    if !folded.attempt.state.holds_money() {
        return Ok(Shares::default());
    }
    let settled = sqlx::query_scalar!(
        "select o.lines from payment_attempts a join payment_orders o on o.id = a.order_id
         where a.id = $1 and a.id = (select r.attempt_id from receipts r where r.order_id = o.id
                                     order by r.year desc, r.number desc limit 1)",
        folded.id
    )
    .fetch_optional(tx)
    .await?;
    let Some(lines) = settled else {
        return Ok(Shares::default());
    };
    let totals = Totals::of(&lines).map_err(Error::internal)?;
    let due = Shares {
        surplus: Vnd::ZERO,
        fees: totals.fees,
        charges: totals.charges,
    };
    Ok(share_out(folded.attempt.kept(), due).unwrap_or(due))
}

/// Whether a proposal still takes no more than there is, of its charge and of each kind of money. The order is locked.
pub async fn is_covered(tx: &mut PgConnection, refund_id: Uuid) -> Result<bool> {
    let refund = sqlx::query!(
        "select r.attempt_id, r.provider_transaction, r.amount, r.surplus, r.fees, r.charges, a.order_id
         from refunds r join payment_attempts a on a.id = r.attempt_id where r.id = $1",
        refund_id
    )
    .fetch_one(&mut *tx)
    .await?;
    let attempts = load(&mut *tx, refund.order_id).await?;
    let Some(folded) = attempts
        .iter()
        .find(|folded| folded.id == refund.attempt_id)
    else {
        return Ok(false);
    };
    let left = left_of(tx, folded, Some(refund_id)).await?;
    let of_charge = left
        .charges
        .iter()
        .find(|charge| charge.number == refund.provider_transaction)
        .map_or(Vnd::ZERO, |charge| charge.refunds.left());
    Ok(refund.amount <= of_charge
        && refund.surplus <= left.shares.surplus
        && refund.fees <= left.shares.fees
        && refund.charges <= left.shares.charges)
}

/// Proposes to give back what was taken beyond what settles the order. Proposing again changes nothing.
pub async fn propose_surplus(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
    attempts: &[Folded],
    settled_by: usize,
    now: OffsetDateTime,
) -> Result<()> {
    // Once a receipt is issued it names the attempt that settled the order, whatever is told later; the last one, where the order
    // was settled again.
    let receipted = sqlx::query_scalar!(
        "select attempt_id from receipts where order_id = $1 order by year desc, number desc limit 1",
        order_id
    )
    .fetch_optional(&mut **tx)
    .await?;
    let settler = receipted.unwrap_or(attempts[settled_by].id);
    for folded in attempts
        .iter()
        .filter(|folded| folded.attempt.received() > Vnd::ZERO)
    {
        let left = left_of(tx, folded, None).await?;
        let is_settler = folded.id == settler;
        let refunds: Vec<ChargeRefunds> =
            left.charges.iter().map(|charge| charge.refunds).collect();
        let kept = if is_settler { left.kept } else { Vnd::ZERO };
        let back = share_back(kept, &refunds);
        for (charge, amount) in left.charges.iter().zip(back) {
            if amount <= Vnd::ZERO {
                continue;
            }
            let proposal = Proposal {
                attempt_id: folded.id,
                transaction: &charge.number,
                charged: charge.refunds.taken,
                amount,
                shares: Shares {
                    surplus: amount,
                    ..Shares::default()
                },
                cause: if is_settler {
                    RefundCause::Surplus
                } else {
                    RefundCause::Duplicate
                },
                reason: reasons::surplus(is_settler, amount < charge.refunds.taken),
                fee_stays_due: false,
                by: None,
                replaces: None,
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
        fee_stays_due: false,
        by: None,
        replaces: Some(refund_id),
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
    /// Whether the fee is due again once everything has gone back.
    pub fee_stays_due: bool,
    /// Which officer proposes; nobody where the system does.
    pub by: Option<Uuid>,
    /// The refund that failed, in whose place it is proposed.
    pub replaces: Option<Uuid>,
}

/// Writes a proposal; nothing where the system has one open for the same charge already, or was told not to give it back.
pub async fn insert(
    tx: &mut PgTransaction<'_>,
    proposal: &Proposal<'_>,
    now: OffsetDateTime,
) -> Result<Option<Uuid>> {
    if proposal.by.is_none() && is_answered(tx, proposal).await? {
        return Ok(None);
    }
    let id = sqlx::query_scalar!(
        "insert into refunds (id, attempt_id, reference, provider_transaction, charged, amount, surplus, fees, charges, cause,
             reason, state, proposed_by, proposed_at, replaces, fee_stays_due)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'proposed', $12, $13, $14, $15)
         on conflict (attempt_id, provider_transaction) where proposed_by is null and state = 'proposed' do nothing
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
        now,
        proposal.replaces,
        proposal.fee_stays_due
    )
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(id) = id {
        let event = RefundEvent::Proposed {
            by: proposal.by.map(|by| by.to_string()),
            reason: proposal.reason.to_owned(),
            fee_stays_due: proposal.fee_stays_due,
        };
        events::append(tx, id, &event, now).await?;
    }
    Ok(id)
}

/// Whether the system has asked for this charge and an officer has not decided yet, or has turned it down.
async fn is_answered(tx: &mut PgConnection, proposal: &Proposal<'_>) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (
               select from refunds
               where attempt_id = $1 and provider_transaction = $2 and proposed_by is null
                   and state in ('proposed', 'rejected')) as "exists!""#,
        proposal.attempt_id,
        proposal.transaction
    )
    .fetch_one(tx)
    .await?)
}

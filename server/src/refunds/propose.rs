//! Proposing refunds: by the system, of what arrived beyond what was due; by an officer, of any part that is left.

use super::{events, list};
use crate::{
    audit::{Event, money},
    finance::amount_of,
    http::{Cx, Error, Result},
    idempotency::{Claim, Once},
    payments::{
        attempt::fresh_reference,
        events::{Folded, load},
    },
};
use app::api::{
    Problem, ProblemCode,
    finance::{AttemptPath, NewRefund, ProposeRefund, Refund},
};
use domain::{
    fees::Totals,
    language::text,
    money::Vnd,
    refund::{
        RefundCause, RefundEvent, RefundRefusal, RefundState, Shares, check_refund, share_out,
    },
};
use serde_json::json;
use sqlx::{PgConnection, PgTransaction};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// Longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// What of an attempt's money is left to refund.
#[derive(Clone, Debug)]
pub struct Left {
    /// By what it would be taken of.
    pub shares: Shares,
    /// By the provider's charges: what each took, and what is left of it.
    charges: BTreeMap<String, (Vnd, Vnd)>,
}

impl Left {
    /// All of it, in đồng.
    #[must_use]
    pub fn total(&self) -> Vnd {
        self.shares.total().unwrap_or(Vnd::ZERO)
    }
}

/// What of an attempt's money is left to refund: what was captured, without refunds that went through or may still.
///
/// # Errors
/// A database error.
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
///
/// # Errors
/// A database error.
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
                reason: if is_settler {
                    "Ngân hàng thu nhiều lần cho một lần thanh toán"
                } else {
                    "Hồ sơ đã được thanh toán bằng giao dịch khác"
                },
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
        reason: "Lần hoàn trước không thành công",
        by: None,
    };
    insert(tx, &proposal, now).await?;
    Ok(())
}

/// Handles `POST /api/v1/finance/attempts/{reference}/refunds`.
///
/// # Errors
/// 400 without a key; 401; 403; 404; 409 in flight; 412 where what is refundable has changed since the officer looked; 422.
pub async fn by_officer(cx: Cx, path: AttemptPath, input: NewRefund) -> Result<Refund> {
    let officer = cx.finance_maker()?;
    let once = Once::of::<ProposeRefund>(&cx, &path, &input)?;
    let mut tx = cx.db().begin().await?;
    match once.claim(&mut tx).await? {
        Claim::New => {}
        Claim::Answered(answer) => return answer,
        // The claim commits with the refund, so there is none to be found.
        Claim::Abandoned => return Err(Error::internal("a refund without its answer")),
    }
    let answer = propose(&mut tx, &cx, officer, &path, &input).await;
    once.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    answer
}

async fn propose(
    tx: &mut PgTransaction<'_>,
    cx: &Cx,
    officer: Uuid,
    path: &AttemptPath,
    input: &NewRefund,
) -> Result<Refund> {
    let amount = amount_of("amount", &input.amount)?;
    let seen = amount_of("refundable", &input.refundable)?;
    let reason = reason_of(&input.reason)?;
    let attempt = sqlx::query!(
        "select a.id, a.order_id from payment_attempts a join payment_orders o on o.id = a.order_id
         where a.reference = $1 for update of o",
        path.reference
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(Problem::not_found)?;
    let folded = load(tx, attempt.order_id)
        .await?
        .into_iter()
        .find(|folded| folded.id == attempt.id)
        .ok_or_else(Problem::not_found)?;
    let left = left_of(tx, &folded).await?;
    check_refund(amount, left.total(), seen).map_err(|refusal| refused(refusal, left.total()))?;
    let shares = share_out(amount, left.shares)
        .ok_or_else(|| refused(RefundRefusal::MoreThanAvailable, left.total()))?;
    let (transaction, (charged, _)) = left
        .charges
        .iter()
        .find(|(_, (_, rest))| *rest >= amount)
        .ok_or_else(|| {
            Problem::field(
                "amount",
                text(
                    "Giao dịch này bị thu nhiều lần. Hoàn từng lần thu một.",
                    "This payment was charged several times. Refund one charge at a time.",
                ),
            )
        })?;
    let proposal = Proposal {
        attempt_id: folded.id,
        transaction,
        charged: *charged,
        amount,
        shares,
        cause: RefundCause::Officer,
        reason: &reason,
        by: Some(officer),
    };
    let id = insert(tx, &proposal, cx.now)
        .await?
        .ok_or_else(|| Error::internal("a refund that was not written"))?;
    money::of_refund(&mut **tx, Event::RefundProposed, id)
        .await?
        .by(officer)
        .making(json!({
            "refund_state": RefundState::Proposed,
            "amount": amount,
            "surplus": shares.surplus,
            "fees": shares.fees,
            "charges": shares.charges,
        }))
        .because(reason.as_str())
        .write(&mut **tx, cx)
        .await?;
    list::find(&mut **tx, cx, id).await
}

fn refused(refusal: RefundRefusal, available: Vnd) -> Problem {
    match refusal {
        RefundRefusal::Stale => Problem::new(
            412,
            ProblemCode::Stale,
            text(
                "Số tiền có thể hoàn đã thay đổi.",
                "The amount that can be refunded has changed.",
            ),
        )
        .with_detail(text(
            "Tải lại trang để xem số mới rồi quyết định lại.",
            "Reload the page, look at the new amount and decide again.",
        )),
        RefundRefusal::NotPositive => Problem::field(
            "amount",
            text("Nhập số tiền lớn hơn 0.", "Enter an amount above 0."),
        ),
        RefundRefusal::MoreThanAvailable => {
            let told = move |language| match language {
                domain::language::Language::Vietnamese => {
                    format!("Chỉ còn hoàn được {available}.")
                }
                domain::language::Language::English => {
                    format!("Only {available} can be refunded.")
                }
            };
            Problem::field("amount", told)
        }
    }
}

/// A reason as it was typed, trimmed.
///
/// # Errors
/// 422 where it is missing or too long.
pub(crate) fn reason_of(typed: &str) -> Result<String> {
    let reason = typed.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        return Err(Problem::field(
            "reason",
            text(
                "Ghi lý do, tối đa 500 ký tự.",
                "Give a reason of at most 500 characters.",
            ),
        )
        .into());
    }
    Ok(reason.to_owned())
}

struct Proposal<'a> {
    attempt_id: Uuid,
    transaction: &'a str,
    charged: Vnd,
    amount: Vnd,
    shares: Shares,
    cause: RefundCause,
    reason: &'a str,
    by: Option<Uuid>,
}

/// Writes a proposal; nothing where the system has proposed the same already.
async fn insert(
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

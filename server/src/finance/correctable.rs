//! Which corrections an attempt allows, as it stands under its order's lock.

use crate::{books::folded::load, http::Result};
use app::api::{Problem, ProblemCode};
use domain::{
    language::text,
    money::Vnd,
    payment::{Attempt, AttemptState, OrderState},
};
use sqlx::PgTransaction;
use uuid::Uuid;

/// What officers say became of an attempt. Stored by name in `corrections.outcome`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The money was taken.
    Paid,
    /// No money was taken.
    Failed,
    /// What arrived is accepted in the place of the amount due.
    Accepted,
}

impl Outcome {
    pub(super) fn parse(name: &str) -> Option<Self> {
        match name {
            "paid" => Some(Self::Paid),
            "failed" => Some(Self::Failed),
            "accepted" => Some(Self::Accepted),
            _ => None,
        }
    }
}

/// Where an attempt stands.
pub(super) struct Standing {
    attempt: Attempt,
    order: OrderState,
    /// What of its money goes back: proposed, under way or done.
    returning: i64,
}

impl Standing {
    /// Locks the order of an attempt, as whatever happens to the attempt does, and says where it stands.
    ///
    /// # Errors
    /// 404, or a database error.
    pub(super) async fn lock(tx: &mut PgTransaction<'_>, attempt_id: Uuid) -> Result<Self> {
        let order_id = sqlx::query_scalar!(
            "select id from payment_orders where id = (select order_id from payment_attempts where id = $1) for update",
            attempt_id
        )
        .fetch_one(&mut **tx)
        .await?;
        // Read under the lock, not with the row that was waited for.
        let row = sqlx::query!(
            r#"select state,
                   (select coalesce(sum(amount), 0)::bigint from refunds
                    where attempt_id = $2 and state not in ('failed', 'rejected')) as "returning!"
               from payment_orders where id = $1"#,
            order_id,
            attempt_id
        )
        .fetch_one(&mut **tx)
        .await?;
        let attempts = load(tx, order_id).await?;
        let folded = attempts
            .into_iter()
            .find(|folded| folded.id == attempt_id)
            .ok_or_else(Problem::not_found)?;
        Ok(Self {
            attempt: folded.attempt,
            order: row.state,
            returning: row.returning,
        })
    }

    /// Whether officers may say that of it: the provider has said nothing final, or has said that there was no money where the
    /// bank's papers show some, or has told of a payment of nothing.
    fn allows(&self, outcome: Outcome) -> bool {
        let state = self.attempt.state;
        let has_other_amount = state == AttemptState::AmountMismatch;
        match outcome {
            Outcome::Accepted => {
                has_other_amount
                    && self.attempt.held() > Vnd::ZERO
                    && self.order != OrderState::Paid
            }
            Outcome::Failed => {
                let is_nothing = has_other_amount && self.attempt.received() == Vnd::ZERO;
                state.needs_answer() || is_nothing
            }
            Outcome::Paid => {
                state.needs_answer()
                    || matches!(state, AttemptState::Failed | AttemptState::Cancelled)
            }
        }
    }

    /// Whether what would be kept is there: only what is too much may be on its way back, or have gone.
    fn keeps_what_is_due(&self) -> bool {
        let beyond = self.attempt.received().as_i64() - self.attempt.kept().as_i64();
        self.returning <= beyond
    }

    /// # Errors
    /// 409 where officers may not say that of it.
    pub(super) fn check(&self, outcome: Outcome) -> Result<()> {
        if !self.allows(outcome) {
            return Err(Problem::conflict(text(
                "Giao dịch này đã có kết quả, không đính chính được.",
                "This payment already has a result and cannot be corrected.",
            ))
            .into());
        }
        if outcome == Outcome::Accepted && !self.keeps_what_is_due() {
            return Err(Problem::conflict(text(
                "Tiền của giao dịch này đã hoàn hoặc đang được hoàn, nên không chấp nhận chênh lệch được.",
                "Money of this payment has gone back or is being refunded, so the difference cannot be accepted.",
            ))
            .into());
        }
        Ok(())
    }

    /// # Errors
    /// 412 where another amount has arrived than was seen.
    pub(super) fn check_seen(&self, received: Option<Vnd>) -> Result<()> {
        if received == Some(self.attempt.received()) {
            return Ok(());
        }
        Err(Problem::new(
            412,
            ProblemCode::Stale,
            text(
                "Số tiền đã nhận đã thay đổi.",
                "The amount received has changed.",
            ),
        )
        .with_detail(text(
            "Tải lại trang để xem số mới rồi quyết định lại.",
            "Reload the page, look at the new amount and decide again.",
        ))
        .into())
    }

    /// Whether it still allows what was proposed, over the amount that the proposer saw.
    pub(super) fn is_as_proposed(&self, outcome: Outcome, amount: Option<Vnd>) -> bool {
        let is_seen = amount == Some(self.attempt.received()) && self.keeps_what_is_due();
        self.allows(outcome) && (outcome != Outcome::Accepted || is_seen)
    }
}

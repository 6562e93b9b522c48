//! Approving and turning down: always by somebody else than who proposed.

use super::{account, list, record::record, send::SendRefund};
use crate::payments::Providers;
use crate::{
    audit::{Event, money},
    finance::reason_of,
    http::{RequestContext, Result},
    jobs,
    refunds::propose::is_covered,
};
use app::api::{
    Problem, ProblemCode,
    finance::{IdPath, Refund, RefundAccount, Rejection},
};
use domain::{
    language::text,
    money::Vnd,
    refund::{RefundEvent, RefundState},
};
use serde_json::json;
use sqlx::PgTransaction;
use uuid::Uuid;

pub(super) struct Decided {
    own: bool,
    state: RefundState,
    provider: String,
    amount: Vnd,
    fee_stays_due: bool,
    bank_bin: Option<String>,
    account_number: Option<String>,
    account_holder: Option<String>,
}

impl Decided {
    /// Whoever proposed it, named its account or said that the refund before it failed does not decide.
    fn check_two_people(&self) -> Result<()> {
        if self.own {
            return Err(two_people().into());
        }
        Ok(())
    }

    /// Where the bank transfers it, where somebody has said so.
    fn account(&self) -> Option<RefundAccount> {
        Some(RefundAccount {
            bank_bin: self.bank_bin.clone()?,
            account_number: self.account_number.clone()?,
            account_holder: self.account_holder.clone()?,
        })
    }
}

/// Handles `POST /api/v1/finance/refunds/{id}/approve`. With an account the bank transfers it; without, the provider takes it
/// back, if it does. The caller says which account they have seen.
///
/// # Errors
/// 401; 403; 404; 409 where it is decided already, the caller proposed it or named the account, more would go back than there is,
/// or an account is missing; 412 where another account was named since the caller looked.
pub async fn approve(cx: RequestContext, path: IdPath, seen: RefundAccount) -> Result<Refund> {
    let officer = cx.finance_checker()?;
    let mut tx = cx.db().begin().await?;
    let refund = lock_proposed(&mut tx, path.id, officer).await?;
    refund.check_two_people()?;
    if !is_covered(&mut tx, path.id).await? {
        return Err(Problem::conflict(text(
            "Số tiền có thể hoàn đã thay đổi sau khi khoản này được đề nghị. Từ chối khoản này rồi đề nghị lại.",
            "The amount that can be refunded has changed since this was proposed. Reject it and propose it again.",
        ))
        .into());
    }
    let (amount, fee_stays_due) = (refund.amount, refund.fee_stays_due);
    let takes_back = cx
        .app
        .get::<Providers>()
        .get(&refund.provider)
        .is_some_and(|provider| provider.descriptor().refund);
    let by = officer.to_string();
    let mut known = json!({});
    let state = match refund.account() {
        Some(account) => {
            if account::parsed(&seen).ok().as_ref() != Some(&account) {
                return Err(another_account().into());
            }
            known = account::told(&account);
            let event = RefundEvent::ApprovedForTransfer {
                by,
                account: Some(account::of_event(&account)),
            };
            record(&mut tx, path.id, &event, cx.now).await?
        }
        None if takes_back && seen == RefundAccount::default() => {
            let event = RefundEvent::Approved { by };
            let state = record(&mut tx, path.id, &event, cx.now).await?;
            let requested_at = cx.now.replace_nanosecond(0).unwrap_or(cx.now);
            // VNPAY tells refunds of one payment apart by this second.
            sqlx::query!(
                "update refunds r
                 set requested_at = greatest($2, (select max(o.requested_at) + interval '1 second' from refunds o
                                                  where o.attempt_id = r.attempt_id and o.id <> r.id)),
                     next_query_at = $3
                 where r.id = $1",
                path.id,
                requested_at,
                cx.now
            )
            .execute(&mut *tx)
            .await?;
            let work = SendRefund { refund_id: path.id };
            jobs::enqueue(&mut *tx, &work, cx.now, cx.now).await?;
            state
        }
        None => {
            return Err(Problem::conflict(text(
                "Chưa có tài khoản nhận tiền. Một cán bộ ghi tài khoản, một cán bộ khác duyệt.",
                "There is no account to transfer to. One officer enters the account, another approves.",
            ))
            .into());
        }
    };
    known["refund_state"] = json!(state);
    known["amount"] = json!(amount);
    if fee_stays_due {
        known["fee_stays_due"] = json!(true);
    }
    money::of_refund(&mut *tx, Event::RefundApproved, path.id)
        .await?
        .by(officer)
        .changing(json!({ "refund_state": RefundState::Proposed }), known)
        .write(&mut *tx, &cx)
        .await?;
    let refund = list::find(&mut *tx, &cx, path.id).await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    Ok(refund)
}

/// Handles `POST /api/v1/finance/refunds/{id}/reject`.
///
/// # Errors
/// 401; 403; 404; 409 where it is decided already or the caller proposed it; 422 without a reason.
pub async fn reject(cx: RequestContext, path: IdPath, input: Rejection) -> Result<Refund> {
    let officer = cx.finance_checker()?;
    let reason = reason_of(&input.reason)?;
    let mut tx = cx.db().begin().await?;
    lock_proposed(&mut tx, path.id, officer)
        .await?
        .check_two_people()?;
    let entry = money::of_refund(&mut *tx, Event::RefundRejected, path.id)
        .await?
        .by(officer)
        .because(reason.as_str());
    let event = RefundEvent::Rejected {
        by: officer.to_string(),
        reason,
    };
    let state = record(&mut tx, path.id, &event, cx.now).await?;
    entry
        .changing(
            json!({ "refund_state": RefundState::Proposed }),
            json!({ "refund_state": state }),
        )
        .write(&mut *tx, &cx)
        .await?;
    let refund = list::find(&mut *tx, &cx, path.id).await?;
    tx.commit().await?;
    Ok(refund)
}

/// A proposal, its order's row locked; as an officer sees it.
pub(super) async fn lock_proposed(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    officer: Uuid,
) -> Result<Decided> {
    sqlx::query_scalar!(
        "select id from payment_orders where id =
             (select a.order_id from payment_attempts a join refunds r on r.attempt_id = a.id where r.id = $1)
         for update",
        id
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(Problem::not_found)?;
    let refund = sqlx::query_as!(
        Decided,
        r#"select ($2 in (r.proposed_by, r.account_by, (
                   select f.taken_by from refunds x join transfer_result_files f on f.id = x.results_file
                   where x.id = r.replaces))) is true as "own!",
               r.state, a.provider, r.amount, r.fee_stays_due, r.bank_bin, r.account_number, r.account_holder
           from refunds r join payment_attempts a on a.id = r.attempt_id where r.id = $1"#,
        id,
        officer
    )
    .fetch_one(&mut **tx)
    .await?;
    if refund.state != RefundState::Proposed {
        return Err(Problem::conflict(text(
            "Khoản hoàn này đã được duyệt hoặc từ chối.",
            "This refund has already been approved or rejected.",
        ))
        .into());
    }
    Ok(refund)
}

fn another_account() -> Problem {
    Problem::new(
        412,
        ProblemCode::Stale,
        text(
            "Tài khoản nhận tiền đã thay đổi.",
            "The account to transfer to has changed.",
        ),
    )
    .with_detail(text(
        "Tải lại trang để xem tài khoản mới rồi quyết định lại.",
        "Reload the page, look at the new account and decide again.",
    ))
}

/// Whoever proposes does not decide.
pub(crate) fn two_people() -> Problem {
    Problem::conflict(text(
        "Người đề nghị không được tự duyệt.",
        "You cannot approve your own proposal.",
    ))
    .with_detail(text(
        "Nhờ một cán bộ tài chính khác xem và quyết định.",
        "Ask another finance officer to check and decide.",
    ))
}

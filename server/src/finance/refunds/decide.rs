//! Approving and turning down: always by somebody else than who proposed.

use super::{list, send::SendRefund};
use crate::payments::Providers;
use crate::{
    audit::{Event, money},
    finance::reason_of,
    http::{RequestContext, Result},
    jobs,
    refunds::events,
};
use app::api::{
    FieldError, Problem,
    finance::{Approval, IdPath, Refund, Rejection},
};
use app::locales::localized;
use domain::{
    fold,
    language::text,
    money::Vnd,
    refund::{RefundEvent, RefundState},
    typed,
};
use serde_json::{Value, json};
use sqlx::PgTransaction;
use std::borrow::Cow;
use uuid::Uuid;

/// Length of an account number of any bank, in digits or letters.
const SHORTEST_ACCOUNT_NUMBER: usize = 4;
const LONGEST_ACCOUNT_NUMBER: usize = 24;
/// Longest name of an account's holder on a transfer, in characters.
const LONGEST_HOLDER: usize = 70;

struct Decided {
    own: bool,
    by_system: bool,
    state: RefundState,
    provider: String,
    amount: Vnd,
    bank_bin: Option<String>,
    account_number: Option<String>,
    account_holder: Option<String>,
}

impl Decided {
    /// Whether an officer has named that account before.
    fn goes_to(&self, account: &Approval) -> bool {
        let named = [&self.bank_bin, &self.account_number, &self.account_holder];
        let typed = [
            &account.bank_bin,
            &account.account_number,
            &account.account_holder,
        ];
        named.map(Option::as_deref) == typed.map(|part| Some(part.as_str()))
    }
}

/// Handles `POST /api/v1/finance/refunds/{id}/approve`. With an account the bank transfers it; without, the provider takes it
/// back, if it does. Where nobody but the system has proposed it, an account needs two officers who type the same: the first
/// names it, and the refund stays proposed.
///
/// # Errors
/// 401; 403; 404; 409 where it is decided already, or the caller proposed it or named its account; 422 where an account is needed.
pub async fn approve(cx: RequestContext, path: IdPath, input: Approval) -> Result<Refund> {
    let officer = cx.finance_checker()?;
    let mut tx = cx.db().begin().await?;
    let refund = lock_proposed(&mut tx, path.id, officer).await?;
    let takes_back = cx
        .app
        .get::<Providers>()
        .get(&refund.provider)
        .is_some_and(|provider| provider.descriptor().refund);
    let by = officer.to_string();
    let mut known = json!({});
    let state = if takes_back && input == Approval::default() {
        let event = RefundEvent::Approved { by };
        let state = events::record(&mut tx, path.id, &event, cx.now).await?;
        let requested_at = cx.now.replace_nanosecond(0).unwrap_or(cx.now);
        sqlx::query!(
            "update refunds set requested_at = $2, next_query_at = $3 where id = $1",
            path.id,
            requested_at,
            cx.now
        )
        .execute(&mut *tx)
        .await?;
        let work = SendRefund { refund_id: path.id };
        jobs::enqueue(&mut *tx, &work, cx.now, cx.now).await?;
        state
    } else {
        let account = account_of(&input)?;
        let is_named = refund.by_system && refund.goes_to(&account);
        if !is_named {
            name_account(&mut tx, path.id, &account, officer).await?;
        }
        if refund.by_system && !is_named {
            money::of_refund(&mut *tx, Event::RefundAccountNamed, path.id)
                .await?
                .by(officer)
                .making(told(&account))
                .write(&mut *tx, &cx)
                .await?;
            let refund = list::find(&mut *tx, &cx, path.id).await?;
            tx.commit().await?;
            return Ok(refund);
        }
        let event = RefundEvent::ApprovedForTransfer { by };
        known = told(&account);
        events::record(&mut tx, path.id, &event, cx.now).await?
    };
    known["refund_state"] = json!(state);
    known["amount"] = json!(refund.amount);
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
    lock_proposed(&mut tx, path.id, officer).await?;
    let entry = money::of_refund(&mut *tx, Event::RefundRejected, path.id)
        .await?
        .by(officer)
        .because(reason.as_str());
    let event = RefundEvent::Rejected {
        by: officer.to_string(),
        reason,
    };
    let state = events::record(&mut tx, path.id, &event, cx.now).await?;
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

async fn lock_proposed(tx: &mut PgTransaction<'_>, id: Uuid, officer: Uuid) -> Result<Decided> {
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
        r#"select r.proposed_by is not distinct from $2 or r.account_by is not distinct from $2 as "own!",
               r.proposed_by is null as "by_system!", r.state, a.provider, r.amount, r.bank_bin, r.account_number,
               r.account_holder
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
    if refund.own {
        return Err(two_people().into());
    }
    Ok(refund)
}

async fn name_account(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    account: &Approval,
    officer: Uuid,
) -> Result<()> {
    sqlx::query!(
        "update refunds set bank_bin = $2, account_number = $3, account_holder = $4, account_by = $5 where id = $1",
        id,
        account.bank_bin,
        account.account_number,
        account.account_holder,
        officer
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Where the bank transfers it, as the log may know it.
fn told(account: &Approval) -> Value {
    let number = &account.account_number;
    let hidden = number.len().saturating_sub(4);
    json!({
        "bank_bin": account.bank_bin,
        "account_number": format!("{}{}", "x".repeat(hidden), &number[hidden..]),
        "account_holder": account.account_holder,
    })
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

/// Checks where the bank is to transfer the money. Holders are written as banks write them: capitals without diacritics.
fn account_of(input: &Approval) -> Result<Approval> {
    let bank_bin = typed::number(&input.bank_bin);
    let account_number = typed::number(&input.account_number);
    let account_holder = fold(&input.account_holder).to_uppercase();
    let mut errors = Vec::new();
    let mut refuse = |field: &str, message: Cow<'static, str>| {
        errors.push(FieldError {
            field: field.to_owned(),
            message: message.into_owned(),
        });
    };
    if bank_bin.len() != 6 || !bank_bin.bytes().all(|byte| byte.is_ascii_digit()) {
        refuse(
            "bank_bin",
            localized(&text(
                "Mã BIN ngân hàng gồm 6 chữ số.",
                "A bank BIN must have 6 digits.",
            )),
        );
    }
    let is_number = account_number.len() >= SHORTEST_ACCOUNT_NUMBER
        && account_number
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric());
    if let Err(beyond) = typed::within(&account_number, LONGEST_ACCOUNT_NUMBER) {
        let message = typed::too_long(LONGEST_ACCOUNT_NUMBER, beyond);
        refuse("account_number", localized(&message));
    } else if !is_number {
        refuse(
            "account_number",
            localized(&text(
                "Số tài khoản gồm 4 đến 24 chữ số hoặc chữ cái.",
                "An account number must have 4 to 24 digits or letters.",
            )),
        );
    }
    if let Err(beyond) = typed::within(&account_holder, LONGEST_HOLDER) {
        let message = typed::too_long(LONGEST_HOLDER, beyond);
        refuse("account_holder", localized(&message));
    } else if account_holder.is_empty() {
        refuse(
            "account_holder",
            localized(&text(
                "Nhập tên chủ tài khoản.",
                "Enter the account holder’s name.",
            )),
        );
    }
    if errors.is_empty() {
        Ok(Approval {
            bank_bin,
            account_number,
            account_holder,
        })
    } else {
        Err(errors.into())
    }
}

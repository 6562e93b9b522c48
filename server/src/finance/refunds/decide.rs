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
    account_number::AccountNumber,
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

/// Longest name of an account's holder on a transfer, in characters.
const LONGEST_HOLDER: usize = 70;

struct Decided {
    own: bool,
    state: RefundState,
    provider: String,
    amount: Vnd,
}

/// Handles `POST /api/v1/finance/refunds/{id}/approve`. With an account the bank transfers it; without, the provider takes it
/// back, if it does.
///
/// # Errors
/// 401; 403; 404; 409 where it is decided already or the caller proposed it; 422 where an account is needed.
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
        sqlx::query!(
            "update refunds set bank_bin = $2, account_number = $3, account_holder = $4 where id = $1",
            path.id,
            account.bank_bin,
            account.account_number,
            account.account_holder
        )
        .execute(&mut *tx)
        .await?;
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
        r#"select r.proposed_by is not distinct from $2 as "own!", r.state, a.provider, r.amount
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
    let account_number = AccountNumber::parse(&input.account_number);
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
    if let Err(error) = &account_number {
        refuse("account_number", localized(error));
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
    match account_number {
        Ok(account_number) if errors.is_empty() => Ok(Approval {
            bank_bin,
            account_number: account_number.into(),
            account_holder,
        }),
        _ => Err(errors.into()),
    }
}

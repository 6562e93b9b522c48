//! Two officers say what became of an attempt that no provider answers for, or accept another amount than was due. It is an event
//! with a name, a reason and both.

use super::{
    amount_of,
    attempts::detail,
    correctable::{Outcome, Standing},
    reason_of,
    refunds::decide::two_people,
};
use crate::{
    audit::{Event, money},
    http::{Error, RequestContext, Result},
    payments::events,
};
use app::api::{
    Empty, Problem,
    finance::{AttemptPath, Correction, FinanceAttemptDetail, IdPath, NewCorrection, Rejection},
};
use domain::{language::text, money::Vnd, payment::AttemptEvent, typed};
use serde_json::json;
use sqlx::{PgConnection, PgTransaction};
use uuid::Uuid;

/// Longest number of a bank's transaction, in characters.
const LONGEST_NUMBER: usize = 64;

struct Open {
    id: Uuid,
    attempt_id: Uuid,
    reference: String,
    outcome: String,
    amount: Option<Vnd>,
    provider_transaction: Option<String>,
    reason: String,
    proposed_by: Uuid,
}

/// Handles `POST /api/v1/finance/attempts/{reference}/corrections`.
///
/// # Errors
/// 401; 403; 404; 409 where the attempt needs none or another waits for a decision; 412 where another amount was received since the
/// officer looked; 422; or a database error.
pub async fn propose(
    cx: RequestContext,
    path: AttemptPath,
    input: NewCorrection,
) -> Result<FinanceAttemptDetail> {
    let officer = cx.finance_maker()?;
    let reason = reason_of(&input.reason)?;
    let (amount, number) = money_of(&input)?;
    let mut tx = cx.db().begin().await?;
    let attempt_id = sqlx::query_scalar!(
        "select id from payment_attempts where reference = $1",
        path.reference
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or_else(Problem::not_found)?;
    let standing = Standing::lock(&mut tx, attempt_id).await?;
    let outcome = outcome_of(&input.outcome)?;
    standing.check(outcome)?;
    if outcome == Outcome::Accepted {
        standing.check_seen(amount)?;
    }
    let written = sqlx::query!(
        "insert into corrections (id, attempt_id, outcome, amount, provider_transaction, reason, state, proposed_by,
             proposed_at)
         values ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8)
         on conflict (attempt_id) where state = 'proposed' do nothing",
        Uuid::new_v4(),
        attempt_id,
        input.outcome,
        amount as _,
        number,
        reason,
        officer,
        cx.now
    )
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() == 0 {
        return Err(Problem::conflict(text(
            "Một đính chính khác đang chờ duyệt.",
            "Another correction is awaiting approval.",
        ))
        .into());
    }
    money::of_attempt(&mut *tx, Event::CorrectionProposed, attempt_id)
        .await?
        .by(officer)
        .making(json!({
            "correction": "proposed",
            "outcome": input.outcome,
            "amount": amount,
            "transaction": number,
        }))
        .because(reason)
        .write(&mut *tx, &cx)
        .await?;
    tx.commit().await?;
    detail(&cx, &path.reference).await
}

fn outcome_of(name: &str) -> Result<Outcome, Problem> {
    Outcome::parse(name).ok_or_else(|| {
        Problem::field(
            "outcome",
            text(
                "Chọn đã thu hoặc chưa thu.",
                "Choose whether the money was taken.",
            ),
        )
    })
}

/// Amount and number of the money that is said to have moved; of what is accepted, the amount that was seen.
fn money_of(input: &NewCorrection) -> Result<(Option<Vnd>, Option<String>)> {
    match outcome_of(&input.outcome)? {
        Outcome::Failed => Ok((None, None)),
        Outcome::Accepted => Ok((Some(amount_of("received", &input.received)?), None)),
        Outcome::Paid => {
            let amount = amount_of("amount", &input.amount)?;
            let number = typed::line(&input.provider_transaction);
            let field = "provider_transaction";
            if number.is_empty() {
                return Err(Problem::field(
                    field,
                    text(
                        "Ghi mã giao dịch của ngân hàng.",
                        "Enter the bank’s transaction number.",
                    ),
                )
                .into());
            }
            typed::within(&number, LONGEST_NUMBER)
                .map_err(|beyond| Problem::field(field, typed::too_long(LONGEST_NUMBER, beyond)))?;
            Ok((Some(amount), Some(number)))
        }
    }
}

/// Handles `POST /api/v1/finance/corrections/{id}/approve`.
///
/// # Errors
/// 401; 403; 404; 409 where it is decided already, the caller proposed it or the attempt has moved since, or another amount has
/// arrived or gone back of what was to be accepted; or a database error.
pub async fn approve(cx: RequestContext, path: IdPath, _: Empty) -> Result<FinanceAttemptDetail> {
    let officer = cx.finance_checker()?;
    let mut tx = cx.db().begin().await?;
    let attempt_id =
        sqlx::query_scalar!("select attempt_id from corrections where id = $1", path.id)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or_else(Problem::not_found)?;
    let standing = Standing::lock(&mut tx, attempt_id).await?;
    let open = lock(&mut tx, path.id).await?;
    if open.proposed_by == officer {
        return Err(two_people().into());
    }
    let outcome = Outcome::parse(&open.outcome)
        .ok_or_else(|| Error::internal(format!("a correction to {}", open.outcome)))?;
    if !standing.is_as_proposed(outcome, open.amount) {
        return Err(Problem::conflict(text(
            "Giao dịch này đã thay đổi sau khi đính chính được đề nghị. Từ chối đính chính này.",
            "This payment has changed since the correction was proposed. Reject the correction.",
        ))
        .into());
    }
    let (proposed_by, approved_by) = (open.proposed_by.to_string(), officer.to_string());
    let entry = money::of_attempt(&mut *tx, Event::CorrectionApproved, open.attempt_id)
        .await?
        .by(officer)
        .because(open.reason.as_str());
    let mut after = json!({
        "correction": "approved",
        "amount": open.amount,
        "transaction": open.provider_transaction,
    });
    let event = match (outcome, open.amount, open.provider_transaction) {
        (Outcome::Accepted, Some(received), None) => AttemptEvent::DifferenceAccepted {
            received,
            reason: open.reason,
            proposed_by,
            approved_by,
        },
        (Outcome::Paid, Some(amount), Some(provider_transaction)) => AttemptEvent::CorrectedPaid {
            amount,
            provider_transaction,
            reason: open.reason,
            proposed_by,
            approved_by,
        },
        (Outcome::Failed, None, None) => AttemptEvent::CorrectedFailed {
            reason: open.reason,
            proposed_by,
            approved_by,
        },
        _ => return Err(Error::internal("a correction with half of its money")),
    };
    let change = events::record(&mut tx, open.attempt_id, &event, None, cx.now).await?;
    decide(&mut tx, open.id, "approved", None, officer, cx.now).await?;
    after["attempt_state"] = json!(change.after);
    entry
        .changing(
            json!({ "correction": "proposed", "attempt_state": change.before }),
            after,
        )
        .write(&mut *tx, &cx)
        .await?;
    tx.commit().await?;
    detail(&cx, &open.reference).await
}

/// Handles `POST /api/v1/finance/corrections/{id}/reject`. Whoever proposed it may take it back.
///
/// # Errors
/// 401; 403; 404; 409 where it is decided already; 422 without a reason; or a database error.
pub async fn reject(
    cx: RequestContext,
    path: IdPath,
    input: Rejection,
) -> Result<FinanceAttemptDetail> {
    let officer = cx.finance_officer()?;
    let reason = reason_of(&input.reason)?;
    let mut tx = cx.db().begin().await?;
    let open = lock(&mut tx, path.id).await?;
    decide(&mut tx, open.id, "rejected", Some(&reason), officer, cx.now).await?;
    money::of_attempt(&mut *tx, Event::CorrectionRejected, open.attempt_id)
        .await?
        .by(officer)
        .changing(
            json!({ "correction": "proposed" }),
            json!({ "correction": "rejected" }),
        )
        .because(reason)
        .write(&mut *tx, &cx)
        .await?;
    tx.commit().await?;
    detail(&cx, &open.reference).await
}

async fn lock(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Open> {
    let state = sqlx::query_scalar!("select state from corrections where id = $1 for update", id)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or_else(Problem::not_found)?;
    if state != "proposed" {
        return Err(Problem::conflict(text(
            "Đính chính này đã được duyệt hoặc từ chối.",
            "This correction has already been approved or rejected.",
        ))
        .into());
    }
    Ok(sqlx::query_as!(
        Open,
        "select k.id, k.attempt_id, a.reference, k.outcome, k.amount, k.provider_transaction, k.reason, k.proposed_by
         from corrections k join payment_attempts a on a.id = k.attempt_id where k.id = $1",
        id
    )
    .fetch_one(&mut **tx)
    .await?)
}

async fn decide(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    state: &str,
    reason: Option<&str>,
    officer: Uuid,
    now: time::OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "update corrections set state = $2, decision_reason = $3, decided_by = $4, decided_at = $5 where id = $1",
        id,
        state,
        reason,
        officer,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The correction of an attempt that waits for a decision.
pub(super) async fn open_of(
    connection: &mut PgConnection,
    cx: &RequestContext,
    attempt_id: Uuid,
) -> Result<Option<Correction>> {
    let account_id = cx.account()?;
    let row = sqlx::query!(
        "select k.id, k.outcome, k.amount, k.provider_transaction, k.reason, k.state, k.proposed_by, a.full_name
         from corrections k join accounts a on a.id = k.proposed_by
         where k.attempt_id = $1 and k.state = 'proposed'",
        attempt_id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Correction {
        id: row.id,
        outcome: row.outcome,
        amount: row.amount,
        provider_transaction: row.provider_transaction,
        reason: row.reason,
        state: row.state,
        proposed_by: row.full_name,
        own: row.proposed_by == account_id,
    }))
}

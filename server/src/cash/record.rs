//! Cash at the desk: an officer's word. The receipt is the electronic one that is issued with it, and no other.

use super::list::find;
use crate::{
    audit::{Event, money},
    finance::amount_of,
    http::{Error, RequestContext, Result},
    idempotency::{IdempotentRequest, KeyState},
    payments::events,
};
use app::api::{
    Problem,
    cash::{CashAttempt, CashTaken, RecordCash},
    finance::AttemptPath,
};
use domain::{
    language::{Language, Localized, text},
    payment::AttemptEvent,
};
use serde_json::json;
use sqlx::PgTransaction;
use uuid::Uuid;

/// Handles `POST /api/v1/desk/cash/{reference}`. Only the whole amount is taken: change is given at the desk.
///
/// # Errors
/// 400 without a key; 401; 403; 404, also for another office's and for what is not paid in cash; 409 where it is not to be paid
/// any more; 422; or a database error.
pub async fn record(
    cx: RequestContext,
    path: AttemptPath,
    input: CashTaken,
) -> Result<CashAttempt> {
    let unit = cx.cash_officer()?.unit_code.clone();
    let officer = cx.account()?;
    let request = IdempotentRequest::of::<RecordCash>(&cx, &path, &input)?;
    let mut tx = cx.db().begin().await?;
    match request.claim::<CashAttempt>(&mut tx).await? {
        KeyState::New => {}
        KeyState::Answered(answer) => return answer,
        KeyState::Abandoned => return Err(Error::internal("cash without its answer")),
    }
    store(&mut tx, &cx, (officer, unit.as_str()), &path, &input).await?;
    let answer = find(&mut *tx, &unit, &path.reference).await;
    request.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    answer
}

async fn store(
    tx: &mut PgTransaction<'_>,
    cx: &RequestContext,
    (officer, unit): (Uuid, &str),
    path: &AttemptPath,
    input: &CashTaken,
) -> Result<()> {
    let amount = amount_of("amount", &input.amount)?;
    let attempt = sqlx::query!(
        "select a.id, a.amount
         from payment_attempts a
         join payment_orders o on o.id = a.order_id
         join dossiers d on d.number = o.dossier_number
         join payment_channels k on k.code = a.channel_code
         where a.reference = $1 and k.kind = 'cash' and d.unit_code = $2 for update of o",
        path.reference,
        unit
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(Problem::not_found)?;
    // Read under the order's lock: two officers may take it up at once.
    let live = sqlx::query_scalar!(
        "select live from payment_attempts where id = $1",
        attempt.id
    )
    .fetch_one(&mut **tx)
    .await?;
    if !live {
        return Err(Problem::conflict(text(
            "Giao dịch này không chờ nộp tiền mặt.",
            "This payment is not waiting for cash.",
        ))
        .into());
    }
    let due = attempt.amount;
    if amount != due {
        let told = move |language: Language| {
            let due = due.localized(language);
            match language {
                Language::Vietnamese => format!("Phải thu đúng {due}."),
                Language::English => format!("You must collect exactly {due}."),
            }
        };
        return Err(Problem::field("amount", told).into());
    }
    let event = AttemptEvent::CashReceived {
        amount,
        receipt: path.reference.clone(),
        officer: officer.to_string(),
    };
    let change = events::record(tx, attempt.id, &event, None, cx.now).await?;
    money::of_attempt(&mut **tx, Event::CashTaken, attempt.id)
        .await?
        .by(officer)
        .changing(
            json!({ "attempt_state": change.before }),
            json!({ "attempt_state": change.after, "amount": amount }),
        )
        .write(&mut **tx, cx)
        .await
}

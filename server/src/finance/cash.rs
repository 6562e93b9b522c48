//! Cash at the desk: an officer's word, with the number of the paper receipt.

use super::{amount_of, attempts::detail_with};
use crate::{
    audit::{Event, money},
    http::{Error, RequestContext, Result},
    idempotency::{IdempotentRequest, KeyState},
    payments::events,
};
use app::api::{
    Problem,
    finance::{AttemptPath, CashTaken, FinanceAttemptDetail, RecordCash},
    payments::ChannelKind,
};
use domain::{
    language::{Language, Localized, text},
    payment::AttemptEvent,
    typed,
};
use serde_json::json;
use sqlx::PgTransaction;
use uuid::Uuid;

/// Longest number of a paper receipt, in characters.
const LONGEST_RECEIPT: usize = 40;

/// Handles `POST /api/v1/finance/attempts/{reference}/cash`. Only the whole amount is taken: change is given at the desk.
///
/// # Errors
/// 400 without a key; 401; 403; 404; 409 where it is not to be paid in cash any more; 422; or a database error.
pub async fn record(
    cx: RequestContext,
    path: AttemptPath,
    input: CashTaken,
) -> Result<FinanceAttemptDetail> {
    let officer = cx.finance_maker()?;
    let request = IdempotentRequest::of::<RecordCash>(&cx, &path, &input)?;
    let mut tx = cx.db().begin().await?;
    match request.claim::<FinanceAttemptDetail>(&mut tx).await? {
        KeyState::New => {}
        KeyState::Answered(answer) => return answer,
        KeyState::Abandoned => return Err(Error::internal("cash without its answer")),
    }
    store(&mut tx, &cx, officer, &path, &input).await?;
    let answer = detail_with(&mut tx, &cx, &path.reference).await;
    request.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    answer
}

async fn store(
    tx: &mut PgTransaction<'_>,
    cx: &RequestContext,
    officer: Uuid,
    path: &AttemptPath,
    input: &CashTaken,
) -> Result<()> {
    let amount = amount_of("amount", &input.amount)?;
    let receipt = typed::line(&input.receipt);
    if receipt.is_empty() {
        return Err(Problem::field(
            "receipt",
            text(
                "Ghi số biên lai giấy.",
                "Enter the number of the paper receipt.",
            ),
        )
        .into());
    }
    typed::within(&receipt, LONGEST_RECEIPT)
        .map_err(|beyond| Problem::field("receipt", typed::too_long(LONGEST_RECEIPT, beyond)))?;
    let attempt = sqlx::query!(
        "select a.id, a.amount, a.live, c.kind
         from payment_attempts a
         join payment_orders o on o.id = a.order_id
         join payment_channels c on c.code = a.channel_code
         where a.reference = $1 for update of o",
        path.reference
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(Problem::not_found)?;
    if attempt.kind != ChannelKind::Cash || !attempt.live {
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
        receipt: receipt.clone(),
        officer: officer.to_string(),
    };
    let change = events::record(tx, attempt.id, &event, None, cx.now).await?;
    money::of_attempt(&mut **tx, Event::CashTaken, attempt.id)
        .await?
        .by(officer)
        .changing(
            json!({ "attempt_state": change.before }),
            json!({ "attempt_state": change.after, "amount": amount, "receipt": receipt }),
        )
        .write(&mut **tx, cx)
        .await
}

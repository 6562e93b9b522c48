//! An officer proposes a refund, of any part that is left.

use super::list;
use crate::{
    audit::{Event, money},
    books::folded::load,
    finance::{NOT_POSITIVE, amount_of, reason_of},
    http::{Error, RequestContext, Result},
    idempotency::{IdempotentRequest, KeyState},
    refunds::propose::{Proposal, insert, left_of},
};
use app::api::{
    Problem, ProblemCode,
    finance::{AttemptPath, NewRefund, ProposeRefund, Refund},
};
use domain::{
    language::{Language, Localized, text},
    money::Vnd,
    refund::{RefundCause, RefundRefusal, RefundState, check_refund, share_out},
};
use serde_json::json;
use sqlx::PgTransaction;
use uuid::Uuid;

/// Handles `POST /api/v1/finance/attempts/{reference}/refunds`.
///
/// # Errors
/// 400 without a key; 401; 403; 404; 409 in flight; 412 where what is refundable has changed since the officer looked; 422.
pub async fn by_officer(cx: RequestContext, path: AttemptPath, input: NewRefund) -> Result<Refund> {
    let officer = cx.finance_maker()?;
    let request = IdempotentRequest::of::<ProposeRefund>(&cx, &path, &input)?;
    let mut tx = cx.db().begin().await?;
    match request.claim(&mut tx).await? {
        KeyState::New => {}
        KeyState::Answered(answer) => return answer,
        // The claim commits with the refund, so there is none to be found.
        KeyState::Abandoned => return Err(Error::internal("a refund without its answer")),
    }
    let answer = propose(&mut tx, &cx, officer, &path, &input).await;
    request.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    answer
}

async fn propose(
    tx: &mut PgTransaction<'_>,
    cx: &RequestContext,
    officer: Uuid,
    path: &AttemptPath,
    input: &NewRefund,
) -> Result<Refund> {
    let amount = amount_of("amount", &input.amount)?;
    let seen =
        Vnd::parse(&input.refundable).map_err(|error| Problem::field("refundable", error))?;
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
    let left = left_of(tx, &folded, None).await?;
    check_refund(amount, left.total(), seen).map_err(|refusal| refused(refusal, left.total()))?;
    if input.fee_stays_due && amount != left.total() {
        return Err(Problem::field(
            "fee_stays_due",
            text(
                "Chỉ chọn khi hoàn toàn bộ số tiền.",
                "Choose this only where the whole amount goes back.",
            ),
        )
        .into());
    }
    let shares = share_out(amount, left.shares)
        .ok_or_else(|| refused(RefundRefusal::MoreThanAvailable, left.total()))?;
    let charge = left
        .charges
        .iter()
        .find(|charge| charge.refunds.left() >= amount)
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
        transaction: &charge.number,
        charged: charge.refunds.taken,
        amount,
        shares,
        cause: RefundCause::Officer,
        reason: &reason,
        fee_stays_due: input.fee_stays_due,
        by: Some(officer),
        replaces: None,
    };
    let id = insert(tx, &proposal, cx.now)
        .await?
        .ok_or_else(|| Error::internal("a refund that was not written"))?;
    let mut made = json!({
        "refund_state": RefundState::Proposed,
        "amount": amount,
        "surplus": shares.surplus,
        "fees": shares.fees,
        "charges": shares.charges,
    });
    if input.fee_stays_due {
        made["fee_stays_due"] = json!(true);
    }
    money::of_refund(&mut **tx, Event::RefundProposed, id)
        .await?
        .by(officer)
        .making(made)
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
        RefundRefusal::NotPositive => Problem::field("amount", NOT_POSITIVE),
        RefundRefusal::MoreThanAvailable => {
            let told = move |language: Language| {
                let available = available.localized(language);
                match language {
                    Language::Vietnamese => format!("Chỉ còn hoàn được {available}."),
                    Language::English => format!("Only {available} can be refunded."),
                }
            };
            Problem::field("amount", told)
        }
    }
}

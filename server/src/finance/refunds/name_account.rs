//! Naming where the bank transfers a refund: by one officer, before another approves it.

use super::{account, decide::lock_proposed, list, record::record};
use crate::{
    audit::{Event, money},
    http::{RequestContext, Result},
};
use app::api::finance::{IdPath, Refund, RefundAccount};
use domain::refund::RefundEvent;

/// Handles `POST /api/v1/finance/refunds/{id}/account`. Named again, the last one stands, until it is decided.
///
/// # Errors
/// 401; 403; 404; 409 where it is decided already; 422; or a database error.
pub async fn name(cx: RequestContext, path: IdPath, input: RefundAccount) -> Result<Refund> {
    let officer = cx.finance_maker()?;
    let account = account::parsed(&input)?;
    let mut tx = cx.db().begin().await?;
    lock_proposed(&mut tx, path.id, officer).await?;
    sqlx::query!(
        "update refunds set bank_bin = $2, account_number = $3, account_holder = $4, account_by = $5 where id = $1",
        path.id,
        account.bank_bin,
        account.account_number,
        account.account_holder,
        officer
    )
    .execute(&mut *tx)
    .await?;
    let event = RefundEvent::AccountNamed {
        by: officer.to_string(),
        account: account::of_event(&account),
    };
    record(&mut tx, path.id, &event, cx.now).await?;
    money::of_refund(&mut *tx, Event::RefundAccountNamed, path.id)
        .await?
        .by(officer)
        .making(account::told(&account))
        .write(&mut *tx, &cx)
        .await?;
    let refund = list::find(&mut *tx, &cx, path.id).await?;
    tx.commit().await?;
    Ok(refund)
}

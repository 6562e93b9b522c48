//! The one way in which anything happens to a refund.

use crate::{http::Result, payments::returned, refunds::events};
use domain::refund::{RefundEvent, RefundState};
use sqlx::PgTransaction;
use time::OffsetDateTime;
use uuid::Uuid;

/// Appends an event and lets everything follow from it: state, books, receipt, and whether the order is due again.
///
/// The order's row is locked, so that refunds and payments of one order happen one after the other.
///
/// # Errors
/// 404, or a database error; then nothing has happened.
pub async fn record(
    tx: &mut PgTransaction<'_>,
    refund_id: Uuid,
    event: &RefundEvent,
    now: OffsetDateTime,
) -> Result<RefundState> {
    let state = events::apply(tx, refund_id, event, now).await?;
    // One that failed is not waited for any more, as one that is done.
    let has_ended = matches!(
        state,
        RefundState::Done | RefundState::Failed | RefundState::Rejected
    );
    if has_ended {
        returned::follow(tx, refund_id, now).await?;
    }
    Ok(state)
}

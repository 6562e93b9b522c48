//! What a payer who comes back from a provider is told. Needs no session: the reference cannot be guessed.

use super::{events::stored_state, query};
use crate::http::{Cx, Result};
use app::api::{
    Empty, Problem,
    payments::{PaymentResult, ReferencePath},
};
use domain::{
    calendar::{VIETNAM, format_date_time},
    money::Vnd,
    payment::AttemptState,
};
use time::{OffsetDateTime, macros::format_description};

/// Handles `GET /api/v1/payment-results/{reference}`. What the provider put into the return address is not looked at.
///
/// # Errors
/// 404, or a database error.
pub async fn show(cx: Cx, path: ReferencePath, _: Empty) -> Result<PaymentResult> {
    let row = sqlx::query!(
        "select a.id, a.amount, a.state, a.requested_at, a.next_query_at, a.redirect_url, c.name as channel_name, o.dossier_number
         from payment_attempts a
         join payment_channels c on c.code = a.channel_code
         join payment_orders o on o.id = a.order_id
         where a.reference = $1",
        path.reference
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    let state: AttemptState = stored_state(row.state)?;
    if state.needs_answer() {
        query::hasten(&cx.app, row.id, cx.now).await?;
    }
    Ok(PaymentResult {
        dossier_number: row.dossier_number,
        amount: Vnd::new(row.amount),
        channel_name: row.channel_name,
        outcome: state.outcome(),
        requested_at: format_date_time(row.requested_at),
        next_query_at: row
            .next_query_at
            .filter(|_| state.needs_answer())
            .map(clock_time),
        redirect_url: row.redirect_url.filter(|_| state == AttemptState::Pending),
    })
}

/// `HH:MM`, Vietnam time.
fn clock_time(instant: OffsetDateTime) -> String {
    instant
        .to_offset(VIETNAM)
        .format(format_description!("[hour]:[minute]"))
        .unwrap_or_default()
}

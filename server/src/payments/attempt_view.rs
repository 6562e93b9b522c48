//! What the owner of an order is told of its attempts.

use crate::{database::stored_state, http::Result};
use app::api::payments::Attempt;
use domain::{calendar::format_date_time, payment::AttemptState};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

struct Row {
    reference: String,
    channel_name: String,
    state: String,
    requested_at: OffsetDateTime,
    redirect_url: Option<String>,
    app_url: Option<String>,
    qr: Option<String>,
}

impl Row {
    fn view(self) -> Result<Attempt> {
        let state: AttemptState = stored_state(self.state)?;
        Ok(Attempt {
            reference: self.reference,
            channel_name: self.channel_name,
            outcome: state.outcome(),
            requested_at: format_date_time(self.requested_at),
            redirect_url: self.redirect_url.filter(|_| state == AttemptState::Pending),
            app_url: self.app_url.filter(|_| state == AttemptState::Pending),
            qr: self.qr.filter(|_| state == AttemptState::Pending),
        })
    }
}

/// The attempt that a key made.
pub async fn by_key(tx: &mut PgConnection, order_id: Uuid, key: &str) -> Result<Attempt> {
    sqlx::query_as!(
        Row,
        "select a.reference, c.name as channel_name, a.state, a.requested_at, a.redirect_url, a.app_url, a.qr
         from payment_attempts a join payment_channels c on c.code = a.channel_code
         where a.order_id = $1 and a.idempotency_key = $2",
        order_id,
        key
    )
    .fetch_one(tx)
    .await?
    .view()
}

/// The latest attempt of an order.
pub async fn latest(db: &PgPool, order_id: Uuid) -> Result<Option<Attempt>> {
    sqlx::query_as!(
        Row,
        "select a.reference, c.name as channel_name, a.state, a.requested_at, a.redirect_url, a.app_url, a.qr
         from payment_attempts a join payment_channels c on c.code = a.channel_code
         where a.order_id = $1 order by a.created_at desc limit 1",
        order_id
    )
    .fetch_optional(db)
    .await?
    .map(Row::view)
    .transpose()
}

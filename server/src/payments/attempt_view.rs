//! What the owner of an order is told of its attempts.

use super::{failure, result::is_payable};
use crate::http::Result;
use app::{api::payments::Attempt, locales::language};
use domain::{calendar::format_date_time, payment::AttemptState};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

struct Row {
    reference: String,
    channel_name: String,
    channel_name_english: Option<String>,
    provider: String,
    state: AttemptState,
    failure_codes: Vec<String>,
    requested_at: OffsetDateTime,
    redirect_url: Option<String>,
    app_url: Option<String>,
    qr: Option<String>,
}

impl Row {
    fn view(self) -> Attempt {
        let payable = is_payable(self.state);
        Attempt {
            reference: self.reference,
            channel_name: language().name_of(self.channel_name, self.channel_name_english),
            outcome: self.state.outcome(),
            failure: failure::reason(self.state, &self.provider, &self.failure_codes),
            requested_at: format_date_time(self.requested_at),
            redirect_url: self.redirect_url.filter(|_| payable),
            app_url: self.app_url.filter(|_| payable),
            qr: self.qr.filter(|_| payable),
        }
    }
}

/// The attempt that a key made.
pub async fn by_key(tx: &mut PgConnection, order_id: Uuid, key: &str) -> Result<Attempt> {
    let row = sqlx::query_as!(
        Row,
        r#"select a.reference, c.name as channel_name, c.name_english as channel_name_english, a.provider, a.state, a.requested_at,
               a.redirect_url, a.app_url, a.qr,
               array(select e.event ->> 'code' from payment_events e where e.attempt_id = a.id and e.event ? 'code'
                     order by e.id desc) as "failure_codes!"
           from payment_attempts a join payment_channels c on c.code = a.channel_code
           where a.order_id = $1 and a.idempotency_key = $2"#,
        order_id,
        key
    )
    .fetch_one(tx)
    .await?;
    Ok(row.view())
}

pub async fn latest(db: &PgPool, order_id: Uuid) -> Result<Option<Attempt>> {
    let row = sqlx::query_as!(
        Row,
        r#"select a.reference, c.name as channel_name, c.name_english as channel_name_english, a.provider, a.state, a.requested_at,
               a.redirect_url, a.app_url, a.qr,
               array(select e.event ->> 'code' from payment_events e where e.attempt_id = a.id and e.event ? 'code'
                     order by e.id desc) as "failure_codes!"
           from payment_attempts a join payment_channels c on c.code = a.channel_code
           where a.order_id = $1 order by a.created_at desc limit 1"#,
        order_id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Row::view))
}

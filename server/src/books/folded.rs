//! Attempts as their events add up.

use crate::error::Result;
use domain::{
    money::Vnd,
    payment::{Attempt, AttemptEvent, fold},
};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct Folded {
    pub id: Uuid,
    /// Its reference at the provider.
    pub reference: String,
    pub provider: String,
    pub attempt: Attempt,
    /// What came from outside, each once.
    reported: Vec<AttemptEvent>,
}

impl Folded {
    /// An attempt to which nothing has happened.
    #[must_use]
    pub fn new(id: Uuid, reference: String, provider: String, due: Vnd) -> Self {
        Self {
            id,
            reference,
            provider,
            attempt: fold(due, []),
            reported: Vec::new(),
        }
    }

    pub fn apply(&mut self, event: AttemptEvent) {
        self.attempt.apply(&event);
        if event.is_told() && !self.reported.contains(&event) {
            self.reported.push(event);
        }
    }

    /// Whether an event came before and changes nothing now. Without it the attempt is the same for ever.
    #[must_use]
    pub fn repeats(&self, event: &AttemptEvent) -> bool {
        self.reported.contains(event) && {
            let mut again = self.attempt.clone();
            again.apply(event);
            again == self.attempt
        }
    }
}

/// All attempts of an order, oldest first, folded from their events.
///
/// # Errors
/// A database error, or an event that this version does not know.
pub async fn load(tx: &mut PgConnection, order_id: Uuid) -> Result<Vec<Folded>> {
    let mut loaded = load_many(tx, &[order_id]).await?;
    Ok(loaded.remove(&order_id).unwrap_or_default())
}

/// The same of several orders, by order. Orders without attempts are not among them.
///
/// # Errors
/// A database error, or an event that this version does not know.
pub async fn load_many(
    tx: &mut PgConnection,
    orders: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Folded>>> {
    let rows = sqlx::query!(
        r#"select a.order_id, a.id, a.reference, a.provider, a.amount, e.event as "event?"
           from payment_attempts a left join payment_events e on e.attempt_id = a.id
           where a.order_id = any ($1) order by a.created_at, a.id, e.id"#,
        orders
    )
    .fetch_all(tx)
    .await?;
    let mut loaded: HashMap<Uuid, Vec<Folded>> = HashMap::new();
    for row in rows {
        let attempts = loaded.entry(row.order_id).or_default();
        if attempts.last().is_none_or(|last| last.id != row.id) {
            attempts.push(Folded::new(row.id, row.reference, row.provider, row.amount));
        }
        if let (Some(event), Some(last)) = (row.event, attempts.last_mut()) {
            last.apply(event.0);
        }
    }
    Ok(loaded)
}

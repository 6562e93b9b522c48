//! What was done, by whom, to what, and from where: insert-only, without secrets, and chained so that no change stays unseen.

pub mod chain;
mod event;
pub mod keys;
mod limit;
pub mod money;
pub mod nightly;
mod object;
mod operator;
pub mod verify;

pub use event::{Event, Group};
pub use object::Object;

use crate::http::{RequestContext, Result};
use serde_json::{Value, json};
use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

#[derive(Debug)]
pub struct Entry {
    event: Event,
    account_id: Option<Uuid>,
    actor: Actor,
    object: Option<Object>,
    before: Option<Value>,
    after: Option<Value>,
    reason: Option<String>,
    detail: Value,
}

#[derive(Debug)]
enum Actor {
    /// Whoever does such a thing where nobody is named (`Event::unnamed_doer`).
    Unnamed,
    /// Another account: an officer.
    Account(Uuid),
    /// A user of the machine, at the command line.
    Operator(String),
}

impl Event {
    /// An entry about an account.
    #[must_use]
    pub fn of(self, account_id: impl Into<Option<Uuid>>) -> Entry {
        Entry {
            event: self,
            account_id: account_id.into(),
            actor: Actor::Unnamed,
            object: None,
            before: None,
            after: None,
            reason: None,
            detail: json!({}),
        }
    }

    /// An entry about something that is no account.
    #[must_use]
    pub fn on(self, object: Object) -> Entry {
        self.of(None).on(object)
    }
}

impl Entry {
    #[must_use]
    pub fn on(mut self, object: Object) -> Self {
        self.object = Some(object);
        self
    }

    /// Whose affair it is.
    #[must_use]
    pub fn concerning(mut self, account_id: Uuid) -> Self {
        self.account_id = Some(account_id);
        self
    }

    /// Done by another than the account's owner.
    #[must_use]
    pub fn by(mut self, actor_id: Uuid) -> Self {
        self.actor = Actor::Account(actor_id);
        self
    }

    /// Done by whoever runs this program at the command line.
    #[must_use]
    pub fn by_operator(mut self) -> Self {
        self.actor = Actor::Operator(operator::of_this_process());
        self
    }

    /// What changed: objects, of which the members that are the same on both sides are left out. Amounts in whole đồng; never a
    /// secret, and numbers only masked.
    #[must_use]
    pub fn changing(mut self, mut before: Value, mut after: Value) -> Self {
        if let (Some(before), Some(after)) = (before.as_object_mut(), after.as_object_mut()) {
            before.retain(|name, value| {
                let changed = after.get(name) != Some(value);
                if !changed {
                    after.remove(name);
                }
                changed
            });
        }
        self.before = Some(before);
        self.after = Some(after);
        self
    }

    /// What came into being, or is known since.
    #[must_use]
    pub fn making(mut self, after: Value) -> Self {
        self.after = Some(after);
        self
    }

    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// With what else is to be known: never a secret, and numbers only masked.
    #[must_use]
    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }

    /// Writes it, with where the request came from.
    pub async fn write(self, db: impl PgExecutor<'_>, cx: &RequestContext) -> Result<()> {
        let address = cx.client_ip.to_string();
        self.write_from(db, cx.now, &address, &cx.browser).await
    }

    /// Writes it for what came about by itself, or at the command line.
    pub async fn write_without_request(
        self,
        db: impl PgExecutor<'_>,
        now: OffsetDateTime,
    ) -> Result<()> {
        self.write_from(db, now, "", "").await
    }

    /// Writes it for a request that is over.
    pub async fn write_from(
        self,
        db: impl PgExecutor<'_>,
        now: OffsetDateTime,
        address: &str,
        browser: &str,
    ) -> Result<()> {
        let (actor_id, operator) = match self.actor {
            Actor::Unnamed => (None, None),
            Actor::Account(id) => (Some(id), None),
            Actor::Operator(name) => (None, Some(name)),
        };
        let (object_kind, object_id) = match self.object {
            Some(object) => {
                let (kind, id) = object.stored();
                (Some(kind), id)
            }
            None => (None, None),
        };
        sqlx::query!(
            "insert into audit_log (at, event, account_id, actor_id, operator, object_kind, object_id, before, after, reason,
                 address, browser, detail)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            now,
            self.event as _,
            self.account_id,
            actor_id,
            operator,
            object_kind,
            object_id,
            self.before,
            self.after,
            self.reason,
            address,
            browser,
            self.detail,
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_kept() {
        let entry = Event::OfficerChanged.of(Uuid::nil()).changing(
            json!({ "unit": "Sở Tư pháp", "roles": ["auditor"] }),
            json!({ "unit": "Sở Tư pháp", "roles": ["administrator"], "since": 7 }),
        );
        assert_eq!(entry.before, Some(json!({ "roles": ["auditor"] })));
        assert_eq!(
            entry.after,
            Some(json!({ "roles": ["administrator"], "since": 7 }))
        );
    }
}

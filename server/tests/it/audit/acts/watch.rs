//! What the log says after an act.

use crate::support::{Citizen, Portal};
use app::api::Endpoint;
use serde_json::Value;
use std::collections::BTreeSet;

/// An entry as it is expected.
#[derive(Default)]
pub(super) struct Told<'a> {
    pub(super) event: &'a str,
    pub(super) by: Option<Citizen>,
    /// Whose affair it is.
    pub(super) of: Option<Citizen>,
    pub(super) object: (&'a str, Option<String>),
    pub(super) before: Value,
    pub(super) after: Value,
    pub(super) reason: Option<&'a str>,
}

/// Looks at the log after each act.
pub(super) struct Watch<'a> {
    portal: &'a Portal,
    last: i64,
    /// Operations that were seen to be written down.
    pub(super) seen: BTreeSet<&'static str>,
}

#[derive(Debug, PartialEq, sqlx::FromRow)]
pub(super) struct Entry {
    id: i64,
    event: String,
    account: Option<String>,
    actor: Option<String>,
    object_kind: Option<String>,
    object_id: Option<String>,
    before: Option<Value>,
    after: Option<Value>,
    reason: Option<String>,
    address: String,
}

impl<'a> Watch<'a> {
    pub(super) fn of(portal: &'a Portal) -> Self {
        Self {
            portal,
            last: 0,
            seen: BTreeSet::new(),
        }
    }

    /// The operation was done once: there is one more entry, and this is what it says.
    pub(super) async fn one<E: Endpoint>(&mut self, expected: Told<'_>) {
        self.entry(expected).await;
        self.seen.insert(E::NAME);
    }

    pub(super) async fn entry(&mut self, expected: Told<'_>) {
        let entries = self.new_entries().await;
        let [entry] = &entries[..] else {
            panic!("one entry of {}: {entries:?}", expected.event);
        };
        let number = |who: Option<Citizen>| who.map(|who| who.identity_number.to_owned());
        let known = |value: &Value| Some(value.clone()).filter(|value| !value.is_null());
        assert_eq!(entry.event, expected.event);
        assert_eq!(entry.actor, number(expected.by), "{entry:?}");
        assert_eq!(entry.account, number(expected.of), "{entry:?}");
        assert_eq!(entry.object_kind.as_deref(), Some(expected.object.0));
        assert_eq!(entry.object_id, expected.object.1, "{entry:?}");
        assert_eq!(entry.before, known(&expected.before), "{entry:?}");
        assert_eq!(entry.after, known(&expected.after), "{entry:?}");
        assert_eq!(entry.reason.as_deref(), expected.reason, "{entry:?}");
        assert_eq!(entry.address, "203.0.113.7");
    }

    /// What was done since is not looked at.
    pub(super) async fn skip(&mut self) {
        self.new_entries().await;
    }

    pub(super) async fn new_entries(&mut self) -> Vec<Entry> {
        let entries: Vec<Entry> = sqlx::query_as(
            "select l.id, l.event, a.login_name as account, b.login_name as actor, l.object_kind, l.object_id, l.before,
                 l.after, l.reason, l.address
             from audit_log l
             left join accounts a on a.id = l.account_id
             left join accounts b on b.id = l.actor_id
             where l.id > $1 order by l.id",
        )
        .bind(self.last)
        .fetch_all(&self.portal.app.db)
        .await
        .expect("the log");
        self.last = entries.last().map_or(self.last, |entry| entry.id);
        entries
    }
}

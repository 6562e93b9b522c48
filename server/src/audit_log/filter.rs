//! Which entries somebody asks for, and may read.

use super::{
    describe,
    doer::{Named, Unnamed, doer},
};
use crate::{
    audit::{Event, Group, Object},
    http::{RequestContext, Result},
    masking::masked_identity_number,
    officers::scope::Scope,
};
use app::api::{
    FieldError, Problem,
    accounts::Role,
    audit::{AuditEntry, AuditQuery},
};
use app::locales::{localized, t};
use domain::{
    calendar::{VIETNAM, parse_date},
    language::text,
    login_name::LoginName,
};
use serde_json::Value;
use sqlx::PgExecutor;
use strum::IntoEnumIterator;
use time::{Date, OffsetDateTime};

pub(super) struct Filter {
    /// `None`: all.
    events: Option<Vec<Event>>,
    /// Whose: a name that is signed in with, or an identity number.
    account: Option<String>,
    /// By whom, likewise: for others, or with the own account.
    actor: Option<String>,
    /// Events that an account's owner does who is not named besides.
    owners: Vec<Event>,
    from: Option<OffsetDateTime>,
    until: Option<OffsetDateTime>,
    scope: Scope,
    reader: Vec<Role>,
}

/// An entry with the names of what it tells of.
pub(super) struct Found {
    at: OffsetDateTime,
    event: Event,
    account_name: Option<String>,
    identity_number: Option<String>,
    actor_name: Option<String>,
    actor_number: Option<String>,
    operator: Option<String>,
    object_kind: Option<String>,
    object_id: Option<String>,
    object_name: Option<String>,
    before: Option<Value>,
    after: Option<Value>,
    reason: Option<String>,
    address: String,
    browser: String,
    detail: Value,
    /// Where it stands in the chain; nothing for the latest, which are not sealed yet.
    pub sequence: Option<i64>,
    pub hash: Option<Vec<u8>>,
}

impl Filter {
    /// Reads what is asked for. Outside the province's root, only what concerns officers and agencies of the caller's units.
    ///
    /// # Errors
    /// 401; 403 for whoever may not read the log; 422 for what cannot be looked for; or a database error.
    pub async fn of(cx: &RequestContext, query: &AuditQuery) -> Result<Self> {
        let reader = cx.audit_reader()?;
        let asked = Asked::read(query).map_err(Problem::fields)?;
        Ok(Self {
            events: asked.events,
            account: account_named(&query.account),
            actor: account_named(&query.actor),
            owners: Event::iter()
                .filter(|event| event.unnamed_doer() == Unnamed::Owner)
                .collect(),
            from: asked.from.map(midnight),
            until: asked.until.and_then(Date::next_day).map(midnight),
            scope: Scope::of(cx.db(), &reader.unit_code).await?,
            reader: reader.roles.clone(),
        })
    }

    /// How many there are, counted no further than `most`.
    pub async fn count(&self, db: impl PgExecutor<'_>, most: i64) -> Result<i64> {
        Ok(sqlx::query_scalar!(
            r#"select count(*) as "count!" from (
                   select from audit_log l
                   left join accounts a on a.id = l.account_id
                   where ($1::text[] is null or l.event = any ($1))
                     and ($2::text is null or exists (
                         select from accounts n
                         where n.id in (l.account_id, l.actor_id) and (n.id = (select account_named($2)) or n.identity_number = $2)))
                     and ($3::text is null or exists (
                         select from accounts n
                         where (n.id = (select account_named($3)) or n.identity_number = $3)
                           and (n.id = l.actor_id or n.id = l.account_id and l.actor_id is null and l.operator is null
                                and l.address <> '' and l.event = any ($9))))
                     and ($4::timestamptz is null or l.at >= $4)
                     and ($5::timestamptz is null or l.at < $5)
                     and ($6 or (a.kind = 'agency' and a.unit_code = any ($7)) or exists (
                         select from officers o where o.account_id in (l.account_id, l.actor_id) and o.unit_code = any ($7)))
                   limit $8) counted"#,
            self.events.as_deref() as _,
            self.account,
            self.actor,
            self.from,
            self.until,
            self.scope.is_province,
            &self.scope.units,
            most,
            &self.owners as _,
        )
        .fetch_one(db)
        .await?)
    }

    /// Some of them, newest first.
    pub async fn find(
        &self,
        db: impl PgExecutor<'_>,
        limit: i64,
        skipped: i64,
    ) -> Result<Vec<Found>> {
        Ok(sqlx::query_as!(
            Found,
            r#"select l.at, l.event as "event: Event", coalesce(a.legal_name, a.full_name) as "account_name?",
                   a.identity_number as "identity_number?", b.full_name as "actor_name?",
                   b.identity_number as "actor_number?", l.operator, l.object_kind, l.object_id,
                   coalesce(r.reference, p.name) as object_name, l.before, l.after, l.reason, l.address, l.browser, l.detail,
                   c.sequence as "sequence?", c.hash as "hash?"
               from audit_log l
               left join accounts a on a.id = l.account_id
               left join accounts b on b.id = l.actor_id
               left join refunds r on r.id = case l.object_kind when 'refund' then l.object_id::uuid end
               left join payment_channels p on p.code = case l.object_kind when 'channel' then l.object_id end
               left join audit_chain c on c.audit_id = l.id
               where ($1::text[] is null or l.event = any ($1))
                 and ($2::text is null or exists (
                     select from accounts n
                     where n.id in (l.account_id, l.actor_id) and (n.id = (select account_named($2)) or n.identity_number = $2)))
                 and ($3::text is null or exists (
                     select from accounts n
                     where (n.id = (select account_named($3)) or n.identity_number = $3)
                       and (n.id = l.actor_id or n.id = l.account_id and l.actor_id is null and l.operator is null
                            and l.address <> '' and l.event = any ($10))))
                 and ($4::timestamptz is null or l.at >= $4)
                 and ($5::timestamptz is null or l.at < $5)
                 and ($6 or (a.kind = 'agency' and a.unit_code = any ($7)) or exists (
                     select from officers o where o.account_id in (l.account_id, l.actor_id) and o.unit_code = any ($7)))
               order by l.at desc, l.id desc
               limit $8 offset $9"#,
            self.events.as_deref() as _,
            self.account,
            self.actor,
            self.from,
            self.until,
            self.scope.is_province,
            &self.scope.units,
            limit,
            skipped,
            &self.owners as _,
        )
        .fetch_all(db)
        .await?)
    }

    /// An entry as the reader sees it.
    ///
    /// # Errors
    /// What this version does not know.
    pub fn view(&self, found: Found) -> Result<AuditEntry> {
        let event = found.event;
        let object = found
            .object_kind
            .map(|kind| Object::read(&kind, found.object_id))
            .transpose()?;
        let done_by = doer(
            event,
            &Named {
                actor: found.actor_name.as_deref(),
                operator: found.operator.as_deref(),
                has_account: found.account_name.is_some(),
                address: &found.address,
            },
        );
        Ok(AuditEntry {
            at: describe::to_the_second(found.at),
            event: event.to_string(),
            what: t(event.text()).to_owned(),
            done_by,
            object: object.map(|object| object.view(found.object_name, &self.reader)),
            account_name: found.account_name,
            masked_identity_number: found.identity_number.as_deref().map(masked_identity_number),
            actor_name: found.actor_name,
            actor_masked_number: found.actor_number.as_deref().map(masked_identity_number),
            operator: found.operator,
            changes: describe::changes(found.before.as_ref(), found.after.as_ref()),
            reason: found.reason.unwrap_or_default(),
            browser: found.browser,
            address: found.address,
            detail: describe::detail(&found.detail),
        })
    }
}

/// What is asked for, read.
pub(super) struct Asked {
    /// `None`: all.
    events: Option<Vec<Event>>,
    from: Option<Date>,
    until: Option<Date>,
}

impl Asked {
    /// # Errors
    /// What cannot be looked for, field by field.
    pub fn read(query: &AuditQuery) -> std::result::Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let asked = Self {
            events: keep(events_named(&query.event), "event", &mut errors).flatten(),
            from: keep(day(&query.from), "from", &mut errors).flatten(),
            until: keep(day(&query.until), "until", &mut errors).flatten(),
        };
        if let (Some(from), Some(until)) = (asked.from, asked.until)
            && until < from
        {
            let backwards = text(
                "Ngày này sớm hơn ngày bắt đầu. Chọn từ ngày bắt đầu trở đi.",
                "This day is before the first. Choose the first day or a later one.",
            );
            errors.push(FieldError {
                field: "until".to_owned(),
                message: localized(&backwards).into_owned(),
            });
        }
        if errors.is_empty() {
            Ok(asked)
        } else {
            Err(errors)
        }
    }
}

/// A value, or its error put beside its field.
fn keep<T>(
    read: std::result::Result<T, String>,
    field: &str,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    read.map_err(|message| {
        errors.push(FieldError {
            field: field.to_owned(),
            message,
        });
    })
    .ok()
}

/// The events of a name: one, a group, or `None` for all where nothing is named.
fn events_named(name: &str) -> std::result::Result<Option<Vec<Event>>, String> {
    if name.is_empty() {
        return Ok(None);
    }
    if let Ok(event) = name.parse() {
        return Ok(Some(vec![event]));
    }
    if let Ok(group) = name.parse() {
        return Ok(Some(events_of(&[group])));
    }
    let unknown = text(
        "Không có sự kiện này. Chọn một sự kiện trong danh sách.",
        "There is no such event. Choose one from the list.",
    );
    Err(localized(&unknown).into_owned())
}

fn day(typed: &str) -> std::result::Result<Option<Date>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    parse_date(typed)
        .map(Some)
        .map_err(|error| localized(&error).into_owned())
}

/// The events of groups.
pub(super) fn events_of(groups: &[Group]) -> Vec<Event> {
    Event::iter()
        .filter(|event| groups.contains(&event.group()))
        .collect()
}

fn midnight(day: Date) -> OffsetDateTime {
    day.midnight().assume_offset(VIETNAM)
}

/// The name of an account as it is stored, where the text can be one; any other text is nobody's name as it stands.
fn account_named(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    Some(LoginName::parse(typed).map_or_else(|_| typed.to_owned(), |name| name.as_str().to_owned()))
}

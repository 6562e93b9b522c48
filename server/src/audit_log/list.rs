//! Who reads the log: auditors and administrators, and everybody what concerns their own account.

use super::{
    export::LONGEST,
    filter::{Asked, Filter, events_of},
};
use crate::{
    audit::{Event, Group},
    http::{RequestContext, Result},
};
use app::{
    api::{
        Empty,
        audit::{AuditEvent, AuditGroup, AuditPage, AuditQuery},
        paging::{Paging, page_number},
        security::{Activities, Activity},
    },
    locales::t,
};
use domain::calendar::format_date_time;
use strum::IntoEnumIterator;

pub(super) const PAGE_SIZE: u32 = 50;

/// Handles `GET /api/v1/audit-log`. Outside the province's root, only what concerns officers and agencies of the caller's units.
///
/// # Errors
/// 401; 403 for whoever may not read it; or a database error.
pub async fn list(cx: RequestContext, (): (), query: AuditQuery) -> Result<AuditPage> {
    cx.audit_reader()?;
    if let Err(errors) = Asked::read(&query) {
        // A page and no problem: the page's form needs the events to be mended.
        return Ok(AuditPage {
            items: Vec::new(),
            paging: Paging::sized(PAGE_SIZE, 0, 1),
            groups: groups(),
            can_be_exported: false,
            errors,
        });
    }
    let filter = Filter::of(&cx, &query).await?;
    // Counted no further than anybody turns the pages, or takes out at once.
    let total = filter.count(cx.db(), LONGEST + 1).await?;
    let paging = Paging::sized(PAGE_SIZE, total.min(LONGEST), page_number(&query.page));
    let skipped = i64::from(paging.page - 1) * i64::from(PAGE_SIZE);
    let found = filter.find(cx.db(), i64::from(PAGE_SIZE), skipped).await?;
    Ok(AuditPage {
        items: found
            .into_iter()
            .map(|found| filter.view(found))
            .collect::<Result<_>>()?,
        paging,
        groups: groups(),
        can_be_exported: total <= LONGEST,
        errors: Vec::new(),
    })
}

fn groups() -> Vec<AuditGroup> {
    let view = |event: Event| AuditEvent {
        name: event.to_string(),
        what: t(event.text()).to_owned(),
    };
    let groups = Group::iter().map(|group| AuditGroup {
        name: group.to_string(),
        what: t(group.text()).to_owned(),
        events: events_of(&[group]).into_iter().map(view).collect(),
    });
    groups.collect()
}

/// Handles `GET /api/v1/account/activity`: how the account was got into, and what it works as. Where an officer was at work is
/// the officer's affair.
///
/// # Errors
/// 401, or a database error.
pub async fn own(cx: RequestContext, (): (), _: Empty) -> Result<Activities> {
    let rows = sqlx::query!(
        r#"select at, event as "event: Event", actor_id is not null or operator is not null as "by_officer!", address, browser from audit_log
           where account_id = $1 and event = any ($2) order by at desc, id desc limit 20"#,
        cx.account()?,
        events_of(&[Group::Accounts, Group::Officers]) as _,
    )
    .fetch_all(cx.db())
    .await?;
    let items = rows
        .into_iter()
        .map(|row| {
            let shown = |text: String| if row.by_officer { String::new() } else { text };
            Activity {
                at: format_date_time(row.at),
                what: t(row.event.text()).to_owned(),
                by_officer: row.by_officer,
                browser: shown(row.browser),
                address: shown(row.address),
            }
        })
        .collect();
    Ok(Activities { items })
}

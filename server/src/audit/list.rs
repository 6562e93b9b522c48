//! Who reads the log: auditors and administrators, and everybody what concerns their own account.

use super::{Event, told::told};
use crate::{
    accounts::session::masked_identity_number,
    http::{Cx, Result},
    officers::scope::Scope,
    payments::events::{stored_name, stored_state},
};
use app::{
    api::{
        Empty,
        audit::{AuditEntry, AuditEvent, AuditPage, AuditQuery},
        paging::{LAST_PAGE, Paging, page_number},
        security::{Activities, Activity},
    },
    locales::t,
};
use domain::{calendar::format_date_time, login_name::LoginName};

/// Entries on a page.
const PAGE_SIZE: u32 = 50;

/// Handles `GET /api/v1/audit-log`. Outside the province's root, only what concerns officers and agencies of the caller's units.
///
/// # Errors
/// 401; 403 for whoever may not read it; or a database error.
pub async fn list(cx: Cx, (): (), query: AuditQuery) -> Result<AuditPage> {
    let scope = Scope::of(cx.db(), &cx.audit_reader()?.unit_code).await?;
    // What is no event asks for all of them.
    let event: Option<Event> = stored_state(query.event).ok();
    let event = event.map(stored_name).transpose()?;
    let account = account_named(&query.account);
    // Counted no further than anybody turns the pages.
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from (
               select from audit_log l
               left join accounts a on a.id = l.account_id
               where ($1::text is null or l.event = $1)
                 and ($2::text is null or exists (
                     select from accounts n
                     where n.id in (l.account_id, l.actor_id) and (n.login_name = $2 or n.identity_number = $2)))
                 and ($3 or (a.kind = 'agency' and a.unit_code = any ($4)) or exists (
                     select from officers o where o.account_id = l.account_id and o.unit_code = any ($4)))
               limit $5) counted"#,
        event,
        account,
        scope.is_province,
        &scope.units,
        i64::from(LAST_PAGE) * i64::from(PAGE_SIZE),
    )
    .fetch_one(cx.db())
    .await?;
    let paging = Paging::sized(PAGE_SIZE, total, page_number(&query.page));
    let rows = sqlx::query!(
        r#"select l.at, l.event, l.address, l.browser, l.detail,
               coalesce(a.legal_name, a.full_name) as "account_name?", a.identity_number as "identity_number?",
               b.full_name as "actor_name?"
           from audit_log l
           left join accounts a on a.id = l.account_id
           left join accounts b on b.id = l.actor_id
           where ($1::text is null or l.event = $1)
             and ($2::text is null or exists (
                 select from accounts n
                 where n.id in (l.account_id, l.actor_id) and (n.login_name = $2 or n.identity_number = $2)))
             and ($3 or (a.kind = 'agency' and a.unit_code = any ($4)) or exists (
                 select from officers o where o.account_id = l.account_id and o.unit_code = any ($4)))
           order by l.at desc, l.id desc
           limit $5 offset $6"#,
        event,
        account,
        scope.is_province,
        &scope.units,
        i64::from(PAGE_SIZE),
        i64::from(paging.page - 1) * i64::from(PAGE_SIZE),
    )
    .fetch_all(cx.db())
    .await?;
    let items = rows
        .into_iter()
        .map(|row| {
            Ok(AuditEntry {
                at: format_date_time(row.at),
                what: what(row.event)?,
                account_name: row.account_name,
                masked_identity_number: row.identity_number.as_deref().map(masked_identity_number),
                actor_name: row.actor_name,
                browser: row.browser,
                address: row.address,
                detail: told(&row.detail),
            })
        })
        .collect::<Result<_>>()?;
    Ok(AuditPage {
        items,
        paging,
        events: events()?,
    })
}

/// The name of an account as it is stored, where the text can be one; any other text is nobody's name as it stands.
fn account_named(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    Some(LoginName::parse(typed).map_or_else(|_| typed.to_owned(), |name| name.as_str().to_owned()))
}

fn what(stored: String) -> Result<String> {
    Ok(t(stored_state::<Event>(stored)?.text()).to_owned())
}

fn events() -> Result<Vec<AuditEvent>> {
    Event::ALL
        .into_iter()
        .map(|event| {
            Ok(AuditEvent {
                name: stored_name(event)?,
                what: t(event.text()).to_owned(),
            })
        })
        .collect()
}

/// Handles `GET /api/v1/account/activity`. Where an officer was at work is the officer's affair.
///
/// # Errors
/// 401, or a database error.
pub async fn own(cx: Cx, (): (), _: Empty) -> Result<Activities> {
    let rows = sqlx::query!(
        r#"select at, event, actor_id is not null as "by_officer!", address, browser from audit_log
           where account_id = $1 order by at desc, id desc limit 20"#,
        cx.account()?
    )
    .fetch_all(cx.db())
    .await?;
    let items = rows
        .into_iter()
        .map(|row| {
            let shown = |text: String| if row.by_officer { String::new() } else { text };
            Ok(Activity {
                at: format_date_time(row.at),
                what: what(row.event)?,
                by_officer: row.by_officer,
                browser: shown(row.browser),
                address: shown(row.address),
            })
        })
        .collect::<Result<_>>()?;
    Ok(Activities { items })
}

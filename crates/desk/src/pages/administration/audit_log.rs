//! `/can-bo/nhat-ky`: what was done with accounts.

use crate::{locales::audit::*, pages::finance::address};
use app::{
    api::audit::{AuditEntry, AuditEvent, AuditPage, AuditQuery, ListAuditLog, PAGE},
    components::{Loaded, PageHeading, Pagination, notice::load},
    locales::t,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

/// The log, narrowed by event and by account. All of it is in the address, so no script is needed.
#[component]
pub fn AuditLogPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| {
        params.with(|params| {
            let get = |name| params.get(name).unwrap_or_default();
            AuditQuery {
                event: get("event"),
                account: get("account"),
                page: get("page"),
            }
        })
    });
    let log = load::<ListAuditLog>(move || ((), query.get()));
    view! {
        <PageHeading heading=HEADING />
        <Loaded resource=log view=move |page: AuditPage| {
            let query = query.get();
            view! {
                <p>{t(INTRO)}</p>
                <Filter events=page.events.clone() query=query.clone() />
                <List page query />
            }
        } />
    }
}

#[component]
fn Filter(events: Vec<AuditEvent>, query: AuditQuery) -> impl IntoView {
    let is_narrowed = !query.event.is_empty() || !query.account.is_empty();
    view! {
        <search>
            <form method="get" action=PAGE class="search-form">
                <label for="event">{t(EVENT)}</label>
                <select id="event" name="event">
                    <option value="">{t(ALL_EVENTS)}</option>
                    {events.into_iter().map(|event| {
                        let selected = event.name == query.event;
                        view! { <option value=event.name selected=selected>{event.what}</option> }
                    }).collect_view()}
                </select>
                <label for="account">{t(ACCOUNT)}</label>
                <div class="search-row">
                    <input id="account" type="search" name="account" value=query.account maxlength="254" autocomplete="off" />
                    <button type="submit" class="button">{t(SHOW)}</button>
                </div>
                {is_narrowed.then(|| view! { <a href=PAGE>{t(SHOW_ALL)}</a> })}
            </form>
        </search>
    }
    .into_any()
}

#[component]
fn List(page: AuditPage, query: AuditQuery) -> impl IntoView {
    if page.items.is_empty() {
        return Either::Left(view! {
            <div class="notice">
                <p class="notice-title">{t(NONE_FOUND)}</p>
                {(!query.account.is_empty()).then(|| view! { <p>{t(NONE_FOUND_WHY)}</p> })}
            </div>
        });
    }
    let paging = page.paging;
    let address_of = move |page: u32| {
        let page = page.to_string();
        address(
            PAGE,
            &[
                ("event", &query.event),
                ("account", &query.account),
                ("page", &page),
            ],
        )
    };
    let columns = [AT, EVENT, WHOSE, BY, FROM, DETAIL];
    Either::Right(view! {
        <p class="small">{t(NEWEST_FIRST)}</p>
        <div class="wide-table" tabindex="0" role="region" aria-label=t(HEADING)>
            <table>
                <thead>
                    <tr>{columns.map(|name| view! { <th scope="col">{t(name)}</th> }).collect_view()}</tr>
                </thead>
                <tbody>
                    {page.items.into_iter().map(|entry| view! { <Row entry /> }).collect_view()}
                </tbody>
            </table>
        </div>
        <Pagination paging address=address_of />
    })
}

#[component]
fn Row(entry: AuditEntry) -> impl IntoView {
    let has_account = entry.account_name.is_some();
    let by = match entry.actor_name {
        Some(name) => name,
        None if has_account => t(ITSELF).to_owned(),
        None => t(NOBODY_KNOWN).to_owned(),
    };
    let number = entry.masked_identity_number;
    view! {
        <tr>
            <td class="number">{entry.at}</td>
            <td>{entry.what}</td>
            <td>
                {entry.account_name.unwrap_or_else(|| t(NOBODY_KNOWN).to_owned())}
                {number.map(|number| view! { <br /> <span class="small number">{number}</span> })}
            </td>
            <td>{by}</td>
            <td>{entry.address} <br /> <span class="small">{entry.browser}</span></td>
            <td class="small">{entry.detail}</td>
        </tr>
    }
}

//! `/can-bo/nhat-ky`: what was done with accounts, money and settings.

use crate::{locales::audit::*, pages::finance::address};
use app::{
    api::{
        FieldError,
        audit::{
            AuditChange, AuditEntry, AuditGroup, AuditObject, AuditPage, AuditQuery, ListAuditLog,
            PAGE, TABLE, WORKBOOK,
        },
    },
    client::load,
    components::{Loaded, PageHeading, Pagination},
    locales::t,
};
use domain::{calendar::parse_date, language::Text};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

/// The log, narrowed by days, event and people. All of it is in the address, so no script is needed.
#[component]
pub fn AuditLogPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| {
        params.with(|params| {
            let get = |name| params.get(name).unwrap_or_default();
            AuditQuery {
                event: get("event"),
                account: get("account"),
                actor: get("actor"),
                from: get("from"),
                until: get("until"),
                page: get("page"),
            }
        })
    });
    let log = load::<ListAuditLog>(move || ((), query.get()));
    view! {
        <PageHeading heading=HEADING />
        <Loaded resource=log view=move |page: AuditPage| {
            let query = query.get();
            let found = page.errors.is_empty();
            view! {
                <p>{t(INTRO)}</p>
                <Filter groups=page.groups.clone() errors=page.errors.clone() query=query.clone() />
                {found.then(|| view! { <List page query /> })}
            }
        } />
    }
}

/// Address of what a query finds, without its page.
fn found_at(path: &str, query: &AuditQuery, page: &str) -> String {
    address(
        path,
        &[
            ("event", &query.event),
            ("account", &query.account),
            ("actor", &query.actor),
            ("from", &query.from),
            ("until", &query.until),
            ("page", page),
        ],
    )
}

#[component]
fn Filter(groups: Vec<AuditGroup>, errors: Vec<FieldError>, query: AuditQuery) -> impl IntoView {
    let message = |field: &str| {
        let error = errors.iter().find(|error| error.field == field);
        error.map(|error| error.message.clone())
    };
    let event_message = message("event");
    let is_unknown_event = event_message.is_some();
    let is_narrowed = found_at(PAGE, &query, "") != PAGE;
    view! {
        <search>
            <form method="get" action=PAGE class="search-form filter">
                <div class="filter-fields">
                    <Day name="from" label=FROM_DAY value=query.from message=message("from") />
                    <Day name="until" label=UNTIL_DAY value=query.until message=message("until") />
                    <div class:field-invalid=is_unknown_event>
                        <label for="event">{t(EVENT)}</label>
                        <Events groups chosen=query.event invalid=is_unknown_event />
                        <p class="field-error" id="event-error">{event_message}</p>
                    </div>
                    <div>
                        <label for="account">{t(ACCOUNT)}</label>
                        <input id="account" type="search" name="account" value=query.account autocomplete="off" />
                    </div>
                    <div>
                        <label for="actor">{t(ACTOR)}</label>
                        <input id="actor" type="search" name="actor" value=query.actor autocomplete="off" />
                    </div>
                    <button type="submit" class="button">{t(SHOW)}</button>
                </div>
                {is_narrowed.then(|| view! { <p><a href=PAGE>{t(SHOW_ALL)}</a></p> })}
            </form>
        </search>
    }
    .into_any()
}

/// A day that cannot be read stays as it was typed, which a calendar would not show.
#[component]
fn Day(name: &'static str, label: Text, value: String, message: Option<String>) -> impl IntoView {
    let day = parse_date(&value);
    let kind = if value.is_empty() || day.is_ok() {
        "date"
    } else {
        "text"
    };
    let value = day.map_or(value, |day| day.to_string());
    let error = format!("{name}-error");
    let is_invalid = message.is_some();
    view! {
        <div class:field-invalid=is_invalid>
            <label for=name>{t(label)}</label>
            <input
                id=name
                type=kind
                name=name
                value=value
                aria-invalid=is_invalid.then_some("true")
                aria-describedby=error.clone()
            />
            <p class="field-error" id=error>{message}</p>
        </div>
    }
    .into_any()
}

/// Every event, below what it is about; all of a kind can be chosen at once.
#[component]
fn Events(groups: Vec<AuditGroup>, chosen: String, invalid: bool) -> impl IntoView {
    view! {
        <select
            id="event"
            name="event"
            aria-invalid=invalid.then_some("true")
            aria-describedby="event-error"
        >
            <option value="">{t(ALL_EVENTS)}</option>
            {groups.into_iter().map(|group| {
                let of_group = all_of(app::locales::language(), &group.what);
                let selected = group.name == chosen;
                let chosen = chosen.clone();
                view! {
                    <optgroup label=group.what>
                        <option value=group.name selected=selected>{of_group}</option>
                        {group.events.into_iter().map(|event| {
                            let selected = event.name == chosen;
                            view! { <option value=event.name selected=selected>{event.what}</option> }
                        }).collect_view()}
                    </optgroup>
                }
            }).collect_view()}
        </select>
    }
    .into_any()
}

#[component]
fn List(page: AuditPage, query: AuditQuery) -> impl IntoView {
    if page.items.is_empty() {
        return Either::Left(view! {
            <div class="notice">
                <p class="notice-title">{t(NONE_FOUND)}</p>
                {(found_at(PAGE, &query, "") != PAGE).then(|| view! { <p>{t(NONE_FOUND_WHY)}</p> })}
            </div>
        });
    }
    let paging = page.paging;
    let (table, workbook) = (found_at(TABLE, &query, ""), found_at(WORKBOOK, &query, ""));
    let columns = [AT, EVENT, WHOSE, BY, CHANGES, WHY, FROM];
    Either::Right(view! {
        <div class="list-head">
            <p class="small">{t(NEWEST_FIRST)}</p>
            {if page.can_be_exported {
                Either::Left(view! {
                    <p class="actions">
                        <a class="button button-secondary" href=workbook rel="external nofollow" download="">{t(DOWNLOAD_WORKBOOK)}</a>
                        <a class="button button-secondary" href=table rel="external nofollow" download="">{t(DOWNLOAD)}</a>
                    </p>
                })
            } else {
                Either::Right(view! { <p class="small">{t(TOO_LONG)}</p> })
            }}
        </div>
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
        <Pagination paging address=move |page: u32| found_at(PAGE, &query, &page.to_string()) />
    })
}

#[component]
fn Row(entry: AuditEntry) -> impl IntoView {
    let number = |number: Option<String>| {
        number.map(|number| view! { <br /> <span class="small number">{number}</span> })
    };
    let of_nobody = entry.object.is_some();
    let account = entry.account_name.unwrap_or_else(|| {
        if of_nobody {
            "–".to_owned()
        } else {
            t(NOBODY_KNOWN).to_owned()
        }
    });
    view! {
        <tr>
            <td class="number">{entry.at}</td>
            <td>{entry.what} {entry.object.map(|object| view! { <br /> <Object object /> })}</td>
            <td>{account} {number(entry.masked_identity_number)}</td>
            <td>{entry.done_by} {number(entry.actor_masked_number)}</td>
            <td class="small"><Changes changes=entry.changes detail=entry.detail /></td>
            <td>{entry.reason}</td>
            <td>{entry.address} <br /> <span class="small">{entry.browser}</span></td>
        </tr>
    }
}

#[component]
fn Object(object: AuditObject) -> impl IntoView {
    match object.page {
        Some(page) => Either::Left(view! { <a class="reference" href=page>{object.what}</a> }),
        None => Either::Right(view! { <span class="reference">{object.what}</span> }),
    }
}

#[component]
fn Changes(changes: Vec<AuditChange>, detail: String) -> impl IntoView {
    view! {
        {(!changes.is_empty()).then(|| view! {
            <ul class="changes">
                {changes.into_iter().map(|change| view! { <li>{changed(&change)}</li> }).collect_view()}
            </ul>
        })}
        {detail}
    }
    .into_any()
}

/// What a member was and became.
fn changed(
    AuditChange {
        name,
        before,
        after,
    }: &AuditChange,
) -> String {
    match (before.as_str(), after.as_str()) {
        ("", after) => format!("{name}: {after}"),
        (before, "") => format!("{name}: {before} → –"),
        (before, after) => format!("{name}: {before} → {after}"),
    }
}

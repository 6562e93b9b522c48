//! `/can-bo`: the dossiers of the officer's unit, first those that were just sent. Officers of other kinds go on to theirs.

use super::{arrivals::Arrivals, finance, list::List};
use crate::locales::*;
use app::{
    Session,
    api::{
        Empty,
        accounts::{Role, SessionView},
        audit, cash,
        desk::{ArrivalCount, CountArrivals, DeskPage, DeskQuery, ListDeskDossiers},
        officers,
    },
    client::load,
    components::Loaded,
    locales::t,
};
use domain::dossier::DossierState;
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::{components::Redirect, hooks::use_query_map, params::ParamsMap};

/// What the officer works on: the list of dossiers, or the way to other pages.
#[component]
pub fn Home() -> impl IntoView {
    let session = expect_context::<Session>().0;
    view! {
        <Transition>
            {move || session.get().map(|view| match view.ok().and_then(elsewhere) {
                Some(path) => Either::Left(view! { <Redirect path /> }),
                None => Either::Right(view! { <Inbox /> }),
            })}
        </Transition>
    }
}

/// Where an officer works who has nothing to do with dossiers.
fn elsewhere(view: SessionView) -> Option<&'static str> {
    let officer = view.officer?;
    [
        (Role::DeskOfficer, None),
        (Role::CashOfficer, Some(cash::PAGE)),
        (Role::FinanceMaker, Some(finance::ROOT)),
        (Role::FinanceChecker, Some(finance::ROOT)),
        (Role::Administrator, Some(officers::PAGE)),
        (Role::Auditor, Some(audit::PAGE)),
    ]
    .into_iter()
    .find(|(role, _)| officer.is_one_of(&[*role]))
    .and_then(|(_, path)| path)
}

/// All of it is in the address, so no script is needed.
#[component]
fn Inbox() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(query_of));
    let arrivals = load::<CountArrivals>(|| ((), Empty {}));
    let page = load::<ListDeskDossiers>(move || ((), query.get()));
    // Read once, as every title: it is written after the page was made, when what a page that was made twice would read is gone.
    let new = query
        .with_untracked(|query| query.state.is_empty() || query.state == name(DossierState::Sent));
    let title = t(if new { NEW_DOSSIERS } else { DOSSIERS_OF_UNIT });
    view! {
        <Title text=title />
        <h1>{title}</h1>
        <Loaded resource=page view=move |page: DeskPage| view! {
            <Transition>
                {move || arrivals.get().and_then(Result::ok).map(|count: ArrivalCount| view! {
                    <Arrivals arrived=count.arrived />
                })}
            </Transition>
            <div class="columns">
                <aside>
                    <SearchForm query=query.get() />
                    <States page=page.clone() q=query.get().q />
                </aside>
                <div><List page query=query.get() /></div>
            </div>
        } />
    }
}

fn query_of(params: &ParamsMap) -> DeskQuery {
    let get = |name: &str| params.get(name).unwrap_or_default();
    DeskQuery {
        q: get("q"),
        state: get("state"),
        page: get("page"),
    }
}

/// A state as addresses name it: the same name as in JSON.
fn name(state: DossierState) -> String {
    serde_urlencoded::to_string([("state", state)])
        .unwrap_or_default()
        .replace("state=", "")
}

pub(super) fn address(query: &DeskQuery) -> String {
    let all = [
        ("q", &query.q),
        ("state", &query.state),
        ("page", &query.page),
    ];
    let given: Vec<_> = all
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    match serde_urlencoded::to_string(&given) {
        Ok(given) if !given.is_empty() => format!("/can-bo?{given}"),
        _ => "/can-bo".to_owned(),
    }
}

#[component]
fn SearchForm(query: DeskQuery) -> impl IntoView {
    let clear = (!query.q.is_empty()).then(|| {
        address(&DeskQuery {
            state: query.state.clone(),
            ..DeskQuery::default()
        })
    });
    view! {
        <search>
            <form method="get" action="/can-bo" class="search-form">
                <label for="q">{t(SEARCH_LABEL)}</label>
                <div class="search-row">
                    <input id="q" type="search" name="q" value=query.q enterkeyhint="search" autocomplete="off" />
                    <input type="hidden" name="state" value=query.state />
                    <button type="submit" class="button">{t(SEARCH)}</button>
                </div>
                {clear.map(|address| view! { <a href=address>{t(CLEAR_SEARCH)}</a> })}
            </form>
        </search>
    }
}

/// Every state that has dossiers, with their number.
#[component]
fn States(page: DeskPage, q: String) -> impl IntoView {
    let total = page.counts.iter().map(|state| state.count).sum();
    let link = move |label: String, state: String, count: i64, chosen: bool| {
        let query = DeskQuery {
            q: q.clone(),
            state,
            ..DeskQuery::default()
        };
        view! {
            <li>
                <a class="desk-state" href=address(&query) aria-current=chosen.then_some("true")>
                    {label} " " <span class="count">{count}</span>
                </a>
            </li>
        }
    };
    let states: Vec<_> = page
        .counts
        .iter()
        .map(|counted| {
            let chosen = page.state == Some(counted.state);
            link(
                t(counted.state.label()).to_owned(),
                name(counted.state),
                counted.count,
                chosen,
            )
        })
        .collect();
    let all = link(
        t(ALL_STATES).to_owned(),
        "all".to_owned(),
        total,
        page.state.is_none(),
    );
    view! { <nav aria-label=t(STATES)><ul class="desk-states">{states} {all}</ul></nav> }
}

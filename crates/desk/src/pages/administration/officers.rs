//! `/can-bo/quan-tri`: the officers of the administrator's units.

use super::{NEW_OFFICER_PAGE, Parts, fee_gaps::FeeGapsNotice};
use crate::{
    locales::{CLEAR_SEARCH, SEARCH, administration::*},
    pages::finance::address,
};
use app::{
    api::{
        accounts::Role,
        officers::{ListOfficers, OfficerQuery, OfficerSummary, Officers, PAGE, officer_page},
    },
    client::load,
    components::{LegalName, Loaded, PageHeading, Pagination},
    locales::{language, t},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

/// All of it is in the address, so no script is needed.
#[component]
pub fn OfficersPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| {
        params.with(|params| OfficerQuery {
            q: params.get("q").unwrap_or_default(),
            page: params.get("page").unwrap_or_default(),
        })
    });
    let officers = load::<ListOfficers>(move || ((), query.get()));
    view! {
        <PageHeading heading=OFFICERS />
        <Parts current=PAGE />
        <FeeGapsNotice />
        <Loaded resource=officers view=move |page: Officers| {
            let q = query.get().q;
            view! {
                <p><a class="button" href=NEW_OFFICER_PAGE>{t(NEW_OFFICER)}</a></p>
                <SearchForm q=q.clone() />
                <List page q />
            }
        } />
    }
}

#[component]
fn SearchForm(q: String) -> impl IntoView {
    let searched = !q.is_empty();
    view! {
        <search>
            <form method="get" action=PAGE class="search-form">
                <label for="q">{t(SEARCH_LABEL)}</label>
                <div class="search-row">
                    <input id="q" type="search" name="q" value=q enterkeyhint="search" autocomplete="off" />
                    <button type="submit" class="button">{t(SEARCH)}</button>
                </div>
                {searched.then(|| view! { <a href=PAGE>{t(CLEAR_SEARCH)}</a> })}
            </form>
        </search>
    }
    .into_any()
}

#[component]
fn List(page: Officers, q: String) -> impl IntoView {
    if page.items.is_empty() {
        return Either::Left(view! {
            <div class="notice"><p class="notice-title">{t(NONE_FOUND)}</p></div>
        });
    }
    let paging = page.paging;
    let columns = [FULL_NAME, IDENTITY_NUMBER, UNIT, ROLES, STANDING];
    Either::Right(view! {
        <p class="result-count">{officers_found(language(), paging.total)}</p>
        <div class="wide-table" tabindex="0" role="region" aria-label=t(OFFICERS)>
            <table>
                <thead>
                    <tr>{columns.map(|name| view! { <th scope="col">{t(name)}</th> }).collect_view()}</tr>
                </thead>
                <tbody>
                    {page.items.into_iter().map(|officer| view! { <Row officer /> }).collect_view()}
                </tbody>
            </table>
        </div>
        <Pagination paging address=move |page| address(PAGE, &[("q", &q), ("page", &page.to_string())]) />
    })
}

#[component]
fn Row(officer: OfficerSummary) -> impl IntoView {
    view! {
        <tr>
            <td><a href=officer_page(officer.id)>{officer.full_name}</a></td>
            <td class="number">{officer.masked_identity_number}</td>
            <td><LegalName name=officer.unit_name gloss=officer.unit_name_en /></td>
            <td>{role_names(&officer.roles)}</td>
            <td><StandingTag has_ended=officer.ended_at.is_some() /></td>
        </tr>
    }
}

pub(super) fn role_names(roles: &[Role]) -> String {
    let names: Vec<_> = roles.iter().map(|role| t(role.label())).collect();
    names.join(", ")
}

#[component]
pub(super) fn StandingTag(has_ended: bool) -> impl IntoView {
    let (class, words) = if has_ended {
        ("tag", ENDED)
    } else {
        ("tag tag-success", AT_WORK)
    };
    view! { <span class=class>{t(words)}</span> }
}

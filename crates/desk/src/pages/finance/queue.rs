//! `/can-bo/tai-chinh`: attempts that need an officer, or those that were looked for.

use super::{Part, Parts, ROOT, address, attempt::AttemptTag, attempt_address};
use crate::locales::{CLEAR_SEARCH, SEARCH, finance::*};
use app::{
    api::finance::{FinanceAttempt, FinanceAttempts, FinanceQuery, ListFinanceAttempts},
    client::load,
    components::{Loaded, Pagination},
    locales::{language, localized, t},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// All of it is in the address, so no script is needed.
#[component]
pub fn Queue() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| {
        params.with(|params| FinanceQuery {
            q: params.get("q").unwrap_or_default(),
            page: params.get("page").unwrap_or_default(),
        })
    });
    let page = load::<ListFinanceAttempts>(move || ((), query.get()));
    let searched = query.with_untracked(|query| !query.q.is_empty());
    let title = t(if searched { FOUND } else { NEED_OFFICER });
    view! {
        <Title text=title />
        <h1>{title}</h1>
        <Parts current=Part::Attempts />
        <SearchForm q=query.get_untracked().q />
        <Loaded resource=page view=move |page: FinanceAttempts| view! {
            <List page q=query.get().q />
        } />
    }
}

#[component]
fn SearchForm(q: String) -> impl IntoView {
    let searched = !q.is_empty();
    view! {
        <search>
            <form method="get" action=ROOT class="search-form">
                <label for="q">{t(SEARCH_LABEL)}</label>
                <div class="search-row">
                    <input id="q" type="search" name="q" value=q enterkeyhint="search" autocomplete="off" />
                    <button type="submit" class="button">{t(SEARCH)}</button>
                </div>
                {searched.then(|| view! { <a href=ROOT>{t(CLEAR_SEARCH)}</a> })}
            </form>
        </search>
    }
}

#[component]
fn List(page: FinanceAttempts, q: String) -> impl IntoView {
    if page.items.is_empty() {
        let nothing = if q.is_empty() {
            NOTHING_NEEDED
        } else {
            NOTHING_FOUND
        };
        return Either::Left(view! {
            <div class="notice"><p class="notice-title">{t(nothing)}</p></div>
        });
    }
    let paging = page.paging;
    let columns = [
        DOSSIER, CHANNEL, DUE, RECEIVED, STATE, BEGUN_AT, ASKED_AT, ASKED_NEXT,
    ];
    Either::Right(view! {
        <p>
            <span class="result-count">{attempts_found(language(), paging.total)}</span>
            " " <span class="small">{t(OLDEST_FIRST)}</span>
        </p>
        <div class="wide-table" tabindex="0" role="region" aria-label=t(ATTEMPTS)>
            <table>
                <thead>
                    <tr>{columns.map(|name| view! { <th scope="col">{t(name)}</th> }).collect_view()}</tr>
                </thead>
                <tbody>
                    {page.items.into_iter().map(|attempt| view! { <Row attempt /> }).collect_view()}
                </tbody>
            </table>
        </div>
        <Pagination paging address=move |page| address(ROOT, &[("q", &q), ("page", &page.to_string())]) />
    })
}

#[component]
fn Row(attempt: FinanceAttempt) -> impl IntoView {
    let needed = attempt.needs_person;
    view! {
        <tr>
            <td class="number"><a href=attempt_address(&attempt.reference)>{attempt.dossier_reference}</a></td>
            <td>{attempt.channel_name}</td>
            <td class="number">{localized(&attempt.due)}</td>
            <td class="number">{localized(&attempt.received)}</td>
            <td>
                <AttemptTag state=attempt.state />
                {needed.then(|| view! { " " <span class="tag tag-warning">{t(NEEDS_OFFICER)}</span> })}
            </td>
            <td class="number">{attempt.requested_at}</td>
            <td class="number">{attempt.queried_at.unwrap_or_else(|| t(NEVER).to_owned())}</td>
            <td class="number">{attempt.next_query_at.unwrap_or_else(|| t(NOT_PLANNED).to_owned())}</td>
        </tr>
    }
}

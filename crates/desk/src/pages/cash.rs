//! `/can-bo/tien-mat`: who waits to pay in cash at the officer's own office, and one payment with the form that notes it.

use super::{
    done::Done,
    finance::{AttemptTag, address},
};
use crate::locales::{
    BREADCRUMB, CASH, CLEAR_SEARCH, PROCEDURE, SEARCH,
    cash::*,
    finance::{AMOUNT, DIGITS_ONLY, DOSSIER, OLDEST_FIRST, SEARCH_LABEL, STATE},
};
use app::{
    api::{
        Empty,
        cash::{
            CashAttempt, CashAttempts, CashQuery, GetCash, ListCash, PAGE, RecordCash, cash_page,
        },
        finance::AttemptPath,
    },
    client::load,
    components::{ApiForm, Fact, Loaded, Pagination, SubmitButton, TextField, form::FormAction},
    locales::{language, localized, t},
};
use domain::language::Text;
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// What an address says was just done.
const DONE: [(&str, Text); 1] = [("da-thu", RECORDED)];

/// All of it is in the address, so no script is needed.
#[component]
pub fn CashPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| {
        params.with(|params| CashQuery {
            q: params.get("q").unwrap_or_default(),
            page: params.get("page").unwrap_or_default(),
        })
    });
    let page = load::<ListCash>(move || ((), query.get()));
    let searched = query.with_untracked(|query| !query.q.is_empty());
    let title = t(if searched { FOUND } else { WAITING });
    view! {
        <Title text=title />
        <h1>{title}</h1>
        <SearchForm q=query.get_untracked().q />
        <Loaded resource=page view=move |page: CashAttempts| view! {
            <List page q=query.get().q />
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
}

#[component]
fn List(page: CashAttempts, q: String) -> impl IntoView {
    if page.items.is_empty() {
        let nothing = if q.is_empty() {
            NOTHING_WAITING
        } else {
            NOTHING_FOUND
        };
        return Either::Left(view! {
            <div class="notice">
                <p class="notice-title">{t(nothing)}</p>
                <p>{t(CHOSEN_FIRST)}</p>
            </div>
        });
    }
    let paging = page.paging;
    let columns = [DOSSIER, PROCEDURE, PAYER, DUE, STATE, CHOSEN_AT];
    Either::Right(view! {
        <p>
            <span class="result-count">{payments_found(language(), paging.total)}</span>
            " " <span class="small">{t(OLDEST_FIRST)}</span>
        </p>
        <div class="wide-table" tabindex="0" role="region" aria-label=t(CASH)>
            <table>
                <thead>
                    <tr>{columns.map(|name| view! { <th scope="col">{t(name)}</th> }).collect_view()}</tr>
                </thead>
                <tbody>
                    {page.items.into_iter().map(|attempt| view! { <Row attempt /> }).collect_view()}
                </tbody>
            </table>
        </div>
        <Pagination paging address=move |page| address(PAGE, &[("q", &q), ("page", &page.to_string())]) />
    })
}

#[component]
fn Row(attempt: CashAttempt) -> impl IntoView {
    view! {
        <tr>
            <td class="number"><a href=cash_page(&attempt.reference)>{attempt.dossier_reference}</a></td>
            <td>{attempt.procedure_name}</td>
            <td>{attempt.payer_name}</td>
            <td class="number">{localized(&attempt.due)}</td>
            <td><AttemptTag state=attempt.state /></td>
            <td class="number">{attempt.requested_at}</td>
        </tr>
    }
}

#[component]
pub fn CashAttemptPage() -> impl IntoView {
    let params = use_params_map();
    let reference =
        Memo::new(move |_| params.with(|params| params.get("reference").unwrap_or_default()));
    let opened = load::<GetCash>(move || {
        let reference = reference.get();
        (AttemptPath { reference }, Empty {})
    });
    view! {
        <Title text=t(CASH) />
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href=PAGE>{t(WAITING)}</a></nav>
        <Loaded resource=opened view=|attempt: CashAttempt| view! { <Opened attempt /> } />
    }
}

#[component]
fn Opened(attempt: CashAttempt) -> impl IntoView {
    let receipt = attempt.receipt.map(|receipt| {
        let address = format!("/api/v1/receipts/{receipt}/pdf");
        view! { <p><a class="button" href=address rel="external nofollow">{t(RECEIPT)}</a></p> }
    });
    let waits = attempt.state.is_live();
    let due = localized(&attempt.due).into_owned();
    view! {
        <h1>{payment(language(), &attempt.dossier_reference)}</h1>
        <p class="card-meta"><AttemptTag state=attempt.state /></p>
        <Done said=&DONE />
        {receipt}
        <dl class="facts card">
            <Fact name=t(PAYER) value=attempt.payer_name.clone() />
            <Fact name=t(PROCEDURE) value=attempt.procedure_name.clone() />
            <Fact name=t(DUE) value=due />
            <Fact name=t(CHOSEN_AT) value=attempt.requested_at.clone() />
        </dl>
        {waits.then(|| view! { <CashForm attempt /> })}
    }
    .into_any()
}

#[component]
fn CashForm(attempt: CashAttempt) -> impl IntoView {
    let due = attempt.due.as_i64().to_string();
    let path = AttemptPath {
        reference: attempt.reference,
    };
    view! {
        <section class="card">
            <h2>{t(RECORD)}</h2>
            <p>{t(COUNT_FIRST)}</p>
            <ApiForm actions=vec![FormAction::of::<RecordCash>(&path)] keyed=true>
                <TextField name="amount" label=t(AMOUNT) hint=t(DIGITS_ONLY) inputmode="numeric" value=due />
                <SubmitButton label=t(NOTE) busy=t(NOTING) />
            </ApiForm>
        </section>
    }
}

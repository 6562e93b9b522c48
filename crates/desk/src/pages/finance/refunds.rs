//! `/can-bo/tai-chinh/hoan-phi`: refunds by state, and the bank's transfer list.

use super::{Part, Parts, address};
use crate::locales::{
    finance::{CHANNEL, DOSSIER, REFUNDS, STATE},
    refunds::*,
};
use app::{
    api::finance::{ListRefunds, RecordTransferResults, Refund, RefundQuery, Refunds},
    client::load,
    components::{
        ApiForm, Loaded, PageHeading, Pagination, SubmitButton, TextAreaField, form::FormAction,
    },
    locales::{language, localized, t},
};
use domain::refund::RefundState;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use strum::IntoEnumIterator;

#[component]
pub fn RefundsPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| {
        params.with(|params| RefundQuery {
            state: params.get("state").unwrap_or_default(),
            page: params.get("page").unwrap_or_default(),
        })
    });
    let taken =
        params.with_untracked(|params| Some((params.get("da-nhan")?, params.get("khong-ro")?)));
    let refunds = load::<ListRefunds>(move || ((), query.get()));
    view! {
        <PageHeading heading=REFUNDS />
        <Parts current=Part::Refunds />
        {taken.map(|(known, unknown)| view! {
            <div class="notice" role="status"><p>{taken_in(language(), &known, &unknown)}</p></div>
        })}
        <div class="columns">
            <aside><States chosen=query.get_untracked().state /></aside>
            <div>
                <Loaded resource=refunds view=move |page: Refunds| view! { <List page state=query.get().state /> } />
                <Transfers />
            </div>
        </div>
    }
}

fn page_address(state: &str, page: &str) -> String {
    address(Part::Refunds.address(), &[("state", state), ("page", page)])
}

#[component]
fn States(chosen: String) -> impl IntoView {
    let all = (ALL, "");
    let states = RefundState::iter().map(|state| (state.label(), state.into()));
    view! {
        <nav aria-label=t(STATES)>
            <ul class="desk-states">
                {std::iter::once(all).chain(states).map(|(name, state)| view! {
                    <li>
                        <a
                            class="desk-state"
                            href=page_address(state, "")
                            aria-current=(state == chosen).then_some("true")
                        >
                            {t(name)}
                        </a>
                    </li>
                }).collect_view()}
            </ul>
        </nav>
    }
    .into_any()
}

#[component]
fn List(page: Refunds, state: String) -> impl IntoView {
    if page.items.is_empty() {
        return Either::Left(view! {
            <div class="notice"><p class="notice-title">{t(NONE_HERE)}</p></div>
        });
    }
    let paging = page.paging;
    Either::Right(view! {
        <p class="result-count">{refunds_found(language(), paging.total)}</p>
        <RefundTable refunds=page.items />
        <Pagination paging address=move |page| page_address(&state, &page.to_string()) />
    })
}

#[component]
pub(super) fn RefundTable(refunds: Vec<Refund>) -> impl IntoView {
    let columns = [DOSSIER, PAYER, CHANNEL, AMOUNT, WHY, STATE, PROPOSED_AT];
    view! {
        <div class="wide-table" tabindex="0" role="region" aria-label=t(REFUNDS)>
            <table>
                <thead>
                    <tr>{columns.map(|name| view! { <th scope="col">{t(name)}</th> }).collect_view()}</tr>
                </thead>
                <tbody>
                    {refunds.into_iter().map(|refund| view! { <Row refund /> }).collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(refund: Refund) -> impl IntoView {
    view! {
        <tr>
            <td class="number"><a href=super::refund::page_of(refund.id)>{refund.dossier_reference}</a></td>
            <td>{refund.payer_name}</td>
            <td>{refund.channel_name}</td>
            <td class="number">{localized(&refund.amount)}</td>
            <td>{t(cause(refund.cause))}</td>
            <td><super::refund::StateTags state=refund.state needs_person=refund.needs_person /></td>
            <td class="number">{refund.proposed_at}</td>
        </tr>
    }
}

/// What the bank is given, and what it brings back.
#[component]
fn Transfers() -> impl IntoView {
    view! {
        <section class="card">
            <h2>{t(TRANSFERS)}</h2>
            <p>{t(BATCHES)}</p>
            <p class="actions">
                <a class="button button-secondary" href="/api/v1/finance/transfers.xlsx" rel="external" download="">{t(GET_WORKBOOK)}</a>
                <a class="button button-secondary" href="/api/v1/finance/transfers.csv" rel="external" download="">{t(GET_LIST)}</a>
                <a class="button button-secondary" href="/api/v1/finance/transfers.xlsx?batch=new" rel="external" download="">
                    {t(GET_NEW_BATCH)}
                </a>
            </p>
            <ApiForm actions=vec![FormAction::of::<RecordTransferResults>(&())]>
                <TextAreaField name="csv" label=t(TAKE_RESULTS) hint=t(CSV_HINT) />
                <SubmitButton label=t(TAKE_IN) busy=t(TAKING_IN) />
            </ApiForm>
        </section>
    }
    .into_any()
}

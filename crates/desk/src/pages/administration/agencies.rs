//! `/can-bo/quan-tri/co-quan`: agencies' accounts that wait.

use super::{Done, Parts};
use crate::{locales::administration::*, pages::finance::address};
use app::{
    api::{
        agencies::{
            ApproveAgency, ListWaitingAgencies, PAGE, RefuseAgency, WaitingAgencies, WaitingAgency,
        },
        finance::IdPath,
        paging::PageQuery,
    },
    components::{
        ApiForm, Fact, Loaded, Pagination, Proved, SubmitButton, TextField, form::FormAction,
        notice::load,
    },
    locales::{language, t},
};
use domain::language::Text;
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

const DONE: [(&str, Text); 2] = [
    ("da-duyet", AGENCY_APPROVED),
    ("da-tu-choi", AGENCY_REFUSED),
];

/// The list; each is decided in place.
#[component]
pub fn AgenciesPage() -> impl IntoView {
    let params = use_query_map();
    let agencies = load::<ListWaitingAgencies>(move || {
        let page = params.with(|params| params.get("page").unwrap_or_default());
        ((), PageQuery { page })
    });
    view! {
        <Title text=t(AGENCIES) />
        <h1>{t(AGENCIES)}</h1>
        <Parts current=PAGE />
        <Done said=&DONE />
        <Loaded resource=agencies view=|page: WaitingAgencies| view! { <List page /> } />
    }
}

#[component]
fn List(page: WaitingAgencies) -> impl IntoView {
    if page.items.is_empty() {
        return Either::Left(view! {
            <div class="notice"><p class="notice-title">{t(NONE_WAIT)}</p></div>
        });
    }
    let paging = page.paging;
    let items = page.items;
    Either::Right(view! {
        <p>{t(AGENCIES_INTRO)}</p>
        <Proved>
            <ul class="card-list">
                {items.clone().into_iter().map(|agency| view! { <Item agency /> }).collect_view()}
            </ul>
        </Proved>
        <Pagination paging address=|page| address(PAGE, &[("page", &page.to_string())]) />
    })
}

#[component]
fn Item(agency: WaitingAgency) -> impl IntoView {
    let path = IdPath { id: agency.id };
    let unit = agency.unit_name;
    view! {
        <li class="card">
            <h2>{unit.clone()}</h2>
            <dl class="facts">
                <Fact name=t(REGISTERED_BY) value=agency.full_name />
                <Fact name=t(IDENTITY_NUMBER) value=agency.masked_identity_number />
                <Fact name=t(PHONE) value=agency.phone />
                <Fact name=t(EMAIL) value=agency.email />
                <Fact name=t(REGISTERED_AT) value=agency.registered_at />
            </dl>
            <ApiForm actions=vec![FormAction::of::<ApproveAgency>(&path)]>
                <SubmitButton label=approve(language(), &unit) busy=t(SAVING) />
            </ApiForm>
            <ApiForm actions=vec![FormAction::of::<RefuseAgency>(&path)]>
                <TextField name="reason" label=t(REASON_TO_REFUSE) hint=t(REFUSED_TOLD) maxlength=500 />
                <SubmitButton label=refuse(language(), &unit) busy=t(SENDING) class="button-secondary" />
            </ApiForm>
        </li>
    }
    .into_any()
}

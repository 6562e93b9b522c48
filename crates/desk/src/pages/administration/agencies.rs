//! `/can-bo/quan-tri/co-quan`: agencies' accounts that wait.

use super::{Done, Parts};
use crate::{locales::administration::*, pages::finance::address};
use app::{
    api::{
        agencies::{ListWaitingAgencies, PAGE, WaitingAgencies, WaitingAgency, agency_page},
        paging::PageQuery,
    },
    client::load,
    components::{LegalName, Loaded, PageHeading, Pagination},
    locales::t,
};
use domain::language::Text;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

const DONE: [(&str, Text); 2] = [
    ("da-duyet", AGENCY_APPROVED),
    ("da-tu-choi", AGENCY_REFUSED),
];

#[component]
pub fn AgenciesPage() -> impl IntoView {
    let params = use_query_map();
    let agencies = load::<ListWaitingAgencies>(move || {
        let page = params.with(|params| params.get("page").unwrap_or_default());
        ((), PageQuery { page })
    });
    view! {
        <PageHeading heading=AGENCIES />
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
    let columns = [UNIT, REGISTERED_BY, EMAIL, REGISTERED_AT];
    Either::Right(view! {
        <p class="small">{t(OLDEST_FIRST)}</p>
        <div class="wide-table" tabindex="0" role="region" aria-label=t(AGENCIES)>
            <table>
                <thead>
                    <tr>{columns.map(|name| view! { <th scope="col">{t(name)}</th> }).collect_view()}</tr>
                </thead>
                <tbody>
                    {page.items.into_iter().map(|agency| view! { <Row agency /> }).collect_view()}
                </tbody>
            </table>
        </div>
        <Pagination paging address=|page| address(PAGE, &[("page", &page.to_string())]) />
    })
}

#[component]
fn Row(agency: WaitingAgency) -> impl IntoView {
    view! {
        <tr>
            <td>
                <a href=agency_page(agency.id)><LegalName name=agency.unit_name gloss=agency.unit_name_en /></a>
            </td>
            <td>{agency.full_name}</td>
            <td>{agency.email}</td>
            <td class="number">{agency.registered_at}</td>
        </tr>
    }
}

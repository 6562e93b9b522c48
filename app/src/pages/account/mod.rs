//! `/tai-khoan`: “Thông tin tài khoản”, the filed dossiers, and the transaction history over them. `/giao-dich`: the
//! history as a page of its own.

mod details;
mod dossiers;
mod history;
pub mod security;
mod transactions;

pub use history::HistoryPage;

use crate::{
    api::{
        Problem,
        accounts::SessionView,
        dossiers::{DossierList, ListDossiers},
        paging::{PageQuery, page_number},
    },
    client::load,
    components::{Loaded, PageHeading, ProblemNotice},
    locales::{account::*, language, t},
    routes::Session,
};
use details::Details;
use dossiers::Dossiers;
use history::{History, HistoryLink};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

/// Query parameter that opens the history over the page, and says at which of its pages.
const HISTORY_PAGE: &str = "giao-dich";

#[component]
pub fn AccountPage() -> impl IntoView {
    let session = expect_context::<Session>().0;
    let query = use_query_map().get_untracked();
    let at = page_number(query.get_str("page").unwrap_or_default());
    let history = query.get_str(HISTORY_PAGE).map(page_number);
    let deleted = query
        .get_str("da-xoa")
        .and_then(|number| number.parse().ok());
    let created = query.get_str("da-tao").is_some();
    let dossiers = load::<ListDossiers>(move || ((), PageQuery::at(at)));
    view! {
        <PageHeading heading=ACCOUNT />
        {deleted.map(|number: i64| view! {
            <p class="notice notice-success" role="status">{draft_deleted(language(), number)}</p>
        })}
        <Loaded resource=session view=move |session: SessionView| match session.account {
            Some(account) => Either::Left(view! {
                {created.then(|| view! {
                    <div class="notice notice-success" role="status">
                        <p class="notice-title">{t(CREATED)}</p>
                        <p><a href="/thu-tuc">{t(FIND_PROCEDURE)}</a></p>
                    </div>
                })}
                {session.officer.map(|_| view! {
                    <p><a class="button button-secondary" href="/can-bo">{t(OFFICERS_PAGES)}</a></p>
                })}
                <Details account />
                <p><a href=crate::api::security::PAGE>{t(SECURITY)}</a></p>
                <section aria-labelledby="ho-so-da-nop">
                    <div class="section-head">
                        <h2 id="ho-so-da-nop">{t(DOSSIERS)}</h2>
                        <HistoryLink at />
                    </div>
                    <Loaded resource=dossiers view=|list: DossierList| view! { <Dossiers list /> } />
                </section>
                {history.map(|page| view! { <History page at /> })}
            }),
            None => Either::Right(view! { <ProblemNotice problem=Problem::sign_in_required() /> }),
        } />
    }
}

/// Address of the account at a page of its dossiers, with the history over it at one of its own pages.
fn address(dossiers: u32, history: Option<u32>) -> String {
    let at = (dossiers > 1).then(|| format!("page={dossiers}"));
    let over = history.map(|page| format!("{HISTORY_PAGE}={page}"));
    let query: Vec<_> = at.into_iter().chain(over).collect();
    if query.is_empty() {
        "/tai-khoan".to_owned()
    } else {
        format!("/tai-khoan?{}", query.join("&"))
    }
}

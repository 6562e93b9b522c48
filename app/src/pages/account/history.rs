//! “Lịch sử giao dịch”: a modal that the address opens, so that a link, the back button and a browser without script
//! all reach it; and a page of its own, for frames and for links from elsewhere.

use super::{address, transactions::Transactions};
use crate::{
    api::{
        paging::{PageQuery, page_number},
        payments::{ListTransactions, TransactionList},
    },
    client::load,
    components::{Loaded, PageHeading},
    locales::{account::*, t},
};
use leptos::{html::Dialog, prelude::*};
use leptos_router::hooks::use_query_map;

/// `/giao-dich`: the history as a page.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let page = page_number(query.get_str("page").unwrap_or_default());
    let list = load::<ListTransactions>(move || ((), PageQuery::at(page)));
    view! {
        <PageHeading heading=HISTORY />
        <Loaded resource=list view=|list: TransactionList| view! {
            <Transactions list address=|page| format!("/giao-dich?page={page}") />
        } />
    }
}

#[component]
pub fn HistoryLink(
    /// Page of the dossiers underneath.
    at: u32,
) -> impl IntoView {
    view! { <a class="button button-secondary" href=address(at, Some(1))>{t(HISTORY)}</a> }
}

#[component]
pub fn History(
    /// Its page, from 1.
    page: u32,
    /// Page of the dossiers underneath, where it closes to.
    at: u32,
) -> impl IntoView {
    let list = load::<ListTransactions>(move || ((), PageQuery::at(page)));
    let closed = address(at, None);
    view! {
        <ModalDialog closed=closed.clone()>
            <div class="modal-head">
                <h2 id="thong-tin-thanh-toan" tabindex="-1" autofocus=true>{t(PAYMENTS)}</h2>
            </div>
            <div class="modal-body">
                <Loaded resource=list view=move |list: TransactionList| view! {
                    <Transactions list address=move |page| address(at, Some(page)) />
                } />
            </div>
            <div class="modal-foot">
                <a class="button button-secondary" href=closed>{t(CLOSE)}</a>
            </div>
        </ModalDialog>
    }
}

/// A dialog that is open without scripts and modal with them: the focus stays inside, Esc leads to where it closes to.
#[island]
fn ModalDialog(
    /// Where it closes to.
    closed: String,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            // A dialog that is open already refuses to become modal, and closing it would be announced as an event.
            let _ = dialog.remove_attribute("open");
            let _ = dialog.show_modal();
        }
    });
    let leave = move |_| {
        let _ = window().location().replace(&closed);
    };
    view! {
        <dialog class="modal" open=true aria-labelledby="thong-tin-thanh-toan" node_ref=dialog on:close=leave>
            {children()}
        </dialog>
    }
}

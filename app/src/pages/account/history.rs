//! “Lịch sử giao dịch”: a modal that the address opens, so that a link, the back button and a browser without script
//! all reach it.

use crate::{
    api::{
        Empty,
        payments::{ListTransactions, Transaction, TransactionList},
    },
    components::{Loaded, notice::load},
    locales::t,
    pages::pay::ReceiptLink,
};
use leptos::{either::Either, html::Dialog, prelude::*};
use leptos_router::hooks::use_query_map;

/// Where the modal closes to.
const CLOSED: &str = "/tai-khoan";
const OPEN: &str = "/tai-khoan?giao-dich=1";

/// The link that opens the history.
#[component]
pub fn HistoryLink() -> impl IntoView {
    view! { <a class="button button-secondary" href=OPEN>"Lịch sử giao dịch"</a> }
}

/// The history, where the address opens it.
#[component]
pub fn History() -> impl IntoView {
    let query = use_query_map();
    let open = query.with_untracked(|query| query.get("giao-dich").is_some());
    open.then(|| {
        let list = load::<ListTransactions>(|| ((), Empty {}));
        view! {
            <ModalDialog closed=CLOSED.to_owned()>
                <div class="modal-head">
                    <h2 id="thong-tin-thanh-toan">"Thông tin thanh toán"</h2>
                </div>
                <div class="modal-body">
                    <Loaded resource=list view=|list: TransactionList| view! { <Transactions list /> } />
                </div>
                <div class="modal-foot">
                    <a class="button button-secondary" href=CLOSED>"Đóng"</a>
                </div>
            </ModalDialog>
        }
    })
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

#[component]
fn Transactions(list: TransactionList) -> impl IntoView {
    if list.items.is_empty() {
        return Either::Left(view! { <p>"Chưa có giao dịch nào."</p> });
    }
    Either::Right(view! {
        <table class="table-cards">
            <thead>
                <tr>
                    <th scope="col">"Mã hồ sơ"</th>
                    <th scope="col">"Ngày thanh toán"</th>
                    <th scope="col">"Số tiền"</th>
                    <th scope="col">"Kết quả"</th>
                    <th scope="col">"Biên lai"</th>
                </tr>
            </thead>
            <tbody>
                {list.items.into_iter().map(|transaction| view! { <Row transaction /> }).collect_view()}
            </tbody>
        </table>
    })
}

#[component]
fn Row(transaction: Transaction) -> impl IntoView {
    view! {
        <tr>
            <td data-label="Mã hồ sơ" class="reference">{transaction.dossier_reference}</td>
            <td data-label="Ngày thanh toán">
                <span>{transaction.at} " " <span class="small">{transaction.channel_name}</span></span>
            </td>
            <td data-label="Số tiền" class="amount">{transaction.amount.to_string()}</td>
            <td data-label="Kết quả">{t(transaction.outcome.label())}</td>
            <td data-label="Biên lai">{transaction.receipt.map(|receipt| view! { <ReceiptLink receipt /> })}</td>
        </tr>
    }
}

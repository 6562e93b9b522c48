//! “Lịch sử giao dịch”: a modal that the address opens, so that a link, the back button and a browser without script
//! all reach it.

use crate::{
    api::{
        Empty, Problem,
        payments::{ListTransactions, Transaction, TransactionList},
    },
    client,
    components::{Loaded, form::Changes, notice::Skeleton},
    pages::pay::ReceiptLink,
};
use leptos::{
    either::Either,
    html::{A, Dialog},
    prelude::*,
};
use leptos_router::hooks::use_query_map;

/// Where the modal closes to.
const CLOSED: &str = "/tai-khoan";
const OPEN: &str = "/tai-khoan?giao-dich=1";

/// The history and whether it is open.
#[derive(Clone, Copy)]
pub struct History {
    open: Memo<bool>,
    /// `None` while it is closed: nobody waits for what is not shown.
    list: Resource<Result<Option<TransactionList>, Problem>>,
    opener: NodeRef<A>,
}

impl History {
    /// The history of the account, open if the address says so.
    pub fn of_address() -> Self {
        let query = use_query_map();
        let open = Memo::new(move |_| query.with(|query| query.get("giao-dich").is_some()));
        let changes = expect_context::<Changes>().0;
        let list = Resource::new(
            move || (changes.get(), open.get()),
            |(_, open)| async move {
                if open {
                    let list = client::call::<ListTransactions>(&(), &Empty {}).await?;
                    Ok(Some(list))
                } else {
                    Ok(None)
                }
            },
        );
        let opener = NodeRef::<A>::new();
        // Whoever closes the modal goes on where it was opened.
        Effect::new(move |was_open: Option<bool>| {
            let open = open.get();
            if was_open == Some(true)
                && !open
                && let Some(opener) = opener.get_untracked()
            {
                let _ = opener.focus();
            }
            open
        });
        Self { open, list, opener }
    }

    /// The link that opens it.
    pub fn opener(self) -> impl IntoView {
        view! {
            <a class="button button-secondary" href=OPEN data-noscroll="true" node_ref=self.opener>"Lịch sử giao dịch"</a>
        }
    }

    /// The modal, while it is open.
    pub fn modal(self) -> impl IntoView {
        move || self.open.get().then(|| view! { <Modal list=self.list /> })
    }
}

#[component]
fn Modal(list: Resource<Result<Option<TransactionList>, Problem>>) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    #[cfg(feature = "hydrate")]
    let on_close = browser::make_modal(dialog);
    #[cfg(not(feature = "hydrate"))]
    let on_close = |_: leptos::ev::Event| ();
    let rows = |list: Option<TransactionList>| match list {
        Some(list) => Either::Left(view! { <Transactions list /> }),
        None => Either::Right(view! { <Skeleton /> }),
    };
    view! {
        <dialog class="modal" open=true aria-labelledby="thong-tin-thanh-toan" node_ref=dialog on:close=on_close>
            <div class="modal-head">
                <h2 id="thong-tin-thanh-toan">"Thông tin thanh toán"</h2>
            </div>
            <div class="modal-body">
                <Loaded resource=list view=rows />
            </div>
            <div class="modal-foot">
                <a class="button button-secondary" href=CLOSED data-noscroll="true" prop:replace=true>"Đóng"</a>
            </div>
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
                {transaction.at} " " <span class="small">{transaction.channel_name}</span>
            </td>
            <td data-label="Số tiền" class="amount">{transaction.amount.to_string()}</td>
            <td data-label="Kết quả">{transaction.outcome.label()}</td>
            <td data-label="Biên lai">{transaction.receipt.map(|receipt| view! { <ReceiptLink receipt /> })}</td>
        </tr>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::CLOSED;
    use leptos::{ev::Event, html::Dialog, prelude::*};
    use leptos_router::{NavigateOptions, hooks::use_navigate};

    /// Makes the open dialog modal: the focus stays inside, Esc closes it. Returns what is to happen on closing.
    pub fn make_modal(dialog: NodeRef<Dialog>) -> impl Fn(Event) + 'static {
        Effect::new(move || {
            if let Some(dialog) = dialog.get() {
                // A dialog that is open already refuses to become modal. `close` would be announced as an event
                // and lead away.
                let _ = dialog.remove_attribute("open");
                let _ = dialog.show_modal();
            }
        });
        let navigate = use_navigate();
        move |_| {
            navigate(
                CLOSED,
                NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..Default::default()
                },
            );
        }
    }
}

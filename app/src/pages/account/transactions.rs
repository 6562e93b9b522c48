//! The table of “Lịch sử giao dịch”, in the modal and on the page.

use crate::{
    api::payments::{CitizenRefund, Transaction, TransactionList},
    components::Pagination,
    embedding::Link,
    locales::{Language, account::*, language, localized, refund, t},
    pages::pay::ReceiptLink,
};
use leptos::{either::Either, prelude::*};

/// One page of the history, or where to begin.
///
/// The roles are written out, because a table that style turns to cards on a phone is no table to a screen reader.
#[component]
pub fn Transactions(
    /// Newest first.
    list: TransactionList,
    /// Address in the portal of a page of the list.
    address: impl Fn(u32) -> String + Send + 'static,
) -> impl IntoView {
    if list.items.is_empty() {
        return Either::Left(view! {
            <div class="empty">
                <p class="empty-title">{t(NO_TRANSACTIONS)}</p>
                <p><Link class="button button-small" to="/thu-tuc">{t(FIND_PROCEDURE)}</Link></p>
            </div>
        });
    }
    let legal_name = (language() == Language::English).then(|| {
        view! { " (" <span lang="vi">{RECEIPT.to(Language::Vietnamese)}</span> ")" }
    });
    Either::Right(view! {
        <p class="result-count">{transactions(language(), list.paging.total)}</p>
        <table class="table-cards" role="table" aria-label=t(HISTORY)>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{t(DOSSIER_NUMBER)}</th>
                    <th scope="col" role="columnheader">{t(PAID_ON)}</th>
                    <th scope="col" role="columnheader">{t(AMOUNT)}</th>
                    <th scope="col" role="columnheader">{t(OUTCOME)}</th>
                    <th scope="col" role="columnheader">{t(RECEIPT)} {legal_name}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {list.items.into_iter().map(|transaction| view! { <Row transaction /> }).collect_view()}
            </tbody>
        </table>
        <Pagination paging=list.paging address />
    })
}

#[component]
fn Refunded(refund: CitizenRefund) -> impl IntoView {
    view! { <br /> <span class="small">{refund::in_short(language(), refund.amount, refund.state)}</span> }
}

#[component]
fn Row(transaction: Transaction) -> impl IntoView {
    view! {
        <tr role="row">
            <td role="cell" data-label=t(DOSSIER_NUMBER) class="reference">{transaction.dossier_reference}</td>
            <td role="cell" data-label=t(PAID_ON)>
                <span>{transaction.at} " " <span class="small">{transaction.channel_name}</span></span>
            </td>
            <td role="cell" data-label=t(AMOUNT) class="amount">{localized(&transaction.amount)}</td>
            <td role="cell" data-label=t(OUTCOME)>
                <span>
                    {t(transaction.outcome.label())}
                    {transaction.failure.map(|reason| view! { <br /> <span class="small">{t(reason.label())}</span> })}
                    {transaction.refunds.into_iter().map(|refund| view! { <Refunded refund /> }).collect_view()}
                </span>
            </td>
            <td role="cell" data-label=t(RECEIPT)>
                {transaction.receipt.map(|receipt| view! {
                    <span><ReceiptLink receipt cancelled_on=transaction.receipt_cancelled_on /></span>
                })}
            </td>
        </tr>
    }
    .into_any()
}

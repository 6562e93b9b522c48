//! Money that goes back to the payer, wherever its order is shown.

use crate::{
    api::payments::CitizenRefund,
    locales::{language, localized, refund::*, t},
};
use domain::refund::RefundState;
use leptos::prelude::*;

/// Every refund of an order: how much, where it stands, why; nothing where there is none.
#[component]
pub fn Refunds(
    /// Oldest first.
    refunds: Vec<CitizenRefund>,
) -> impl IntoView {
    (!refunds.is_empty()).then(|| {
        view! {
            <section aria-labelledby="hoan-phi">
                <h2 id="hoan-phi">{t(REFUNDS)}</h2>
                <ul class="card-list">
                    {refunds.into_iter().map(|refund| view! { <Refund refund /> }).collect_view()}
                </ul>
            </section>
        }
        .into_any()
    })
}

#[component]
fn Refund(refund: CitizenRefund) -> impl IntoView {
    let class = match refund.state {
        RefundState::Done => "tag tag-success",
        RefundState::Rejected => "tag tag-error",
        RefundState::Proposed | RefundState::Unknown | RefundState::Failed => "tag tag-warning",
        RefundState::Approved | RefundState::Listed | RefundState::Pending => "tag",
    };
    let begun = paid_over(language(), &refund.channel_name, &refund.proposed_at);
    view! {
        <li class="card">
            <p class="card-meta">
                <span class="amount">{localized(&refund.amount)}</span>
                <span class=class>{t(state(refund.state))}</span>
            </p>
            <p>{t(cause(refund.cause))}</p>
            {refund.account.map(|account| view! { <p class="small">{to_account(language(), &account)}</p> })}
            <p class="small">
                {begun}
                {refund.settled_at.map(|at| format!(" {}", settled(language(), &at)))}
            </p>
        </li>
    }
}

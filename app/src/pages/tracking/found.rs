//! Where a dossier stands: its states so far, its fee, what to do next.

use crate::{
    api::{
        dossiers::OrderSummary,
        tracking::{TrackedState, Tracking},
    },
    components::{Fact, LegalFact},
    embedding::Link,
    locales::{
        dossier::{CODE, DOSSIER, FEES_AND_CHARGES, NUMBER, PROCEDURE, RECEIVING_UNIT},
        localized, t,
        tracking::*,
    },
    pages::{StateTag, pay::OrderTag},
};
use domain::payment::OrderState;
use leptos::{either::Either, prelude::*};

#[component]
pub fn Found(tracking: Tracking) -> impl IntoView {
    let order = tracking.order;
    let order_state = order.as_ref().map(|order| order.state);
    let to_pay = matches!(order_state, Some(OrderState::Due | OrderState::InProgress))
        && !tracking.state.is_final();
    let number = tracking.number;
    let reference = tracking.code.clone().unwrap_or_else(|| number.to_string());
    view! {
        <h2>{t(DOSSIER)} " " <span class="reference">{reference}</span></h2>
        <p class="card-meta"><StateTag state=tracking.state /></p>
        <section class="card" aria-labelledby="viec-tiep">
            <h3 id="viec-tiep">{t(NEXT)}</h3>
            <p>{t(next_step(tracking.state, order_state))}</p>
            {to_pay.then(|| view! {
                <Link class="button" to=format!("/ho-so/{number}/thanh-toan") rel="nofollow">{t(PAY)}</Link>
            })}
        </section>
        <section aria-labelledby="qua-trinh">
            <h3 id="qua-trinh">{t(HISTORY)}</h3>
            <Timeline history=tracking.history />
        </section>
        <dl class="facts">
            <LegalFact name=t(PROCEDURE) value=tracking.procedure_name gloss=tracking.procedure_name_en />
            <LegalFact name=t(RECEIVING_UNIT) value=tracking.unit_name gloss=tracking.unit_name_en />
            <Fact name=t(NUMBER) value=number.to_string() />
            {tracking.code.map(|code| view! { <Fact name=t(CODE) value=code /> })}
            <div><dt>{t(FEES_AND_CHARGES)}</dt><dd><Fee order /></dd></div>
        </dl>
    }
}

/// The states that a dossier has been in, the last one marked as where it stands.
#[component]
fn Timeline(history: Vec<TrackedState>) -> impl IntoView {
    let last = history.len().saturating_sub(1);
    view! {
        <ol class="timeline">
            {history.into_iter().enumerate().map(|(index, passed)| view! {
                <li aria-current=(index == last).then_some("step")>
                    <strong>{t(passed.state.label())}</strong>
                    <span class="small">{passed.at}</span>
                </li>
            }).collect_view()}
        </ol>
    }
}

#[component]
fn Fee(order: Option<OrderSummary>) -> impl IntoView {
    match order {
        Some(order) => Either::Left(view! {
            <span class="amount">{localized(&order.amount)}</span> " " <OrderTag state=order.state />
        }),
        None => Either::Right(t(NOTHING_TO_PAY)),
    }
}

//! A dossier that was sent: where it stands, what is to be paid, what was filed.

use super::attachments::Attachments;
use super::filing_form::DossierFacts;
use super::just_sent::JustSent;
use super::state_tag::StateTag;
use crate::{
    api::{
        dossiers::{Dossier, OrderSummary},
        payments::CitizenRefund,
    },
    components::{Fact, LegalFact},
    locales::{
        dossier::*,
        localized,
        payment::{ATTEMPT_WAITING, CHECK_RESULT, MONEY_TAKEN, PAY_TITLE},
        t, tracking,
    },
    pages::pay::{OrderTag, ReceiptLink, Refunds, result_page},
};
use domain::{dossier::DossierState, payment::OrderState};
use leptos::{either::EitherOf4, prelude::*};

#[component]
pub fn Filed(
    dossier: Dossier,
    /// Its receipt, once paid.
    receipt: Option<uuid::Uuid>,
    /// Since when that is void.
    cancelled_on: Option<String>,
    refunds: Vec<CitizenRefund>,
    /// Reference of the attempt that waits for its result.
    waiting: Option<String>,
) -> impl IntoView {
    let summary = dossier.summary;
    let number = summary.number;
    let order_state = summary.order.as_ref().map(|order| order.state);
    // Of a fee asked for after another was paid nothing is known but that it is asked for.
    let paid =
        order_state == Some(OrderState::Paid) && summary.state != DossierState::PaymentRequested;
    let reference = summary.code.clone().unwrap_or_else(|| number.to_string());
    view! {
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href="/tai-khoan">{t(FILED_DOSSIERS)}</a></nav>
        <h1>{t(DOSSIER)} " " <span class="reference">{reference}</span></h1>
        <p class="card-meta"><StateTag state=summary.state /></p>
        <JustSent number next=FOLLOW_HERE />
        {paid.then(|| view! { <NextStep state=summary.state /> })}
        {summary.order.map(|order| view! { <OrderBox number order receipt cancelled_on waiting /> })}
        <Refunds refunds />
        <dl class="facts">
            <LegalFact name=t(PROCEDURE) value=summary.procedure_name gloss=summary.procedure_name_en />
            <LegalFact name=t(RECEIVING_UNIT) value=summary.unit_name gloss=summary.unit_name_en />
            <Fact name=t(NUMBER) value=number.to_string() />
            {summary.code.map(|code| view! { <Fact name=t(CODE) value=code /> })}
            <Fact name=t(UPDATED_ON) value=summary.updated_on />
        </dl>
        <section>
            <h2>{t(FILED_CONTENT)}</h2>
            <DossierFacts form=dossier.form />
        </section>
        <Attachments number draft=false />
    }
}

/// What tracking says to do next, once the fees are paid.
#[component]
fn NextStep(state: DossierState) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="viec-tiep">
            <h2 id="viec-tiep">{t(tracking::NEXT)}</h2>
            <p>{t(tracking::next_step(state, Some(OrderState::Paid)))}</p>
        </section>
    }
}

#[component]
fn OrderBox(
    number: i64,
    order: OrderSummary,
    receipt: Option<uuid::Uuid>,
    cancelled_on: Option<String>,
    waiting: Option<String>,
) -> impl IntoView {
    let next = match order.state {
        OrderState::Due => EitherOf4::A(view! {
            <a class="button button-wide" href=format!("/ho-so/{number}/thanh-toan")>{t(PAY_TITLE)}</a>
        }),
        OrderState::InProgress => EitherOf4::D(view! { <UnderWay number waiting /> }),
        OrderState::Paid => {
            EitherOf4::B(receipt.map(|receipt| view! { <ReceiptLink receipt cancelled_on /> }))
        }
        OrderState::NeedsReview => EitherOf4::C(view! {
            <p>{t(UNDER_REVIEW)}</p>
        }),
    };
    view! {
        <section class="card order-summary" aria-labelledby="phi-le-phi">
            <h2 id="phi-le-phi">{t(FEES_AND_CHARGES)}</h2>
            <p class="amount">{localized(&order.amount)}</p>
            <p><OrderTag state=order.state /></p>
            {next}
            <p><a href="/tai-khoan?giao-dich=1">{t(SEE_HISTORY)}</a></p>
        </section>
    }
}

/// Whoever may have paid looks before they pay again. The page for paying says the same.
#[component]
fn UnderWay(number: i64, waiting: Option<String>) -> impl IntoView {
    let order = format!("/ho-so/{number}/thanh-toan");
    let (result, again) = match waiting {
        Some(reference) => (result_page(&reference), Some(order)),
        None => (order, None),
    };
    view! {
        <p>{t(ATTEMPT_WAITING)} " " {t(MONEY_TAKEN)}</p>
        <div class="actions">
            <a class="button button-wide" href=result>{t(CHECK_RESULT)}</a>
            {again.map(|order| view! {
                <a class="button button-wide button-secondary" href=order>{t(PAY_TITLE)}</a>
            })}
        </div>
    }
}

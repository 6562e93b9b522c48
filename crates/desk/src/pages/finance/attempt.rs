//! `/can-bo/tai-chinh/giao-dich/{reference}`: one attempt, all that happened to it, and what can be done.

use super::{DONE, Done, ROOT, act::Acts, refunds::RefundTable};
use crate::locales::{BREADCRUMB, finance::*};
use app::{
    api::{
        Empty,
        finance::{
            AttemptPath, AttemptStep, FinanceAttempt, FinanceAttemptDetail, GetFinanceAttempt,
            RefreshStatus,
        },
        payments::ChannelKind,
    },
    client::load,
    components::{ApiForm, Fact, Loaded, SubmitButton, form::FormAction},
    locales::{language, localized, t},
};
use domain::payment::AttemptState;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

#[component]
pub fn AttemptPage() -> impl IntoView {
    let params = use_params_map();
    let reference =
        Memo::new(move |_| params.with(|params| params.get("reference").unwrap_or_default()));
    let opened = load::<GetFinanceAttempt>(move || {
        let reference = reference.get();
        (AttemptPath { reference }, Empty {})
    });
    let title = attempt(language(), &reference.get_untracked());
    view! {
        <Title text=title.clone() />
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href=ROOT>{t(ATTEMPTS)}</a></nav>
        <h1 class="reference">{title}</h1>
        <Loaded resource=opened view=|detail: FinanceAttemptDetail| view! { <Opened detail /> } />
    }
}

#[component]
fn Opened(detail: FinanceAttemptDetail) -> impl IntoView {
    let attempt = detail.attempt.clone();
    let (events, refunds) = (detail.events.clone(), detail.refunds.clone());
    // Nobody but the desk itself knows of cash, and what is paid needs no question.
    let can_ask = attempt.channel_kind != ChannelKind::Cash && !attempt.state.holds_money();
    let path = AttemptPath {
        reference: attempt.reference.clone(),
    };
    view! {
        <p class="card-meta">
            <AttemptTag state=attempt.state />
            {attempt.needs_person.then(|| view! { <span class="tag tag-warning">{t(NEEDS_OFFICER)}</span> })}
        </p>
        <Done said=&DONE />
        <div class="columns">
            <aside>
                <Facts attempt />
                {can_ask.then(|| view! {
                    <ApiForm actions=vec![FormAction::of::<RefreshStatus>(&path)]>
                        <SubmitButton label=t(ASK_NOW) busy=t(ASKING) class="button-secondary" />
                    </ApiForm>
                })}
            </aside>
            <div>
                <Acts detail />
                <section>
                    <h2>{t(EVENTS)}</h2>
                    <ol class="timeline">
                        {events.into_iter().map(|step| view! { <Step step /> }).collect_view()}
                    </ol>
                </section>
                {(!refunds.is_empty()).then(|| view! {
                    <section>
                        <h2>{t(REFUNDS)}</h2>
                        <RefundTable refunds />
                    </section>
                })}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Facts(attempt: FinanceAttempt) -> impl IntoView {
    view! {
        <dl class="facts card">
            <Fact name=t(DOSSIER) value=attempt.dossier_reference />
            <Fact name=t(CHANNEL) value=attempt.channel_name />
            <Fact name=t(KIND) value=t(kind(attempt.channel_kind)) />
            <Fact name=t(PROVIDER) value=attempt.provider />
            <Fact name=t(DUE) value=localized(&attempt.due) />
            <Fact name=t(RECEIVED) value=localized(&attempt.received) />
            <Fact name=t(REFUNDABLE) value=localized(&attempt.refundable) />
            <Fact name=t(BEGUN_AT) value=attempt.requested_at />
            <Fact name=t(ASKED_AT) value=attempt.queried_at.unwrap_or_else(|| t(NEVER).to_owned()) />
            <Fact name=t(ASKED_NEXT) value=attempt.next_query_at.unwrap_or_else(|| t(NOT_PLANNED).to_owned()) />
            <Fact name=t(QUESTIONS) value=attempt.queries.to_string() />
        </dl>
    }
    .into_any()
}

#[component]
fn Step(step: AttemptStep) -> impl IntoView {
    let name = match event(&step.event) {
        Some(name) => t(name).to_owned(),
        None => step.event,
    };
    view! {
        <li>
            <span>{name}</span>
            <span class="small">{step.at}</span>
            {step.by.map(|officer| view! { <span>{done_by(language(), &officer, step.proposed_by.as_deref())}</span> })}
            {(!step.detail.is_empty()).then(|| view! { <span class="reference">{step.detail}</span> })}
        </li>
    }
    .into_any()
}

#[component]
pub(crate) fn AttemptTag(state: AttemptState) -> impl IntoView {
    use AttemptState as S;
    let class = match state {
        S::Paid => "tag tag-success",
        S::Created | S::Pending | S::Unknown | S::InFlight | S::Duplicate | S::AmountMismatch => {
            "tag tag-warning"
        }
        S::Failed => "tag tag-error",
        S::Cancelled | S::Superseded | S::Expired | S::Returned => "tag",
    };
    view! { <span class=class>{t(attempt_state(state))}</span> }
}

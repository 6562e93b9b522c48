//! `/can-bo/tai-chinh/hoan-phi/{id}`: one refund and its decision.

use super::{DONE, Done, Part, attempt_address};
use crate::locales::{
    BREADCRUMB,
    finance::{
        ANOTHER_DECIDES, APPROVE, APPROVING, ASK_NOW, ASKING, CHANNEL, DOSSIER, NEEDS_OFFICER,
        PROPOSED_BY, REFUNDS, TURN_DOWN, TURNING_DOWN,
    },
    refunds::*,
};
use app::{
    api::{
        Empty,
        finance::{
            ApproveRefund, GetRefund, IdPath, NameRefundAccount, RefreshRefundStatus, Refund,
            RefundAccount, RejectRefund,
        },
    },
    client::load,
    components::{ApiForm, Fact, Loaded, SubmitButton, TextAreaField, TextField, form::FormAction},
    locales::{language, localized, t},
};
use domain::refund::RefundState;
use leptos::{either::EitherOf4, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

pub(super) fn page_of(id: uuid::Uuid) -> String {
    format!("{}/{id}", Part::Refunds.address())
}

#[component]
pub fn RefundPage() -> impl IntoView {
    let params = use_params_map();
    // What is no id finds nothing, as an id of nothing does.
    let id = Memo::new(move |_| {
        let id = params.with(|params| params.get("id"));
        id.and_then(|id| id.parse().ok()).unwrap_or_default()
    });
    let opened = load::<GetRefund>(move || (IdPath { id: id.get() }, Empty {}));
    view! {
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href=Part::Refunds.address()>{t(REFUNDS)}</a></nav>
        <Loaded headed=true resource=opened view=|refund: Refund| view! { <Opened refund /> } />
    }
}

#[component]
fn Opened(refund: Refund) -> impl IntoView {
    let title = crate::locales::refunds::refund(language(), &refund.reference);
    view! {
        <Title text=title.clone() />
        <h1 class="reference">{title}</h1>
        <p class="card-meta"><StateTags state=refund.state needs_person=refund.needs_person /></p>
        <Done said=&DONE />
        <div class="columns">
            <aside><Facts refund=refund.clone() /></aside>
            <div><Decision refund /></div>
        </div>
    }
}

#[component]
pub(super) fn StateTags(state: RefundState, needs_person: bool) -> impl IntoView {
    let class = match state {
        RefundState::Done => "tag tag-success",
        RefundState::Failed | RefundState::Rejected => "tag tag-error",
        RefundState::Proposed | RefundState::Unknown => "tag tag-warning",
        RefundState::Approved | RefundState::Listed | RefundState::Pending => "tag",
    };
    view! {
        <span class=class>{t(state.label())}</span>
        {needs_person.then(|| view! { " " <span class="tag tag-warning">{t(NEEDS_OFFICER)}</span> })}
    }
}

#[component]
fn Facts(refund: Refund) -> impl IntoView {
    let way = if refund.through_provider && refund.account.is_none() {
        THROUGH_PROVIDER
    } else {
        BY_TRANSFER
    };
    let attempt = attempt_address(&refund.attempt);
    view! {
        <dl class="facts card">
            <Fact name=t(DOSSIER) value=refund.dossier_reference />
            <div><dt>{t(ATTEMPT)}</dt><dd><a href=attempt>{refund.attempt}</a></dd></div>
            <Fact name=t(PAYER) value=refund.payer_name />
            <Fact name=t(CHANNEL) value=refund.channel_name />
            <div><dt>{t(AMOUNT)}</dt><dd class="amount">{localized(&refund.amount)}</dd></div>
            <Fact name=t(OF_SURPLUS) value=localized(&refund.surplus) />
            <Fact name=t(OF_FEES) value=localized(&refund.fees) />
            <Fact name=t(OF_CHARGES) value=localized(&refund.charges) />
            <Fact name=t(WHY) value=format!("{}. {}", t(cause(refund.cause)), refund.reason) />
            <Fact name=t(WAY) value=t(way) />
            {refund.fee_stays_due.then(|| view! { <Fact name=t(AFTERWARDS) value=t(FEE_STAYS_DUE) /> })}
            <Fact name=t(PROPOSED_BY) value=refund.proposed_by.unwrap_or_else(|| t(BY_SYSTEM).to_owned()) />
            <Fact name=t(PROPOSED_AT) value=refund.proposed_at />
            {refund.account.map(|account| view! { <Account account /> })}
            {refund.account_named_by.map(|officer| view! { <Fact name=t(ACCOUNT_NAMED_BY) value=officer /> })}
            {refund.decided_by.map(|officer| view! { <Fact name=t(DECIDED_BY) value=officer /> })}
            {refund.settled_at.map(|at| view! { <Fact name=t(SETTLED_AT) value=at /> })}
        </dl>
    }
    .into_any()
}

#[component]
fn Account(account: RefundAccount) -> impl IntoView {
    view! {
        <Fact name=t(BANK_BIN) value=account.bank_bin />
        <Fact name=t(ACCOUNT_NUMBER) value=account.account_number />
        <Fact name=t(ACCOUNT_HOLDER) value=account.account_holder />
    }
}

/// What can be done: decided by somebody else than who proposed it, or asked about.
#[component]
fn Decision(refund: Refund) -> impl IntoView {
    let path = IdPath { id: refund.id };
    if refund.state == RefundState::Proposed {
        let can_be_sent = refund.through_provider || refund.account.is_some();
        let is_named = refund.account.is_some();
        let name_account = view! { <NameAccount path is_named /> };
        return if refund.own {
            EitherOf4::A(view! {
                <div class="notice"><p>{t(ANOTHER_DECIDES)}</p></div>
                {name_account}
            })
        } else {
            EitherOf4::B(view! {
                <Decide path can_be_sent account=refund.account.unwrap_or_default() />
                {name_account}
            })
        };
    }
    if refund.state.needs_answer() {
        EitherOf4::C(view! {
            <ApiForm actions=vec![FormAction::of::<RefreshRefundStatus>(&path)]>
                <SubmitButton label=t(ASK_NOW) busy=t(ASKING) class="button-secondary" />
            </ApiForm>
        })
    } else {
        EitherOf4::D(())
    }
}

/// Where the bank transfers it; whoever enters that does not approve it.
#[component]
fn NameAccount(path: IdPath, is_named: bool) -> impl IntoView {
    let explained = if is_named { ANOTHER_ACCOUNT } else { WHERE_TO };
    view! {
        <section class="card">
            <h2>{t(ACCOUNT)}</h2>
            <p>{t(explained)}</p>
            <ApiForm actions=vec![FormAction::of::<NameRefundAccount>(&path)]>
                <TextField name="bank_bin" label=t(BANK_BIN) hint=t(SIX_DIGITS) inputmode="numeric" />
                <TextField name="account_number" label=t(ACCOUNT_NUMBER) inputmode="numeric" />
                <TextField name="account_holder" label=t(ACCOUNT_HOLDER) />
                <SubmitButton label=t(ENTER_ACCOUNT) busy=t(ENTERING_ACCOUNT) class="button-secondary" />
            </ApiForm>
        </section>
    }
    .into_any()
}

/// The account that was seen goes with the approval: where another was entered meanwhile, nothing is approved.
#[component]
fn Decide(path: IdPath, can_be_sent: bool, account: RefundAccount) -> impl IntoView {
    view! {
        <section class="card">
            <h2>{t(DECIDE)}</h2>
            {can_be_sent.then(|| view! {
                <ApiForm actions=vec![FormAction::of::<ApproveRefund>(&path)]>
                    <input type="hidden" name="bank_bin" value=account.bank_bin.clone() />
                    <input type="hidden" name="account_number" value=account.account_number.clone() />
                    <input type="hidden" name="account_holder" value=account.account_holder.clone() />
                    <SubmitButton label=t(APPROVE) busy=t(APPROVING) />
                </ApiForm>
            })}
            <ApiForm actions=vec![FormAction::of::<RejectRefund>(&path)]>
                <TextAreaField name="reason" label=t(REASON) />
                <SubmitButton label=t(TURN_DOWN) busy=t(TURNING_DOWN) class="button-secondary" />
            </ApiForm>
        </section>
    }
    .into_any()
}

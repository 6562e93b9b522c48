//! What an officer can do about an attempt. At most one form is on the page: what can be done depends on what is known.

use crate::locales::{finance::*, refunds};
use app::{
    api::{
        finance::{
            ApproveCorrection, AttemptPath, Correction, FinanceAttempt, FinanceAttemptDetail,
            IdPath, ProposeCorrection, ProposeRefund, RejectCorrection,
        },
        payments::ChannelKind,
    },
    components::{
        ApiForm, CheckboxField, Fact, RadioField, SubmitButton, TextAreaField, TextField,
        form::FormAction,
    },
    locales::{localized, t},
};
use domain::payment::AttemptState;
use leptos::{either::Either, prelude::*};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// Say from the bank's papers what became of it.
    Correct,
    /// Accept what arrived in the place of the amount due, or give it back.
    SettleDifference,
    Refund,
}

impl Act {
    /// Money that is there can go back; what has none can be corrected, but for cash, which its own desk takes.
    fn of(attempt: &FinanceAttempt) -> Option<Self> {
        let has_other_amount = attempt.state == AttemptState::AmountMismatch;
        if attempt.refundable.as_i64() > 0 {
            Some(if has_other_amount {
                Self::SettleDifference
            } else {
                Self::Refund
            })
        } else if attempt.channel_kind == ChannelKind::Cash {
            None
        } else {
            // A report of nothing is no money: officers say so.
            let has_money = attempt.state.holds_money()
                || attempt.state == AttemptState::Returned
                || (has_other_amount && attempt.received.as_i64() > 0);
            (!has_money).then_some(Self::Correct)
        }
    }
}

/// The correction that waits for a decision, or the form for what can be done.
#[component]
pub(super) fn Acts(detail: FinanceAttemptDetail) -> impl IntoView {
    if let Some(correction) = detail.correction {
        return Some(view! { <Waiting correction /> }.into_any());
    }
    let attempt = detail.attempt;
    Act::of(&attempt).map(|act| match act {
        Act::Correct => view! { <CorrectionForm attempt /> }.into_any(),
        Act::SettleDifference => view! { <DifferenceForm attempt /> }.into_any(),
        Act::Refund => view! { <RefundForm attempt /> }.into_any(),
    })
}

#[component]
fn Waiting(correction: Correction) -> impl IntoView {
    let path = IdPath { id: correction.id };
    let outcome = correction_outcome(&correction.outcome).map_or("", t);
    let decision = if correction.own {
        Either::Left(view! { <p>{t(ANOTHER_DECIDES)}</p> })
    } else {
        Either::Right(view! {
            <ApiForm actions=vec![FormAction::of::<ApproveCorrection>(&path)]>
                <SubmitButton label=t(APPROVE) busy=t(APPROVING) />
            </ApiForm>
            <ApiForm actions=vec![FormAction::of::<RejectCorrection>(&path)]>
                <TextAreaField name="reason" label=t(refunds::REASON) />
                <SubmitButton label=t(TURN_DOWN) busy=t(TURNING_DOWN) class="button-secondary" />
            </ApiForm>
        })
    };
    view! {
        <section class="card">
            <h2>{t(WAITING_CORRECTION)}</h2>
            <dl class="facts">
                <Fact name=t(OUTCOME) value=outcome />
                {correction.amount.map(|amount| view! { <Fact name=t(RECEIVED) value=localized(&amount) /> })}
                {correction.provider_transaction.map(|number| view! { <Fact name=t(BANK_NUMBER) value=number /> })}
                <Fact name=t(REASON) value=correction.reason />
                <Fact name=t(PROPOSED_BY) value=correction.proposed_by />
            </dl>
            {decision}
        </section>
    }
}

#[component]
fn CorrectionForm(attempt: FinanceAttempt) -> impl IntoView {
    let outcomes = vec![("paid", t(FOUND_PAID)), ("failed", t(FOUND_FAILED))];
    let path = path_of(attempt.reference);
    view! {
        <section class="card">
            <h2>{t(CORRECT)}</h2>
            <p>{t(CORRECT_WHY)}</p>
            <ApiForm actions=vec![FormAction::of::<ProposeCorrection>(&path)]>
                <RadioField name="outcome" label=t(OUTCOME) options=outcomes />
                <TextField name="amount" label=t(AMOUNT) hint=t(ONLY_IF_PAID) inputmode="numeric" optional=true />
                <TextField name="provider_transaction" label=t(BANK_NUMBER) hint=t(ONLY_IF_PAID) optional=true />
                <TextAreaField name="reason" label=t(REASON) />
                <SubmitButton label=t(PROPOSE) busy=t(PROPOSING) />
            </ApiForm>
        </section>
    }
}

/// One form for both ways out, because the reason is asked for once. The amounts that were seen go with it.
#[component]
fn DifferenceForm(attempt: FinanceAttempt) -> impl IntoView {
    let refundable = attempt.refundable.as_i64().to_string();
    let received = attempt.received.as_i64().to_string();
    let path = path_of(attempt.reference);
    let accept = FormAction::of::<ProposeCorrection>(&path);
    view! {
        <section class="card">
            <h2>{t(DIFFERENCE)}</h2>
            <p>{t(DIFFERENCE_WHY)}</p>
            <ApiForm actions=vec![FormAction::of::<ProposeRefund>(&path), accept.clone()] keyed=true>
                <input type="hidden" name="refundable" value=refundable.clone() />
                <input type="hidden" name="received" value=received />
                <input type="hidden" name="outcome" value="accepted" />
                <TextField name="amount" label=t(AMOUNT_BACK) hint=t(DIGITS_ONLY) inputmode="numeric" value=refundable />
                <TextAreaField name="reason" label=t(REASON) />
                <SubmitButton label=t(PROPOSE_REFUND) busy=t(PROPOSING) />
                <SubmitButton label=t(ACCEPT_DIFFERENCE) busy=t(PROPOSING) action=accept class="button-secondary" />
            </ApiForm>
        </section>
    }
}

/// The amount that was seen goes with it: where it has changed meanwhile, nothing is proposed.
#[component]
fn RefundForm(attempt: FinanceAttempt) -> impl IntoView {
    let refundable = attempt.refundable.as_i64().to_string();
    let is_paid = attempt.state.holds_money();
    let here = super::attempt_address(&attempt.reference);
    let path = path_of(attempt.reference);
    view! {
        <section class="card">
            <h2>{t(PROPOSE_REFUND)}</h2>
            <p>
                {t(REFUNDABLE)} ": " <span class="amount">{localized(&attempt.refundable)}</span>
                " " <a href=here>{t(LOOK_AGAIN)}</a>
            </p>
            <ApiForm actions=vec![FormAction::of::<ProposeRefund>(&path)] keyed=true>
                <input type="hidden" name="refundable" value=refundable.clone() />
                <TextField name="amount" label=t(AMOUNT) hint=t(DIGITS_ONLY) inputmode="numeric" value=refundable />
                <TextAreaField name="reason" label=t(REASON) />
                {is_paid.then(|| view! { <CheckboxField name="fee_stays_due:bool">{t(FEE_STAYS_DUE)}</CheckboxField> })}
                <SubmitButton label=t(PROPOSE) busy=t(PROPOSING) />
            </ApiForm>
        </section>
    }
}

const fn path_of(reference: String) -> AttemptPath {
    AttemptPath { reference }
}

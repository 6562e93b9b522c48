//! `/dang-ky/xac-nhan`: whoever an identity provider or a certificate has identified has no account yet.

use super::{START, StepHead};
use crate::{
    api::{
        Empty,
        accounts::AccountKind,
        pending_identity::{GetPendingIdentity, PendingIdentity, RegisterPendingIdentity},
        verifications::VerificationKind,
    },
    client::load,
    components::{
        ApiForm, CheckboxField, DateField, Fact, StartAgain, SubmitButton, TextField, TypedBefore,
        UnderWay, form::FormAction,
    },
    locales::{login_methods, register::*, security::method, shell::OPENS_NEW_WINDOW, t},
};
use leptos::prelude::*;

/// What is verified, and a form for what is not.
#[component]
pub fn Confirm() -> impl IntoView {
    let pending = load::<GetPendingIdentity>(|| ((), Empty {}));
    view! {
        <StepHead step=2 heading=login_methods::CONFIRM />
        <p>{t(login_methods::CONFIRM_INTRO)}</p>
        <UnderWay verification=pending start=START view=|pending: PendingIdentity| view! {
            <Verified pending=pending.clone() />
            <Missing pending />
        } />
    }
}

#[component]
fn Verified(pending: PendingIdentity) -> impl IntoView {
    let fact = |name: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <Fact name value lang="vi" /> })
    };
    view! {
        <dl class="facts card">
            {fact(t(TAX_CODE), pending.tax_code)}
            {fact(t(LEGAL_NAME), pending.legal_name)}
            {fact(t(IDENTITY_NUMBER), pending.masked_identity_number)}
            {fact(t(FULL_NAME), pending.full_name)}
            {fact(t(BIRTH_DATE), pending.birth_date)}
            <Fact name=t(login_methods::IDENTIFIED_BY) value=t(method(pending.method)) />
        </dl>
    }
}

#[component]
fn Missing(pending: PendingIdentity) -> impl IntoView {
    let action = FormAction::of::<RegisterPendingIdentity>(&());
    view! {
        <TypedBefore kind=VerificationKind::Registration action=action.clone()>
            <MissingForm pending=pending.clone() action=action.clone() />
        </TypedBefore>
    }
}

#[component]
fn MissingForm(pending: PendingIdentity, action: FormAction) -> impl IntoView {
    let of_enterprise = pending.kind == AccountKind::Enterprise;
    let (number, name) = if of_enterprise {
        (REPRESENTATIVE_NUMBER, REPRESENTATIVE_NAME)
    } else {
        (IDENTITY_NUMBER, FULL_NAME)
    };
    let missing = String::is_empty;
    view! {
        <ApiForm actions=vec![action]>
            {(of_enterprise && missing(&pending.legal_name)).then(|| view! {
                <TextField name="legal_name" label=t(LEGAL_NAME) hint=t(LEGAL_NAME_HINT) autocomplete="organization" />
            })}
            {missing(&pending.masked_identity_number).then(|| view! {
                <TextField name="identity_number" label=t(number) hint=t(IDENTITY_NUMBER_HINT) inputmode="numeric" />
            })}
            {missing(&pending.full_name).then(|| view! {
                <TextField name="full_name" label=t(name) hint=t(FULL_NAME_HINT) autocomplete="name" />
            })}
            {missing(&pending.birth_date).then(|| view! {
                <DateField name="birth_date" label=t(BIRTH_DATE) hint=t(BIRTH_DATE_HINT) autocomplete="bday" />
            })}
            <TextField
                name="phone"
                label=t(PHONE)
                hint=t(PHONE_HINT)
                value=pending.phone
                kind="tel"
                autocomplete="tel"
                inputmode="tel"
            />
            <TextField
                name="email"
                label=t(EMAIL)
                hint=t(EMAIL_HINT)
                value=pending.email
                kind="email"
                autocomplete="email"
                inputmode="email"
                optional=true
            />
            <CheckboxField name="terms:bool">
                {t(ACCEPT)} " "
                <a href="/dieu-khoan" target="_blank" rel="noopener">
                    {t(TERMS)} <span class="visually-hidden">" " {t(OPENS_NEW_WINDOW)}</span>
                </a>
            </CheckboxField>
            <StartAgain start=START />
            <SubmitButton label=t(REGISTER) busy=t(SENDING_CODE) class="button-wide" />
        </ApiForm>
    }
}

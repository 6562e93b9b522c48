//! Another password, number or address. Whoever has not proved lately that the account is theirs is asked to first.

use crate::{
    api::{
        security::{
            ChangePassword, PAGE, StartEmailChange, StartPhoneChange, VerifyEmailChange,
            VerifyPhoneChange,
        },
        verifications::VerificationKind,
    },
    components::{
        ApiForm, CodeUnderWay, NewPasswordFields, PageHeading, PasswordAdvice, Proved,
        SubmitButton, TextField, TypedBefore, form::FormAction,
    },
    locales::{Text, security::*, t},
};
use leptos::prelude::*;

/// A page of which the form is shown to whoever proved lately that the account is theirs.
#[component]
fn Change(heading: Text, intro: Text, form: fn() -> AnyView) -> impl IntoView {
    view! {
        <PageHeading heading />
        <p>{t(intro)}</p>
        <Proved>{form()}</Proved>
        <p class="small"><a href=PAGE>{t(BACK_TO_SECURITY)}</a></p>
    }
}

/// `/tai-khoan/mat-khau`.
#[component]
pub fn ChangePasswordPage() -> impl IntoView {
    let form = || {
        view! {
            <PasswordAdvice />
            <ApiForm actions=vec![FormAction::of::<ChangePassword>(&())]>
                <NewPasswordFields />
                <SubmitButton label=t(SAVE_PASSWORD) busy=t(SAVING) class="button-wide" />
            </ApiForm>
        }
        .into_any()
    };
    view! { <Change heading=CHANGE_PASSWORD intro=CHANGE_PASSWORD_INTRO form /> }
}

/// `/tai-khoan/so-dien-thoai`.
#[component]
pub fn ChangePhonePage() -> impl IntoView {
    let form = || {
        let action = FormAction::of::<StartPhoneChange>(&());
        view! {
            <TypedBefore kind=VerificationKind::PhoneChange action=action.clone()>
                <ApiForm actions=vec![action.clone()]>
                    <TextField name="phone" label=t(NEW_PHONE) kind="tel" autocomplete="tel" inputmode="tel" />
                    <SubmitButton label=t(SEND_CODE) busy=t(SENDING) class="button-wide" />
                </ApiForm>
            </TypedBefore>
        }
        .into_any()
    };
    view! { <Change heading=CHANGE_PHONE intro=CHANGE_PHONE_INTRO form /> }
}

/// `/tai-khoan/thu-dien-tu`.
#[component]
pub fn ChangeEmailPage() -> impl IntoView {
    let form = || {
        let action = FormAction::of::<StartEmailChange>(&());
        view! {
            <TypedBefore kind=VerificationKind::EmailChange action=action.clone()>
                <ApiForm actions=vec![action.clone()]>
                    <TextField name="email" label=t(NEW_EMAIL) kind="email" autocomplete="email" inputmode="email" />
                    <SubmitButton label=t(SEND_CODE) busy=t(SENDING) class="button-wide" />
                </ApiForm>
            </TypedBefore>
        }
        .into_any()
    };
    view! { <Change heading=CHANGE_EMAIL intro=CHANGE_EMAIL_INTRO form /> }
}

/// `/tai-khoan/so-dien-thoai/ma-otp`.
#[component]
pub fn PhoneCodePage() -> impl IntoView {
    view! {
        <PageHeading heading=ENTER_CODE />
        <CodeUnderWay kind=VerificationKind::PhoneChange verify={FormAction::of::<VerifyPhoneChange>(&())} />
    }
}

/// `/tai-khoan/thu-dien-tu/ma-otp`.
#[component]
pub fn EmailCodePage() -> impl IntoView {
    view! {
        <PageHeading heading=ENTER_CODE />
        <CodeUnderWay kind=VerificationKind::EmailChange verify={FormAction::of::<VerifyEmailChange>(&())} />
    }
}

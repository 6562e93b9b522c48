//! `/quen-mat-khau`: a forgotten password.

use super::UserNameField;
use crate::{
    api::{
        recovery::{CompletePasswordRecovery, StartPasswordRecovery, VerifyPasswordRecovery},
        verifications::{Verification, VerificationKind, VerificationStep},
    },
    components::{
        ApiForm, CaptchaField, CodeUnderWay, NewPasswordFields, PageHeading, PasswordAdvice,
        StartAgain, SubmitButton, TypedBefore, UnderWay, form::FormAction, load_verification,
    },
    locales::{recovery::*, t},
};
use leptos::{either::Either, prelude::*};

const KIND: VerificationKind = VerificationKind::PasswordRecovery;

#[component]
pub fn ForgottenPassword() -> impl IntoView {
    let action = FormAction::of::<StartPasswordRecovery>(&());
    view! {
        <PageHeading heading=FORGOTTEN />
        <p>{t(FORGOTTEN_INTRO)}</p>
        <p class="small">{t(OFFICERS_FIRST)}</p>
        <TypedBefore kind=KIND action=action.clone()>
            <ApiForm actions=vec![action.clone()]>
                <UserNameField />
                <CaptchaField />
                <SubmitButton label=t(SEND_CODE) busy=t(SENDING) class="button-wide" />
            </ApiForm>
        </TypedBefore>
        <p class="small"><a href="/mat-so-dien-thoai" rel="nofollow">{t(LOST_PHONE)}</a></p>
        <p class="small"><a href="/dang-nhap" rel="nofollow">{t(BACK_TO_SIGN_IN)}</a></p>
    }
}

#[component]
pub fn PasswordCode() -> impl IntoView {
    view! {
        <PageHeading heading=CODE_HEADING />
        <CodeUnderWay kind=KIND verify={FormAction::of::<VerifyPasswordRecovery>(&())} />
    }
}

#[component]
pub fn SetNewPassword() -> impl IntoView {
    let verification = load_verification(KIND);
    let start = KIND.start_page();
    view! {
        <PageHeading heading=SET_NEW_PASSWORD />
        <UnderWay verification start view=move |verification: Verification| if verification.step == VerificationStep::Password {
            Either::Left(view! {
                <PasswordAdvice />
                <p>{t(SIGNED_OUT_ELSEWHERE)}</p>
                <ApiForm actions=vec![FormAction::of::<CompletePasswordRecovery>(&())]>
                    <NewPasswordFields />
                    <StartAgain start />
                    <SubmitButton label=t(SAVE_PASSWORD) busy=t(SAVING) class="button-wide" />
                </ApiForm>
            })
        } else {
            Either::Right(view! { <a class="button" href=verification.page()>{t(CODE_HEADING)}</a> })
        } />
    }
}

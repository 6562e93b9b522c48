//! `/dang-ky/mat-khau`: the password of the new account.

use super::{START, StepHead};
use crate::{
    api::{
        accounts::CompleteRegistration,
        verifications::{Verification, VerificationKind, VerificationStep},
    },
    components::{
        ApiForm, NewPasswordFields, PasswordAdvice, StartAgain, SubmitButton, UnderWay,
        form::FormAction, load_verification,
    },
    locales::{register::*, t},
};
use leptos::{either::Either, prelude::*};

/// The last step; it makes the account and signs in.
#[component]
pub fn ChoosePassword() -> impl IntoView {
    let registration = load_verification(VerificationKind::Registration);
    view! {
        <StepHead step=4 heading=SET_PASSWORD />
        <UnderWay verification=registration start=START view=|verification: Verification| match verification.step {
            VerificationStep::Password => Either::Left(view! { <PasswordForm /> }),
            VerificationStep::OneTimeCode | VerificationStep::NewPhone => Either::Right(view! {
                <div class="notice">
                    <p class="notice-title">{t(CODE_FIRST)}</p>
                    <a class="button" href="/dang-ky/ma-otp">{t(TO_CODE)}</a>
                </div>
            }),
        } />
    }
}

#[component]
fn PasswordForm() -> impl IntoView {
    view! {
        <PasswordAdvice />
        <ApiForm actions=vec![FormAction::of::<CompleteRegistration>(&())]>
            <NewPasswordFields />
            <StartAgain start=START />
            <SubmitButton label=t(MAKE_ACCOUNT) busy=t(MAKING_ACCOUNT) class="button-wide" />
        </ApiForm>
    }
}

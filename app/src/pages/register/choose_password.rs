//! `/dang-ky/mat-khau`: the password of the new account.

use super::{START, StepHead};
use crate::{
    api::{
        Empty,
        accounts::{CompleteRegistration, Flow, FlowStep, GetRegistration},
    },
    components::{
        ApiForm, PasswordField, StartAgain, SubmitButton, UnderWay, form::FormAction, notice::load,
    },
    locales::{language, register::*, t},
};
use leptos::{either::Either, prelude::*};

/// The last step; it makes the account and signs in.
#[component]
pub fn ChoosePassword() -> impl IntoView {
    let registration = load::<GetRegistration>(|| ((), Empty {}));
    view! {
        <StepHead step=4 heading=SET_PASSWORD />
        <UnderWay flow=registration start=START view=|flow: Flow| match flow.step {
            FlowStep::Password => Either::Left(view! { <PasswordForm /> }),
            FlowStep::OneTimeCode => Either::Right(view! {
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
        <p>{t(GOOD_PASSWORD)}</p>
        <ul>
            <li>{password_length(language())}</li>
            <li>{t(LONG_SENTENCE)}</li>
            <li>{t(NO_OWN_NUMBERS)}</li>
        </ul>
        <ApiForm actions=vec![FormAction::of::<CompleteRegistration>(&())]>
            <PasswordField name="password" label=t(PASSWORD) autocomplete="new-password" />
            <PasswordField name="repeated" label=t(PASSWORD_AGAIN) autocomplete="new-password" />
            <StartAgain start=START />
            <SubmitButton label=t(MAKE_ACCOUNT) busy=t(MAKING_ACCOUNT) class="button-wide" />
        </ApiForm>
    }
}

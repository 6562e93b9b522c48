//! `/dang-ky/ma-otp`: the code sent to the phone of who registers.

use super::{START, StepHead};
use crate::{
    api::{
        Empty,
        accounts::{Flow, FlowStep, GetRegistration, ResendRegistrationCode, VerifyRegistration},
    },
    components::{OneTimeCodeStep, UnderWay, form::FormAction, notice::load},
    locales::{register::*, t},
};
use leptos::{either::Either, prelude::*};

/// The guide's step 5.
#[component]
pub fn Code() -> impl IntoView {
    let registration = load::<GetRegistration>(|| ((), Empty {}));
    view! {
        <StepHead step=3 heading=CODE_HEADING />
        <UnderWay flow=registration start=START view=|flow: Flow| match flow.step {
            FlowStep::OneTimeCode => Either::Left(view! {
                <OneTimeCodeStep
                    flow
                    verify={FormAction::of::<VerifyRegistration>(&())}
                    resend={FormAction::of::<ResendRegistrationCode>(&())}
                    start=START
                    other_way="/dang-ky/cong-dan"
                />
            }),
            FlowStep::Password => Either::Right(view! {
                <div class="notice notice-success">
                    <p class="notice-title">{t(CODE_CONFIRMED)}</p>
                    <a class="button" href="/dang-ky/mat-khau">{t(SET_PASSWORD)}</a>
                </div>
            }),
        } />
    }
}

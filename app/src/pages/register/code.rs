//! `/dang-ky/ma-otp`: the code sent to the phone of who registers.

use super::StepHead;
use crate::{
    api::{
        Empty,
        accounts::{GetRegistration, ResendRegistrationCode, VerifyRegistration},
        flows::FlowKind,
    },
    components::{CodeUnderWay, form::FormAction, notice::load},
    locales::register::*,
};
use leptos::prelude::*;

/// The guide's step 5.
#[component]
pub fn Code() -> impl IntoView {
    view! {
        <StepHead step=3 heading=CODE_HEADING />
        <CodeUnderWay
            flow={load::<GetRegistration>(|| ((), Empty {}))}
            kind=FlowKind::Registration
            verify={FormAction::of::<VerifyRegistration>(&())}
            resend={FormAction::of::<ResendRegistrationCode>(&())}
        />
    }
}

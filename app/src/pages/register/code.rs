//! `/dang-ky/ma-otp`: the code sent to the phone of who registers.

use super::StepHead;
use crate::{
    api::{accounts::VerifyRegistration, verifications::VerificationKind},
    components::{CodeUnderWay, form::FormAction},
    locales::register::*,
};
use leptos::prelude::*;

/// The guide's step 5.
#[component]
pub fn Code() -> impl IntoView {
    view! {
        <StepHead step=3 heading=CODE_HEADING />
        <CodeUnderWay kind=VerificationKind::Registration verify={FormAction::of::<VerifyRegistration>(&())} />
    }
}

//! `/dang-nhap/ma-otp`: the code sent to the phone of the account.

use super::START;
use crate::{
    api::{
        Empty,
        accounts::{Flow, GetSignIn, ResendSignInCode, VerifySignIn},
    },
    components::{OneTimeCodeStep, UnderWay, form::FormAction, notice::load},
    locales::{sign_in::*, t},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The guide's step 5.
#[component]
pub fn Code() -> impl IntoView {
    let sign_in = load::<GetSignIn>(|| ((), Empty {}));
    view! {
        <Title text=format!("{} – {}", t(CODE_HEADING), t(SIGN_IN)) />
        <h1>{t(CODE_HEADING)}</h1>
        <UnderWay flow=sign_in start=START view=|flow: Flow| view! {
            <OneTimeCodeStep
                flow
                verify={FormAction::of::<VerifySignIn>(&())}
                resend={FormAction::of::<ResendSignInCode>(&())}
                start=START
                other_way="/dang-nhap/dvc-quoc-gia"
            />
        } />
    }
}

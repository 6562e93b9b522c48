//! `/dang-nhap/ma-otp`: the code sent to the phone of the account.

use crate::{
    api::{accounts::VerifySignIn, verifications::VerificationKind},
    components::{CodeUnderWay, form::FormAction},
    locales::{sign_in::*, t},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The guide's step 5.
#[component]
pub fn Code() -> impl IntoView {
    view! {
        <Title text=format!("{} – {}", t(CODE_HEADING), t(SIGN_IN)) />
        <h1>{t(CODE_HEADING)}</h1>
        <CodeUnderWay kind=VerificationKind::SignIn verify={FormAction::of::<VerifySignIn>(&())} />
    }
}

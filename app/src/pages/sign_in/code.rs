//! `/dang-nhap/ma-otp`: the code sent to the phone of the account.

use crate::{
    api::{
        Empty,
        accounts::{GetSignIn, ResendSignInCode, VerifySignIn},
        verifications::VerificationKind,
    },
    components::{CodeUnderWay, form::FormAction, notice::load},
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
        <CodeUnderWay
            verification={load::<GetSignIn>(|| ((), Empty {}))}
            kind=VerificationKind::SignIn
            verify={FormAction::of::<VerifySignIn>(&())}
            resend={FormAction::of::<ResendSignInCode>(&())}
        />
    }
}

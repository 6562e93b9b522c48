//! A registration that was left: the way back into it.

use crate::{
    api::verifications::VerificationKind,
    components::load_verification,
    locales::{register::*, t},
};
use leptos::prelude::*;

/// Leads to where the registration of this browser stands, if one is under way.
#[component]
pub fn GoOn() -> impl IntoView {
    let registration = load_verification(VerificationKind::Registration);
    view! {
        <Transition>
            {move || registration.get().and_then(Result::ok).map(|verification| view! {
                <div class="notice">
                    <p class="notice-title">{t(UNDER_WAY)}</p>
                    <p>{t(UNDER_WAY_UNTIL)}</p>
                    <a class="button" href=verification.page()>{t(GO_ON)}</a>
                </div>
            })}
        </Transition>
    }
}

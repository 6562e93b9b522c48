//! `/dang-ky/cong-dan`: by what a citizen is verified.

use super::{SignInInstead, StepHead};
use crate::{
    components::{ChoiceCard, ClosedChoice},
    locales::{register::*, t},
};
use leptos::prelude::*;

/// The ways of the guide, by assurance level.
#[component]
pub fn Method() -> impl IntoView {
    view! {
        <StepHead step=1 heading=METHOD_HEADING />
        <section aria-labelledby="ial2">
            <h2 id="ial2">{t(IAL2)}</h2>
            <ul class="card-list">
                <ChoiceCard
                    title=t(SUBSCRIBER)
                    text=t(SUBSCRIBER_NEEDS)
                    href="/dang-ky/cong-dan/thue-bao-di-dong"
                />
                <ClosedChoice
                    title=t(POST)
                    text=t(POST_INSTEAD)
                />
            </ul>
        </section>
        <section aria-labelledby="ial3">
            <h2 id="ial3">{t(IAL3)}</h2>
            <ul class="card-list">
                <ClosedChoice
                    title=t(USB_TOKEN)
                    text=t(SIGNATURE_INSTEAD)
                />
                <ClosedChoice
                    title=t(SIGNING_SIM)
                    text=t(SIGNATURE_INSTEAD)
                />
            </ul>
        </section>
        <p class="small"><a href=super::START rel="nofollow">{t(OTHER_KIND)}</a></p>
        <SignInInstead />
    }
}

//! `/dang-ky/cong-dan`, `/dang-ky/doanh-nghiep`: by what whoever registers is verified.

use super::{SignInInstead, StepHead};
use crate::{
    components::{ChoiceCard, ClosedChoice},
    locales::{register::*, t},
};
use leptos::prelude::*;

/// A citizen's ways, as in the guide.
#[component]
pub fn CitizenMethod() -> impl IntoView {
    view! { <Method subscriber="/dang-ky/cong-dan/thue-bao-di-dong" /> }
}

/// An enterprise's: its representative's telephone, or a signature.
#[component]
pub fn EnterpriseMethod() -> impl IntoView {
    view! { <Method subscriber="/dang-ky/doanh-nghiep/thue-bao-di-dong" /> }
}

/// The ways by assurance level.
#[component]
fn Method(subscriber: &'static str) -> impl IntoView {
    view! {
        <StepHead step=1 heading=METHOD_HEADING />
        <section aria-labelledby="ial2">
            <h2 id="ial2">{t(IAL2)}</h2>
            <ul class="card-list">
                <ChoiceCard title=t(SUBSCRIBER) text=t(SUBSCRIBER_NEEDS) href=subscriber />
                <ClosedChoice title=t(POST) text=t(POST_INSTEAD) />
            </ul>
        </section>
        <section aria-labelledby="ial3">
            <h2 id="ial3">{t(IAL3)}</h2>
            <ul class="card-list">
                <ClosedChoice title=t(USB_TOKEN) text=t(SIGNATURE_INSTEAD) />
                <ClosedChoice title=t(SIGNING_SIM) text=t(SIGNATURE_INSTEAD) />
            </ul>
        </section>
        <p class="small"><a href=super::START rel="nofollow">{t(OTHER_KIND)}</a></p>
        <SignInInstead />
    }
}

//! `/dang-ky`: whose account.

use super::{SignInInstead, StepHead};
use crate::{
    components::{ChoiceCard, ClosedChoice},
    locales::{language, register::*, t},
    portal::portal,
};
use leptos::prelude::*;

/// Citizen, enterprise, state agency.
#[component]
pub fn Kind() -> impl IntoView {
    let (language, hotline) = (language(), portal().hotline.clone());
    view! {
        <StepHead step=0 heading=KIND_HEADING />
        <p>{t(KIND_INTRO)}</p>
        <ul class="card-list">
            <ChoiceCard
                title=t(CITIZEN)
                text=t(CITIZEN_NEEDS)
                href="/dang-ky/cong-dan"
            />
            <ClosedChoice
                title=t(ENTERPRISE)
                text=enterprise_instead(language, &hotline)
            />
            <ClosedChoice
                title=t(AGENCY)
                text=agency_instead(language, &hotline)
            />
        </ul>
        <SignInInstead />
    }
}

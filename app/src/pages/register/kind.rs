//! `/dang-ky`: whose account.

use super::{SignInInstead, StepHead, under_way::GoOn};
use crate::{
    components::{ChoiceCard, SignedInAlready},
    locales::{register::*, t},
};
use leptos::prelude::*;

#[component]
pub fn Kind() -> impl IntoView {
    view! {
        <StepHead step=0 heading=KIND_HEADING />
        <SignedInAlready />
        <GoOn />
        <p>{t(KIND_INTRO)}</p>
        <ul class="card-list">
            <ChoiceCard title=t(CITIZEN) text=t(CITIZEN_NEEDS) href="/dang-ky/cong-dan" />
            <ChoiceCard title=t(ENTERPRISE) text=t(ENTERPRISE_NEEDS) href="/dang-ky/doanh-nghiep" />
            <ChoiceCard title=t(AGENCY) text=t(AGENCY_NEEDS) href="/dang-ky/co-quan/thue-bao-di-dong" />
        </ul>
        <SignInInstead />
    }
}

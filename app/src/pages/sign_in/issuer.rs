//! `/dang-nhap/dvc-quoc-gia`: who issued the account.

use super::{
    RegisterInstead,
    next::{carry_on, next_path},
};
use crate::{
    components::{ChoiceCard, ClosedChoice},
    locales::{sign_in::*, t},
    place::href,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The guide's step 3.
#[component]
pub fn Issuer() -> impl IntoView {
    let next = next_path();
    view! {
        <Title text=format!("{} – {}", t(ISSUER_HEADING), t(SIGN_IN)) />
        <h1>{t(ISSUER_HEADING)}</h1>
        <p>{t(ISSUER_INTRO)}</p>
        <ul class="card-list">
            {move || view! {
                <ChoiceCard
                    title=t(BY_NATIONAL)
                    text=t(BY_NATIONAL_NEEDS)
                    href=next.with(|next| href(&carry_on("/dang-nhap/dvc-quoc-gia/tai-khoan", next.as_deref())))
                />
            }}
            <ClosedChoice
                title=t(BY_POST)
                text=t(BY_POST_INSTEAD)
            />
        </ul>
        <RegisterInstead />
    }
}

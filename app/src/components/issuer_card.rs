//! An account elsewhere, as one of several ways on.

use super::form::{ApiForm, FormAction, SubmitButton};
use crate::{
    api::single_sign_on::{BeginSingleSignOn, Issuer, IssuerPath},
    locales::{language, t, ways_in::*},
};
use leptos::prelude::*;

/// A card with a button that leads to the issuer. A post, because it begins something; the address alone begins nothing.
#[component]
pub fn IssuerCard(
    /// Who issued the account.
    issuer: Issuer,
    /// Where to go afterwards.
    #[prop(into)]
    next: String,
) -> impl IntoView {
    let name = t(crate::locales::ways_in::issuer(issuer));
    view! {
        <li class="choice-card choice-card-form">
            <span class="choice-card-title">{t(issuer_card(issuer))}</span>
            <span class="choice-card-text">{t(issuer_needs(issuer))}</span>
            <ApiForm actions=vec![FormAction::of::<BeginSingleSignOn>(&IssuerPath { issuer })]>
                <input type="hidden" name="next" value=next />
                <SubmitButton label=go_to(language(), name) busy=t(GOING) class="button-secondary" />
            </ApiForm>
        </li>
    }
}

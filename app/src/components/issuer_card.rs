use super::form::{ApiForm, FormAction, SubmitButton};
use crate::{
    api::federated_login::{BeginFederatedLogin, Issuer, IssuerPath},
    locales::{language, login_methods::*, t},
};
use leptos::prelude::*;

/// A card with a button that leads to the issuer. A post, because it begins something; the address alone begins nothing.
#[component]
pub fn IssuerCard(issuer: Issuer, #[prop(into)] next: String) -> impl IntoView {
    let name = t(crate::locales::login_methods::issuer(issuer));
    view! {
        <li class="choice-card choice-card-form">
            <span class="choice-card-title">{t(issuer_card(issuer))}</span>
            <span class="choice-card-text">{t(issuer_needs(issuer))}</span>
            <ApiForm actions=vec![FormAction::of::<BeginFederatedLogin>(&IssuerPath { issuer })]>
                <input type="hidden" name="next" value=next />
                <SubmitButton label=go_to(language(), name) busy=t(GOING) class="button-secondary" />
            </ApiForm>
        </li>
    }
}

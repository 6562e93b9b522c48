//! `/dang-nhap/dvc-quoc-gia`: who issued the account.

use super::{
    RegisterInstead,
    next::{carry_on, next_path},
};
use crate::{
    api::{
        Empty,
        federated_login::{ListLoginMethods, LoginMethods},
    },
    client::load,
    components::{ChoiceCard, IssuerCard, Loaded, SignedInAlready},
    embedding::{Embedding, embedding, href},
    locales::{sign_in::*, t},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The guide's step 3, and the accounts elsewhere that are taken. In a frame there is only the way that ends in the frame:
/// identity providers refuse to be framed, and what a window beside it signs in to, the frame never sees.
#[component]
pub fn Issuer() -> impl IntoView {
    let next = next_path();
    let ways =
        (embedding() == Embedding::TopLevel).then(|| load::<ListLoginMethods>(|| ((), Empty {})));
    view! {
        <Title text=format!("{} – {}", t(ISSUER_HEADING), t(SIGN_IN)) />
        <h1>{t(ISSUER_HEADING)}</h1>
        <SignedInAlready next=next.get_untracked() />
        <p>{t(ISSUER_INTRO)}</p>
        <ul class="card-list">
            {move || view! {
                <ChoiceCard
                    title=t(BY_NATIONAL)
                    text=t(BY_NATIONAL_NEEDS)
                    href=next.with(|next| href(&carry_on("/dang-nhap/dvc-quoc-gia/tai-khoan", next.as_deref())))
                />
            }}
        </ul>
        {ways.map(|resource| view! {
            <Loaded resource view=move |ways: LoginMethods| view! {
                <ul class="card-list">
                    {ways.issuers.into_iter().map(|issuer| view! {
                        <IssuerCard issuer next=next.get_untracked().unwrap_or_default() />
                    }).collect_view()}
                </ul>
            } />
        })}
        <RegisterInstead />
    }
}

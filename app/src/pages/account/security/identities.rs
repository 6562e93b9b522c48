//! Accounts elsewhere that lead into this one.

use crate::{
    api::{
        Empty, Problem,
        federated_login::{
            BeginFederatedLogin, Issuer, IssuerPath, LinkedIdentities, LinkedIdentity,
            ListLinkedIdentities, LoginMethods, UnlinkIdentity,
        },
        security::PAGE,
    },
    client::load,
    components::{ApiForm, Loaded, SubmitButton, form::FormAction},
    locales::{language, login_methods::*, t},
};
use leptos::{either::Either, prelude::*};

#[component]
pub fn Identities(
    /// Whose accounts are taken.
    ways: Resource<Result<LoginMethods, Problem>>,
) -> impl IntoView {
    let linked = load::<ListLinkedIdentities>(|| ((), Empty {}));
    view! {
        <section aria-labelledby="lien-ket">
            <h2 id="lien-ket">{t(LINKED)}</h2>
            <Loaded resource=linked view=move |linked: LinkedIdentities| view! {
                <Loaded resource=ways view=move |ways: LoginMethods| {
                    let of = |issuer| linked.items.iter().find(|item| item.issuer == issuer).cloned();
                    let items: Vec<_> = ways.issuers.into_iter().map(|issuer| (issuer, of(issuer))).collect();
                    let any = items.iter().any(|(_, linked)| linked.is_some());
                    view! {
                        <p>{t(if any { LINKED_INTRO } else { NONE_LINKED })}</p>
                        <ul class="card-list">
                            {items.into_iter().map(|(issuer, linked)| view! { <Item issuer linked /> }).collect_view()}
                        </ul>
                    }
                } />
            } />
        </section>
    }
}

#[component]
fn Item(issuer: Issuer, linked: Option<LinkedIdentity>) -> impl IntoView {
    let name = t(crate::locales::login_methods::issuer(issuer));
    let path = IssuerPath { issuer };
    match linked {
        Some(linked) => Either::Left(view! {
            <li class="card">
                <p><strong>{name}</strong></p>
                <p class="small">{linked_since(language(), &linked.since)}</p>
                <ApiForm actions=vec![FormAction::of::<UnlinkIdentity>(&path)]>
                    <SubmitButton label=t(UNLINK) busy=t(UNLINKING) class="button-small button-secondary" />
                </ApiForm>
            </li>
        }),
        None => Either::Right(view! {
            <li class="card">
                <p><strong>{name}</strong></p>
                <ApiForm actions=vec![FormAction::of::<BeginFederatedLogin>(&path)]>
                    <input type="hidden" name="next" value=PAGE />
                    <SubmitButton label=link_with(language(), t(issuer_in_sentence(issuer))) busy=t(GOING) class="button-small button-secondary" />
                </ApiForm>
            </li>
        }),
    }
}

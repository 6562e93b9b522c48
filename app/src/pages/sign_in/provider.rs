//! `/dang-nhap`: with whose account.

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
    components::{PageHeading, SignedInAlready},
    embedding::{Embedding, embedding, href},
    locales::{language, login_methods::issuer_in_sentence, sign_in::*, t},
};
use leptos::prelude::*;

/// The guide's step 2.
#[component]
pub fn Provider() -> impl IntoView {
    let next = next_path();
    view! {
        <PageHeading heading=SIGN_IN />
        <SignedInAlready next=next.get_untracked() />
        <WhoseAccount />
        <a
            class="button button-wide"
            rel="nofollow"
            href=move || next.with(|next| href(&carry_on("/dang-nhap/dvc-quoc-gia", next.as_deref())))
        >
            {t(WITH_NATIONAL)}
        </a>
        <RegisterInstead />
    }
}

/// Names the accounts elsewhere only where they are taken: not in frames, nor where nobody is offered.
#[component]
fn WhoseAccount() -> impl IntoView {
    let ways =
        (embedding() == Embedding::TopLevel).then(|| load::<ListLoginMethods>(|| ((), Empty {})));
    let said = move |ways: Option<LoginMethods>| {
        let issuers = ways.map(|ways| ways.issuers).unwrap_or_default();
        let names: Vec<_> = issuers
            .into_iter()
            .map(|issuer| t(issuer_in_sentence(issuer)))
            .collect();
        whose_account(language(), &names)
    };
    view! {
        <Transition>
            <p>{move || match ways {
                None => Some(said(None)),
                Some(ways) => ways.get().map(|answer| said(answer.ok())),
            }}</p>
        </Transition>
    }
}

//! `/dang-nhap`: with whose account.

use super::{
    RegisterInstead,
    next::{carry_on, next_path},
};
use crate::{
    components::{PageHeading, SignedInAlready},
    embedding::href,
    locales::{sign_in::*, t},
};
use leptos::prelude::*;

/// The guide's step 2.
#[component]
pub fn Provider() -> impl IntoView {
    let next = next_path();
    view! {
        <PageHeading heading=SIGN_IN />
        <SignedInAlready next=next.get_untracked() />
        <p>{t(WHOSE_ACCOUNT)}</p>
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

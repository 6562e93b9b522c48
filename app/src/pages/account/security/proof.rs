//! `/tai-khoan/xac-nhan`: the password once more, before something is changed.

use crate::{
    api::{Empty, passkeys::ListPasskeys, security::ProveAgain},
    client::load,
    components::{
        ApiForm, PageHeading, PasskeyButton, PasswordField, SubmitButton, form::FormAction,
        passkey::Ceremony,
    },
    locales::{security::*, t},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The password, or another way to sign in again.
#[component]
pub fn ProofPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|query| query.get("tiep").unwrap_or_default());
    let again = format!(
        "/dang-nhap?tiep={}",
        crate::api::percent_encoded(if next.is_empty() {
            crate::api::security::PAGE
        } else {
            &next
        })
    );
    let passkeys = load::<ListPasskeys>(|| ((), Empty {}));
    let then = next.clone();
    view! {
        <PageHeading heading=PROVE />
        <p>{t(PROVE_INTRO)}</p>
        <Transition>
            {move || passkeys.get().and_then(Result::ok).filter(|list| !list.items.is_empty()).map(|_| view! {
                <PasskeyButton ceremony=Ceremony::Proof next=then.clone() />
            })}
        </Transition>
        <ApiForm actions=vec![FormAction::of::<ProveAgain>(&())]>
            <input type="hidden" name="next" value=next />
            <PasswordField name="password" label=t(PASSWORD) autocomplete="current-password" />
            <SubmitButton label=t(CONFIRM) busy=t(CHECKING) class="button-wide" />
        </ApiForm>
        <p class="small"><a href=again rel="nofollow">{t(SIGN_IN_AGAIN)}</a></p>
    }
}

//! Who is signed in proves once more to be the account's owner before something is changed.

use super::Loaded;
use crate::{
    api::{
        Empty, percent_encoded,
        security::{GetSecurity, Security},
    },
    client::load,
    embedding::href,
    locales::{
        problem::{SECOND_FACTOR, SECOND_FACTOR_NEXT},
        security::*,
        t,
    },
    submitted::SubmittedForm,
};
use leptos::{either::EitherOf3, prelude::*};

/// What is inside, where the proof is recent; otherwise the way to it, or to a session in which a proof counts. A form that came
/// back is shown as it was posted: what was typed must not be lost, and its summary leads on.
#[component]
pub fn Proved(children: ChildrenFn) -> impl IntoView {
    let security = load::<GetSecurity>(|| ((), Empty {}));
    let came_back = use_context::<SubmittedForm>().is_some();
    view! {
        <Loaded resource=security view=move |security: Security| {
            if security.proved_recently || came_back {
                EitherOf3::A(children())
            } else if security.second_factor {
                EitherOf3::B(view! {
                    <div class="notice">
                        <p>{t(PROVE_INTRO)}</p>
                        <ProofLink />
                    </div>
                })
            } else {
                EitherOf3::C(view! { <WeakSession /> })
            }
        } />
    }
}

/// A session that began without a second factor changes nothing, whatever is proved in it: leads to signing in anew, and back
/// here.
#[component]
pub fn WeakSession() -> impl IntoView {
    let to = format!("/dang-nhap?tiep={}", percent_encoded(&here()));
    view! {
        <div class="notice notice-warning">
            <p>{t(SECOND_FACTOR)} " " {t(SECOND_FACTOR_NEXT)}</p>
            <a class="button" href=href(&to) rel="nofollow">{t(SIGN_IN_AGAIN)}</a>
        </div>
    }
}

#[component]
pub fn ProofLink() -> impl IntoView {
    let to = format!("/tai-khoan/xac-nhan?tiep={}", percent_encoded(&here()));
    // An account without a password has nothing to repeat: that page tells its owner to sign in once more.
    view! { <a class="button" href=href(&to)>{t(PROVE)}</a> }
}

/// The address of this page in the portal.
pub(super) fn here() -> String {
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let query = location.search().unwrap_or_default();
        format!("{}{query}", crate::embedding::Embedding::of(&path).1)
    }
    #[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
    {
        let location = leptos_router::hooks::use_location();
        let (path, query) = (
            location.pathname.get_untracked(),
            location.search.get_untracked(),
        );
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }
}

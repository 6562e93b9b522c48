//! Who is signed in proves once more to be the account's owner before something is changed.

use super::{Loaded, notice::load};
use crate::{
    api::{
        Empty, percent_encoded,
        security::{GetSecurity, Security},
    },
    locales::{security::*, t},
    place::href,
    submitted::SubmittedForm,
};
use leptos::{either::Either, prelude::*};

/// What is inside, where the proof is recent; otherwise the way to it. A form that came back is shown as it was posted: what was
/// typed must not be lost, and its summary leads on.
#[component]
pub fn Proved(children: ChildrenFn) -> impl IntoView {
    let security = load::<GetSecurity>(|| ((), Empty {}));
    let came_back = use_context::<SubmittedForm>().is_some();
    view! {
        <Loaded resource=security view=move |security: Security| {
            if security.proved_recently || came_back {
                Either::Left(children())
            } else {
                Either::Right(view! {
                    <div class="notice">
                        <p>{t(PROVE_INTRO)}</p>
                        <ProofLink />
                    </div>
                })
            }
        } />
    }
}

/// Leads to where it is proved, and back here.
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
        format!("{}{query}", crate::place::Place::of(&path).1)
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

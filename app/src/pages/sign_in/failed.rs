//! `/dang-nhap/khong-thanh`: why nobody was signed in with an account elsewhere.

use crate::{
    components::PageHeading,
    locales::{login_methods::*, t},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Failed() -> impl IntoView {
    let why = use_query_map().with_untracked(|query| query.get("ly-do").unwrap_or_default());
    view! {
        <PageHeading heading=FAILED />
        <div class="notice notice-warning" role="alert">
            <p>{t(failure(&why))}</p>
            <a class="button" href="/dang-nhap" rel="nofollow">{t(TRY_AGAIN)}</a>
        </div>
    }
}

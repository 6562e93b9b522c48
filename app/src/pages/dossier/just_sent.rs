//! What is said right after a dossier was sent, on the page that sending leads to.

use crate::locales::{Text, dossier::*, language, t};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Nothing for whoever comes from elsewhere.
#[component]
pub fn JustSent(
    number: i64,
    /// What happens next.
    #[prop(optional)]
    next: Option<Text>,
) -> impl IntoView {
    let sent = use_query_map().with_untracked(|query| query.get("da-gui").is_some());
    sent.then(|| {
        view! {
            <div class="notice notice-success" role="status">
                <p class="notice-title">{sent_under(language(), number)}</p>
                {next.map(|next| view! { <p>{t(next)}</p> })}
            </div>
        }
    })
}

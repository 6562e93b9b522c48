//! What an officer has just done, above the page that came next.

use app::locales::t;
use domain::language::Text;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What was just done, if the address says one of these.
#[component]
pub(super) fn Done(
    /// Values of the address and what they say.
    said: &'static [(&'static str, Text)],
) -> impl IntoView {
    let done = use_query_map().with_untracked(|query| query.get("xong"))?;
    let (_, words) = said.iter().find(|(name, _)| *name == done)?;
    Some(view! { <p class="notice notice-success" role="status">{t(*words)}</p> })
}

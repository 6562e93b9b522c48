use crate::{
    locales::{Text, t},
    save_data::save_data,
};
use leptos::prelude::*;

/// Says, where a page runs no scripts, what they would be needed for.
#[component]
pub(crate) fn NeedsScripts(words: Text) -> impl IntoView {
    // A page that saves data has no scripts either, whatever its browser could run.
    let always = save_data();
    view! { <p class="hint" class:without-scripts=!always>{t(words)}</p> }
}

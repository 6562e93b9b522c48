use crate::locales::{Language, Text, language, t};
use leptos::prelude::*;

/// The term; for readers of English followed by the Vietnamese word, which is the one on the paper and at the desk.
#[component]
pub fn Glossed(term: Text) -> impl IntoView {
    let vietnamese = (language() == Language::English)
        .then(|| view! { " (" <span lang="vi">{term.to(Language::Vietnamese)}</span> ")" });
    view! { {t(term)} {vietnamese} }
}

//! Names that the law gives in Vietnamese, for those who read English too.

use super::field::Choice;
use crate::locales::{Language, language};
use leptos::prelude::*;

/// On English pages it is marked as Vietnamese, after what it means.
#[component]
pub fn LegalName(name: String, gloss: Option<String>) -> impl IntoView {
    if language() == Language::Vietnamese {
        return name.into_any();
    }
    view! {
        {gloss.map(|gloss| view! { <span class="gloss">{gloss}</span> " " })}
        <span lang="vi">{name}</span>
    }
    .into_any()
}

/// A text and its own language, where that is not the page's: on English pages the English, if there is one.
#[must_use]
pub fn told(vietnamese: String, english: Option<String>) -> (String, Option<&'static str>) {
    match (language(), english) {
        (Language::Vietnamese, _) => (vietnamese, None),
        (Language::English, Some(english)) => (english, None),
        (Language::English, None) => (vietnamese, Some("vi")),
    }
}

/// A name of the law in a list of choices, which shows no more than one language.
#[must_use]
pub fn legal_choice(code: String, name: String, english: Option<String>) -> Choice {
    let (name, lang) = told(name, english);
    (code, name, lang)
}

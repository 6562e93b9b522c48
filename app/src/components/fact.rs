use super::LegalName;
use leptos::prelude::*;

/// Belongs inside `<dl class="facts">`.
#[component]
pub fn Fact(
    name: &'static str,
    #[prop(into)] value: String,
    /// The value's language, where it is not the page's: names of the law stay Vietnamese.
    #[prop(optional)]
    lang: Option<&'static str>,
) -> impl IntoView {
    view! { <div><dt>{name}</dt><dd lang=lang>{value}</dd></div> }
}

/// A fact that is a name of the law.
#[component]
pub fn LegalFact(
    name: &'static str,
    value: String,
    /// What it means in English, where that is known.
    gloss: Option<String>,
) -> impl IntoView {
    view! { <div><dt>{name}</dt><dd><LegalName name=value gloss /></dd></div> }
}

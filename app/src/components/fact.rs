//! One line of a list of facts.

use leptos::prelude::*;

/// A name and its value, inside `<dl class="facts">`.
#[component]
pub fn Fact(
    /// What it is.
    name: &'static str,
    /// What is known of it.
    #[prop(into)]
    value: String,
    /// The value's language, where it is not the page's: names of the law stay Vietnamese.
    #[prop(optional)]
    lang: Option<&'static str>,
) -> impl IntoView {
    view! { <div><dt>{name}</dt><dd lang=lang>{value}</dd></div> }
}

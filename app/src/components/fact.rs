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
) -> impl IntoView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}

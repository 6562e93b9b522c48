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

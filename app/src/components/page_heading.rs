use crate::locales::{Text, t};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page's title and its heading, in the same words.
#[component]
pub fn PageHeading(heading: Text) -> impl IntoView {
    view! {
        <Title text=t(heading) />
        <h1>{t(heading)}</h1>
    }
}

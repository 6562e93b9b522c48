//! Page.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Terms() -> impl IntoView {}

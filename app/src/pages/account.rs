//! Page.
use leptos::prelude::*;
/// Page.
#[component]
pub fn AccountPage() -> impl IntoView {}

//! Page.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Pay() -> impl IntoView {}
/// Page.
#[component]
pub fn PaymentResultPage() -> impl IntoView {}

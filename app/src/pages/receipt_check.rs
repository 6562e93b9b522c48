//! Page.
use leptos::prelude::*;
/// Page.
#[component]
pub fn ReceiptCheckPage() -> impl IntoView {}

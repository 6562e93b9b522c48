//! Page.
use leptos::prelude::*;
/// Page.
#[component]
pub fn DossierPage() -> impl IntoView {}
/// Page.
#[component]
pub fn NewDossier() -> impl IntoView {}

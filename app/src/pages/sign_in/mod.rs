//! Page.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Provider() -> impl IntoView {}
/// Page.
#[component]
pub fn Issuer() -> impl IntoView {}
/// Page.
#[component]
pub fn Credentials() -> impl IntoView {}
/// Page.
#[component]
pub fn Code() -> impl IntoView {}

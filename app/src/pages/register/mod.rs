//! Page.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Kind() -> impl IntoView {}
/// Page.
#[component]
pub fn Method() -> impl IntoView {}
/// Page.
#[component]
pub fn Details() -> impl IntoView {}
/// Page.
#[component]
pub fn Code() -> impl IntoView {}
/// Page.
#[component]
pub fn ChoosePassword() -> impl IntoView {}

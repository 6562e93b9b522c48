//! No such page.

use crate::{api::Problem, components::ProblemNotice};
use leptos::prelude::*;
use leptos_meta::Title;

/// Any address that is none of ours.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <Title text="Không tìm thấy trang" />
        <h1>"Không tìm thấy trang"</h1>
        <ProblemNotice problem=Problem::not_found() />
    }
}

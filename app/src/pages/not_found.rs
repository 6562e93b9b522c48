use crate::{
    api::Problem,
    components::ProblemNotice,
    locales::{home::NO_SUCH_PAGE, t},
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <Title text=t(NO_SUCH_PAGE) />
        <Meta name="robots" content="noindex" />
        <h1>{t(NO_SUCH_PAGE)}</h1>
        <ProblemNotice problem=Problem::not_found() />
    }
}

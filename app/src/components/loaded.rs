//! What a page shows while it loads, and what came.

use super::ProblemNotice;
use crate::{
    api::Problem,
    locales::{components::*, t},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// A skeleton while the resource is under way, then the view of what came, or the problem in its place.
#[component]
pub fn Loaded<T, V>(
    resource: Resource<Result<T, Problem>>,
    view: impl Fn(T) -> V + Clone + Send + Sync + 'static,
    /// Whether the page has no heading but the one in what is loaded: a problem then comes with one.
    #[prop(optional)]
    headed: bool,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let draw = move || {
        let view = view.clone();
        resource.get().map(move |answer| match answer {
            // Without its type, or the types of nested pages outgrow the stack that renders them.
            Ok(value) => view(value).into_any(),
            Err(problem) => view! {
                {headed.then(|| view! { <Title text=t(NOT_OPENED) /> <h1>{t(NOT_OPENED)}</h1> })}
                <ProblemNotice problem />
            }
            .into_any(),
        })
    };
    view! { <Transition fallback=Skeleton>{draw}</Transition> }
}

/// Grey bars where content will be.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton-block" aria-busy="true">
            <p class="visually-hidden">{t(LOADING)}</p>
            <div class="skeleton"></div><div class="skeleton"></div><div class="skeleton skeleton-short"></div>
        </div>
    }
}

//! What a page shows while it loads and when it cannot.

use super::{ProofLink, proof::here};
use crate::{
    api::{Endpoint, Problem, ProblemCode},
    client,
    embedding::{Link, href},
    locales::{components::*, problem::TRY_AGAIN, t},
};
use leptos::{either::EitherOf4, prelude::*};
use leptos_meta::Title;

pub fn load<E: Endpoint>(
    request: impl Fn() -> (E::Path, E::Input) + Send + Sync + 'static,
) -> Resource<Result<E::Output, Problem>>
where
    E::Output: Clone,
{
    Resource::new(
        move || {
            let (path, input) = request();
            client::Request::<E>::new(&path, &input)
        },
        client::Request::send,
    )
}

#[component]
pub fn ProblemNotice(problem: Problem) -> impl IntoView {
    let sign_in = || {
        href(&format!(
            "/dang-nhap?tiep={}",
            crate::api::percent_encoded(&here())
        ))
    };
    let problem = problem.outside_a_form();
    let way_on = match problem.code {
        ProblemCode::SignInRequired => {
            EitherOf4::A(view! { <a class="button" href=sign_in()>{t(SIGN_IN)}</a> })
        }
        ProblemCode::ProofRequired => EitherOf4::B(view! { <ProofLink /> }),
        _ if problem.status == 429 || problem.status >= 500 => {
            EitherOf4::C(view! { <a class="button" href=href(&here())>{t(TRY_AGAIN)}</a> })
        }
        _ => {
            EitherOf4::D(view! { <Link class="button button-secondary" to="/">{t(TO_HOME)}</Link> })
        }
    };
    set_status(problem.status);
    view! {
        <div class="notice notice-error" role="alert">
            <p class="notice-title">{problem.title}</p>
            {problem.detail.map(|detail| view! { <p>{detail}</p> })}
            {problem.reference.map(|reference| view! { <p class="small">{t(ERROR_REFERENCE)} " " <code>{reference}</code></p> })}
            {way_on}
        </div>
    }
}

/// Gives the page the status of its problem while it is rendered on the server.
pub(crate) fn set_status(status: u16) {
    #[cfg(feature = "ssr")]
    if let Some(page) = use_context::<crate::shell::PageStatus>() {
        page.set(status);
    }
    let _ = status;
}

/// What was loaded, a skeleton before, a problem instead.
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

#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton-block" aria-busy="true">
            <p class="visually-hidden">{t(LOADING)}</p>
            <div class="skeleton"></div><div class="skeleton"></div><div class="skeleton skeleton-short"></div>
        </div>
    }
}

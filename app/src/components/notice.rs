//! A problem in place of what a page could not show.

use super::{ProofLink, proof::here};
use crate::{
    api::{Problem, ProblemCode},
    embedding::{Link, href},
    locales::{components::*, problem::TRY_AGAIN, t},
};
use leptos::{either::EitherOf4, prelude::*};

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

//! A problem in place of what a page could not show.

use super::{ProofLink, proof::here, sent_again::SentAgain};
use crate::{
    api::{Problem, ProblemCode, percent_encoded},
    embedding::{Link, href},
    locales::{components::*, problem::TRY_AGAIN, t},
    submitted::SubmittedForm,
};
use leptos::{either::EitherOf5, prelude::*};

#[component]
pub fn ProblemNotice(problem: Problem) -> impl IntoView {
    let problem = problem.outside_a_form();
    let posted = use_context::<SubmittedForm>().filter(SubmittedForm::waits_for_sign_in);
    let way_on = match (problem.code, posted) {
        (ProblemCode::SignInRequired, Some(posted)) => EitherOf5::A(view! { <SentAgain posted /> }),
        (ProblemCode::SignInRequired, None) => EitherOf5::B(view! { <SignInLink /> }),
        (ProblemCode::ProofRequired, _) => EitherOf5::C(view! { <ProofLink /> }),
        _ if problem.status == 429 || problem.status >= 500 => {
            EitherOf5::D(view! { <a class="button" href=href(&here())>{t(TRY_AGAIN)}</a> })
        }
        _ => {
            EitherOf5::E(view! { <Link class="button button-secondary" to="/">{t(TO_HOME)}</Link> })
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

/// Leads to signing in, and back here.
#[component]
pub(super) fn SignInLink() -> impl IntoView {
    let to = format!("/dang-nhap?tiep={}", percent_encoded(&here()));
    view! { <a class="button" href=href(&to)>{t(SIGN_IN)}</a> }
}

/// Gives the page the status of its problem while it is rendered on the server.
pub(crate) fn set_status(status: u16) {
    #[cfg(feature = "ssr")]
    if let Some(page) = use_context::<crate::shell::PageStatus>() {
        page.set(status);
    }
    let _ = status;
}

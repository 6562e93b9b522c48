//! A registration or sign-in under way in this browser, and the way back to its beginning.

use super::{
    Skeleton,
    form::FormContext,
    notice::{ProblemNotice, set_status},
    signed_in::{SignedInNotice, signed_in},
};
use crate::{
    api::{
        Empty, Problem, ProblemCode,
        verifications::{GetVerification, Verification, VerificationKind, VerificationPath},
    },
    client::load,
    embedding::{NoCookies, OwnWindow, href},
    locales::{components::*, t},
    routes::Session,
};
use leptos::{either::EitherOf5, prelude::*};

#[must_use]
pub fn load_verification(kind: VerificationKind) -> Resource<Result<Verification, Problem>> {
    load::<GetVerification>(move || (VerificationPath { kind }, Empty {}))
}

/// Draws the verification; where there is none, or its time has passed, says so and leads back to the beginning. Whoever is signed
/// in has come back to a step that is done, and is told that.
#[component]
pub fn UnderWay<T, V>(
    /// The verification, or what else was begun in this browser.
    verification: Resource<Result<T, Problem>>,
    start: &'static str,
    view: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let session = use_context::<Session>().filter(|_| begins_a_session(start));
    let no_cookies = use_context::<NoCookies>().is_some();
    let draw = move || {
        let view = view.clone();
        let account = signed_in(session);
        verification
            .get()
            .map(move |answer| match (answer, account) {
                (Ok(verification), _) => EitherOf5::A(view(verification)),
                (Err(problem), Some(account))
                    if problem.code == ProblemCode::VerificationExpired =>
                {
                    EitherOf5::B(view! { <SignedInNotice account next=None /> })
                }
                (Err(problem), None)
                    if problem.code == ProblemCode::VerificationExpired && no_cookies =>
                {
                    let problem = Problem::cookies_refused();
                    set_status(problem.status);
                    EitherOf5::C(view! {
                        <div class="notice notice-warning" role="alert">
                            <p class="notice-title">{problem.title}</p>
                            {problem.detail.map(|detail| view! { <p>{detail}</p> })}
                            <OwnWindow to=start />
                        </div>
                    })
                }
                (Err(problem), _) if problem.code == ProblemCode::VerificationExpired => {
                    set_status(problem.status);
                    EitherOf5::D(view! {
                        <div class="notice notice-warning" role="status">
                            <p class="notice-title">{t(VERIFICATION_OVER)}</p>
                            <p>{t(VERIFICATION_OVER_WHY)}</p>
                            <a class="button" href=href(start)>{t(START_AGAIN)}</a>
                        </div>
                    })
                }
                (Err(problem), _) => EitherOf5::E(view! { <ProblemNotice problem /> }),
            })
    };
    view! { <Transition fallback=Skeleton>{draw}</Transition> }
}

/// Whether what begins on a page ends with somebody being signed in.
fn begins_a_session(start: &str) -> bool {
    matches!(start, "/dang-ky" | "/dang-nhap")
}

/// Inside a form: the way back to the beginning, once the form was refused because the verification's time has passed.
#[component]
pub fn StartAgain(start: &'static str) -> impl IntoView {
    expect_context::<FormContext>()
        .refused_with(ProblemCode::VerificationExpired)
        .then(|| view! { <a class="button button-secondary" href=href(start)>{t(START_AGAIN)}</a> })
}

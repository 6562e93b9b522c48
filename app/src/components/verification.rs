//! A registration or sign-in under way in this browser, and the way back to its beginning.

use super::{
    Skeleton,
    form::FormContext,
    notice::{ProblemNotice, set_status},
};
use crate::{
    api::{
        Empty, Problem, ProblemCode,
        verifications::{GetVerification, Verification, VerificationKind, VerificationPath},
    },
    client::load,
    embedding::href,
    locales::{components::*, t},
};
use leptos::{either::EitherOf3, prelude::*};

#[must_use]
pub fn load_verification(kind: VerificationKind) -> Resource<Result<Verification, Problem>> {
    load::<GetVerification>(move || (VerificationPath { kind }, Empty {}))
}

/// Draws the verification; where there is none, or its time has passed, says so and leads back to the beginning.
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
    let draw = move || {
        let view = view.clone();
        verification.get().map(move |answer| match answer {
            Ok(verification) => EitherOf3::A(view(verification)),
            Err(problem) if problem.code == ProblemCode::VerificationExpired => {
                set_status(problem.status);
                EitherOf3::B(view! {
                    <div class="notice notice-warning" role="status">
                        <p class="notice-title">{t(VERIFICATION_OVER)}</p>
                        <p>{t(VERIFICATION_OVER_WHY)}</p>
                        <a class="button" href=href(start)>{t(START_AGAIN)}</a>
                    </div>
                })
            }
            Err(problem) => EitherOf3::C(view! { <ProblemNotice problem /> }),
        })
    };
    view! { <Transition fallback=Skeleton>{draw}</Transition> }
}

/// Inside a form: the way back to the beginning, once the form was refused because the verification's time has passed.
#[component]
pub fn StartAgain(start: &'static str) -> impl IntoView {
    expect_context::<FormContext>()
        .refused_with(ProblemCode::VerificationExpired)
        .then(|| view! { <a class="button button-secondary" href=href(start)>{t(START_AGAIN)}</a> })
}

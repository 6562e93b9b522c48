//! What is wrong with a form, on top of it, with links to the fields.

use super::{ProofLink, field_name::field_id, notice::SignInLink, proof::here};
use crate::{
    api::{Problem, ProblemCode},
    embedding::OwnWindow,
    locales::{components::ERROR_REFERENCE, session_ended::COMES_BACK, t},
};
use leptos::prelude::*;

/// Drawn by the server with the page, and by the browser where the form was posted in place.
#[component]
pub fn ErrorSummary(problem: Problem) -> impl IntoView {
    let code = problem.code;
    let needs = move |what: ProblemCode| code == what;
    view! {
        <div class="notice notice-error error-summary" tabindex="-1">
            <p class="notice-title">{problem.title}</p>
            {problem.detail.map(|detail| view! { <p>{detail}</p> })}
            {needs(ProblemCode::ProofRequired).then(|| view! { <ProofLink /> })}
            {needs(ProblemCode::CookiesRefused).then(|| view! { <OwnWindow to=here() /> })}
            {needs(ProblemCode::SignInRequired).then(|| view! {
                // Only scripts keep it.
                {cfg!(feature = "hydrate").then(|| view! { <p>{t(COMES_BACK)}</p> })}
                <SignInLink />
            })}
            {(!problem.errors.is_empty()).then(|| view! {
                <ul>
                    {problem.errors.into_iter().map(|error| view! {
                        <li><a href=format!("#{}", field_id(&error.field))>{error.message}</a></li>
                    }).collect_view()}
                </ul>
            })}
            {problem.reference.map(|reference| view! { <p class="small">{t(ERROR_REFERENCE)} " " <code>{reference}</code></p> })}
        </div>
    }
}

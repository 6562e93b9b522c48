//! What is wrong with a form, on top of it, with links to the fields.

use super::{ProofLink, field_name::field_id};
use crate::{
    api::{Problem, ProblemCode},
    locales::{components::ERROR_REFERENCE, t},
};
use leptos::prelude::*;

/// Drawn by the server with the page, and by the browser where the form was posted in place.
#[component]
pub fn ErrorSummary(problem: Problem) -> impl IntoView {
    let needs_proof = problem.code == ProblemCode::ProofRequired;
    view! {
        <div class="notice notice-error error-summary" tabindex="-1">
            <p class="notice-title">{problem.title}</p>
            {problem.detail.map(|detail| view! { <p>{detail}</p> })}
            {needs_proof.then(|| view! { <ProofLink /> })}
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

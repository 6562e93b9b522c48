//! Renders pages, whole: every page is complete without scripts, and can be answered with its true status.

use super::{
    context,
    error::{Result, problem_response},
    guard::page_policy,
    in_memory::OnBehalf,
};
use crate::state::AppState;
use app::{PageStatus, shell, submitted::SubmittedForm};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use leptos::{nonce::use_nonce, prelude::provide_context};
use std::sync::{Arc, Mutex};

/// What the page handlers share.
#[derive(Clone)]
pub struct Pages {
    /// State of the server.
    pub app: AppState,
    /// The API, called in memory.
    pub api: Router,
    /// What forms may be posted to.
    pub forms: Arc<[super::endpoint::FormRoute]>,
}

/// Answers a `GET`.
pub async fn get(pages: Pages, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let reference = context::reference(&parts);
    match render(&pages, parts, None).await {
        Ok(response) => response,
        Err(error) => problem_response(&error.into_problem(&reference)),
    }
}

/// Renders the page of a request, with a form that came back with errors if there is one.
///
/// # Errors
/// A database error while the session is looked up.
pub async fn render(
    pages: &Pages,
    parts: Parts,
    submitted: Option<SubmittedForm>,
) -> Result<Response> {
    let on_behalf = OnBehalf::of(&pages.app, &parts).await?;
    render_for(pages, on_behalf, parts, submitted).await
}

/// Renders in the name of a caller who is known already.
///
/// # Errors
/// None today; kept in step with [`render`].
pub async fn render_for(
    pages: &Pages,
    on_behalf: OnBehalf,
    parts: Parts,
    submitted: Option<SubmittedForm>,
) -> Result<Response> {
    let api = on_behalf.client(pages.api.clone());
    let status = PageStatus::default();
    let nonce: Arc<Mutex<Option<String>>> = Arc::default();
    let form_status = submitted
        .as_ref()
        .and_then(|form| form.problem.as_ref())
        .map(|problem| problem.status);
    let provide = {
        let (status, nonce) = (status.clone(), nonce.clone());
        move || {
            provide_context(api.clone());
            provide_context(status.clone());
            if let Some(form) = submitted.clone() {
                provide_context(form);
            }
            if let Ok(mut slot) = nonce.lock() {
                *slot = use_nonce().map(|nonce| nonce.to_string());
            }
        }
    };
    let assets = pages.app.assets.clone();
    let render = leptos_axum::render_app_async_with_context(provide, move || shell(&assets));
    let mut response = render(Request::from_parts(parts, Body::empty())).await;

    if let Some(status) = form_status.or_else(|| status.get()) {
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    }
    let nonce = nonce
        .lock()
        .ok()
        .and_then(|slot| slot.clone())
        .unwrap_or_default();
    let policy = page_policy(&nonce, &pages.app.config.form_targets());
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

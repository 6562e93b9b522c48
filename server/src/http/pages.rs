//! Renders pages, whole: every page is complete without scripts, and can be answered with its true status.

use super::{
    Result, context, cookies, in_memory::OnBehalf, preferences::Preferences,
    security_headers::page_policy,
};
use crate::{error::problem_response, state::AppState};
use app::{
    Assets, PageStatus,
    api::Problem,
    embedding::{Embedding, NoCookies, is_framed},
    submitted::SubmittedForm,
};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    response::Response,
};
use leptos::{
    nonce::use_nonce,
    prelude::{AnyView, provide_context},
};
use std::sync::{Arc, Mutex};

/// The document around pages.
pub type Shell = fn(&Assets) -> AnyView;

/// What the page handlers share.
#[derive(Clone)]
pub struct Pages {
    pub app: AppState,
    /// The API, called in memory.
    pub api: Router,
    /// The document around the page of a path.
    pub shell_of: fn(&str) -> Shell,
    /// What forms may be posted to.
    pub forms: Arc<matchit::Router<super::endpoint::Next>>,
}

pub async fn get(pages: Pages, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let reference = context::reference(&parts);
    let rendered = match OnBehalf::of(&pages.app, &parts).await {
        Ok(on_behalf) => render(&pages, on_behalf, parts, None).await,
        Err(error) => Err(error),
    };
    rendered.unwrap_or_else(|error| problem_response(&error.into_problem(&reference)))
}

/// Renders the page of a request, with a form that came back with errors if there is one.
///
/// # Errors
/// An address that cannot be one of a page.
pub async fn render(
    pages: &Pages,
    on_behalf: OnBehalf,
    mut parts: Parts,
    submitted: Option<SubmittedForm>,
) -> Result<Response> {
    let mut kept = on_behalf.preferences.cookies(&parts);
    let no_cookies = on_behalf.embedding == Embedding::Frame && cookies::none(&parts.headers);
    if no_cookies {
        kept.push(cookies::seen_in_frame());
    }
    parts.uri = address_in_portal(&parts.uri)?;
    let preferences = on_behalf.preferences;
    let status = PageStatus::default();
    let form_status = submitted
        .as_ref()
        .and_then(|form| form.problem.as_ref())
        .map(|problem| problem.status);
    let provide = {
        let status = status.clone();
        let api = on_behalf.client(pages.api.clone());
        move || {
            provide_context(api.clone());
            provide_context(status.clone());
            provide_context(preferences.save_data);
            if no_cookies {
                provide_context(NoCookies);
            }
            if let Some(form) = submitted.clone() {
                provide_context(form);
            }
        }
    };
    let assets = pages.app.assets.clone();
    let shell = (pages.shell_of)(parts.uri.path());
    let page = move || shell(&assets);
    let mut response = document(&pages.app, parts, provide, page).await;
    if let Some(status) = form_status.or_else(|| status.get()) {
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    }
    for cookie in kept {
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

/// Renders a document with what is known of its reader, and gives it the headers of a page.
async fn document(
    app: &AppState,
    parts: Parts,
    provide: impl Fn() + Clone + Send + Sync + 'static,
    page: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> Response {
    let preferences: Preferences = parts.extensions.get().copied().unwrap_or_default();
    let embedding: Embedding = parts.extensions.get().copied().unwrap_or_default();
    let nonce: Arc<Mutex<Option<String>>> = Arc::default();
    let provide = {
        let (portal, nonce) = (app.portal.clone(), nonce.clone());
        move || {
            provide_context(preferences.language);
            provide_context(preferences.theme);
            provide_context(embedding);
            provide_context(portal.clone());
            provide();
            if let Ok(mut slot) = nonce.lock() {
                *slot = use_nonce().map(|nonce| nonce.to_string());
            }
        }
    };
    let render = leptos_axum::render_app_async_with_context(provide, page);
    let mut response = render(Request::from_parts(parts, Body::empty())).await;
    let nonce = nonce
        .lock()
        .ok()
        .and_then(|slot| slot.clone())
        .unwrap_or_default();
    let policy = page_policy(&nonce, &app.config, embedding);
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(preferences.language.tag()),
    );
    response
}

/// Renders a document that asks nothing of the request but who reads it: as if it had been asked for, not posted.
pub(super) async fn standing_alone(
    app: &AppState,
    mut parts: Parts,
    provide: impl Fn() + Clone + Send + Sync + 'static,
    page: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> Response {
    parts.method = Method::GET;
    parts.headers.clear();
    parts.uri = Uri::from_static("/");
    document(app, parts, provide, page).await
}

/// The address in the portal of a page in a frame; every other address as it is.
fn address_in_portal(uri: &Uri) -> Result<Uri> {
    let (embedding, path) = Embedding::of(uri.path());
    if embedding == Embedding::TopLevel {
        return Ok(uri.clone());
    }
    if !is_framed(path) {
        return Err(Problem::not_found().into());
    }
    let address = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    address.parse().map_err(|_| Problem::not_found().into())
}

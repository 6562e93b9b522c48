//! Calls the API's router without a network, in the name of the request that is being answered.

use super::{
    context::{Caller, ClientIp, Reference},
    preferences::Preferences,
    session::Session,
};
use crate::state::AppState;
use app::{
    client::{ApiCall, InMemoryApi},
    embedding::Embedding,
    locales::LANGUAGE,
};
use axum::{
    Router,
    body::{Body, Bytes},
    http::{Extensions, HeaderMap, HeaderValue, Request, StatusCode, header, request::Parts},
};
use futures::{
    FutureExt,
    future::{BoxFuture, Shared},
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use tower::ServiceExt;

/// Whether a call succeeded, and its body.
type SharedAnswer = Shared<BoxFuture<'static, (bool, String)>>;

/// The request in whose name calls are made.
#[derive(Clone)]
pub struct OnBehalf {
    headers: HeaderMap,
    extensions: Extensions,
    pub preferences: Preferences,
    pub embedding: Embedding,
}

/// A buffered answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl OnBehalf {
    /// Takes over cookies, address, reference and session. The session is looked up once for all calls.
    pub async fn of(app: &AppState, parts: &Parts) -> super::Result<Self> {
        let embedding: Embedding = parts.extensions.get().copied().unwrap_or_default();
        let session = Session::of(&app.db, parts, app.clock.now()).await?;
        let mut headers = HeaderMap::new();
        for cookie in parts.headers.get_all(header::COOKIE) {
            headers.append(header::COOKIE, cookie.clone());
        }
        if let Some(browser) = parts.headers.get(header::USER_AGENT) {
            headers.insert(header::USER_AGENT, browser.clone());
        }
        let mut extensions = Extensions::new();
        let preferences: Preferences = parts.extensions.get().copied().unwrap_or_default();
        extensions.insert(preferences);
        extensions.insert(embedding);
        extensions.insert(Caller(session));
        if let Some(ip) = parts.extensions.get::<ClientIp>() {
            extensions.insert(*ip);
        }
        if let Some(reference) = parts.extensions.get::<Reference>() {
            extensions.insert(reference.clone());
        }
        Ok(Self {
            headers,
            extensions,
            preferences,
            embedding,
        })
    }

    pub async fn call(&self, api: &Router, call: ApiCall, idempotency_key: Option<&str>) -> Answer {
        let mut request = Request::new(Body::from(call.body.unwrap_or_default()));
        *request.method_mut() = call.method;
        match call.url.parse() {
            Ok(uri) => *request.uri_mut() = uri,
            Err(_) => {
                return Answer {
                    status: StatusCode::NOT_FOUND,
                    headers: HeaderMap::new(),
                    body: Bytes::new(),
                };
            }
        }
        *request.headers_mut() = self.headers.clone();
        *request.extensions_mut() = self.extensions.clone();
        request.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        if let Some(Ok(key)) = idempotency_key.map(HeaderValue::from_str) {
            request.headers_mut().insert("idempotency-key", key);
        }
        let answered = LANGUAGE.scope(self.preferences.language, api.clone().oneshot(request));
        let response = match answered.await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: axum::body::to_bytes(body, usize::MAX)
                .await
                .unwrap_or_default(),
        }
    }

    /// The client of one page while it is rendered. A page is walked several times until all is there that it waits for, and asks
    /// anew each time: the same call is made once. It runs by itself, because whoever asked may never come back for the answer,
    /// and what it holds in the database would be held for ever.
    #[must_use]
    pub fn client(self, api: Router) -> InMemoryApi {
        let made: Mutex<HashMap<ApiCall, SharedAnswer>> = Mutex::default();
        InMemoryApi::new(move |call| {
            let (caller, api) = (self.clone(), api.clone());
            let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
            let answer = made.entry(call).or_insert_with_key(|call| {
                let call = call.clone();
                let answer = tokio::spawn(async move {
                    let answer = caller.call(&api, call, None).await;
                    let body = String::from_utf8_lossy(&answer.body).into_owned();
                    (answer.status.is_success(), body)
                });
                // One that panicked has no answer that can be read, which is told as a problem.
                answer.map(Result::unwrap_or_default).boxed().shared()
            });
            answer.clone().boxed()
        })
    }
}

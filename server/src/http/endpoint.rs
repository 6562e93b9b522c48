//! Registers handlers against the endpoints that `app::api` declares.

use super::{
    Error, Result,
    context::RequestContext,
    cookies::{self, TokenCookie},
    description, form_bridge, request_body,
    session::MadeBy,
};
use crate::{error::problem_response, state::AppState};
use app::{
    api::{Endpoint, FormEndpoint, Problem, ProblemCode},
    embedding::Embedding,
    form_data::Accepted,
    locales::language,
};
use axum::{
    Router,
    body::Body,
    extract::{FromRequestParts, Path, Request},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use domain::language::text;
use futures::future::BoxFuture;
use sqlx::{Postgres, pool::PoolConnection};
use std::sync::Arc;
use untrusted_input::{json, query};
use utoipa::openapi::OpenApi;

/// Largest JSON body, in bytes.
const LARGEST_BODY: usize = 64 * 1024;

/// An answer with the cookies that it sets.
#[derive(Debug)]
pub struct Reply<T> {
    body: T,
    cookies: Vec<String>,
}

impl<T> Reply<T> {
    /// Adds a `Set-Cookie`.
    #[must_use]
    pub fn with_cookie(mut self, cookie: String) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// `303 See Other` with the cookies, for an answer to a browser that comes from elsewhere.
    #[must_use]
    pub fn see_other(self, location: impl FnOnce(&T) -> &str) -> Response {
        let mut response = form_bridge::see_other(location(&self.body));
        for cookie in self.cookies {
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
        }
        response
    }

    /// Adds the `Set-Cookie` that takes a cookie away.
    #[must_use]
    pub fn without_cookie(self, cookie: TokenCookie, embedding: Embedding) -> Self {
        self.with_cookie(cookies::clear(cookie, embedding))
    }
}

impl<T> From<T> for Reply<T> {
    fn from(body: T) -> Self {
        Self {
            body,
            cookies: Vec::new(),
        }
    }
}

/// Reads a successful answer of what a form was posted to and says where the browser goes next, given where the form was
/// shown.
pub type Next = Arc<dyn Fn(&[u8], Embedding) -> Option<Accepted> + Send + Sync>;

/// Answers a request with a body and cookies. All endpoints are of this one type, so that what routes them compiles once.
type Answering = Arc<
    dyn Fn(AppState, Parts, Body) -> BoxFuture<'static, Result<(Vec<u8>, Vec<String>)>>
        + Send
        + Sync,
>;

/// The API as it is put together: routes, forms, description.
pub struct Api {
    /// Routes below the host.
    pub router: Router<AppState>,
    /// What forms may be posted to.
    pub forms: matchit::Router<Next>,
    /// OpenAPI 3.1 document.
    pub description: OpenApi,
}

impl Api {
    #[must_use]
    pub fn new(description: OpenApi) -> Self {
        Self {
            router: Router::new(),
            forms: matchit::Router::new(),
            description,
        }
    }

    #[must_use]
    pub fn handle<E, H, Fut, R>(self, handler: H) -> Self
    where
        E: Endpoint,
        H: Fn(RequestContext, E::Path, E::Input) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<R>> + Send,
        R: Into<Reply<E::Output>>,
    {
        self.route::<E, _, _>(move |app, parts, path, input| {
            let handler = handler.clone();
            async move {
                let cx = RequestContext::from_parts(&app, &parts).await?;
                Ok(handler(cx, path, input).await?.into())
            }
        })
    }

    /// Registers the handler of an endpoint that a page calls by itself while it lies open, which keeps no session alive.
    #[must_use]
    pub fn polled<E, H, Fut, R>(self, handler: H) -> Self
    where
        E: Endpoint,
        H: Fn(RequestContext, E::Path, E::Input) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<R>> + Send,
        R: Into<Reply<E::Output>>,
    {
        self.route::<E, _, _>(move |app, mut parts, path, input| {
            let handler = handler.clone();
            async move {
                parts.extensions.insert(MadeBy::OpenPage);
                let cx = RequestContext::from_parts(&app, &parts).await?;
                Ok(handler(cx, path, input).await?.into())
            }
        })
    }

    /// Registers what answers an endpoint once its path and input are read.
    fn route<E, A, Fut>(mut self, answering: A) -> Self
    where
        E: Endpoint,
        A: Fn(AppState, Parts, E::Path, E::Input) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<Reply<E::Output>>> + Send,
    {
        description::add::<E>(&mut self.description);
        let answering: Answering = Arc::new(move |app, mut parts, body| {
            let answering = answering.clone();
            Box::pin(async move {
                let path = Path::<E::Path>::from_request_parts(&mut parts, &())
                    .await
                    .map_err(|_| Error::from(Problem::not_found()))?;
                let input = match sent(&E::METHOD, &parts, body).await? {
                    Sent::Query => query::read_typed(parts.uri.query().unwrap_or_default()).ok(),
                    Sent::Json(json) => json::read_typed(&json).ok(),
                };
                let input = input.ok_or_else(malformed)?;
                let reply = answering(app, parts, path.0, input).await?;
                Ok((serde_json::to_vec(&reply.body)?, reply.cookies))
            })
        });
        self.add(&E::METHOD, E::PATH, answering);
        self
    }

    fn add(&mut self, method: &Method, path: &str, answering: Answering) {
        let method = match *method {
            Method::GET => MethodFilter::GET,
            _ => MethodFilter::POST,
        };
        let route = on(
            method,
            move |axum::extract::State(app): axum::extract::State<AppState>, request: Request| async move {
                let (parts, body) = request.into_parts();
                let reference = super::context::reference(&parts);
                match answering(app, parts, body).await {
                    Ok((body, cookies)) => success(body, &cookies),
                    Err(error) => problem_response(&error.into_problem(&reference)),
                }
            },
        );
        self.router = std::mem::take(&mut self.router).route(path, route);
    }

    /// Registers the handler of an endpoint that forms may be posted to.
    #[must_use]
    pub fn form<E, H, Fut, R>(self, handler: H) -> Self
    where
        E: FormEndpoint,
        H: Fn(RequestContext, E::Path, E::Input) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<R>> + Send,
        R: Into<Reply<E::Output>>,
    {
        self.accepts_forms::<E>().handle::<E, H, Fut, R>(handler)
    }

    /// The same for a handler that is one transaction from its first word to its last: it works on the connection on which the
    /// session was looked up. A second one would cost a wait in the pool and a question whether it still stands. The handler
    /// may wait for nobody but the database.
    #[must_use]
    pub fn form_on_connection<E, H, Fut, R>(self, handler: H) -> Self
    where
        E: FormEndpoint,
        H: Fn(RequestContext, PoolConnection<Postgres>, E::Path, E::Input) -> Fut
            + Clone
            + Send
            + Sync
            + 'static,
        Fut: Future<Output = Result<R>> + Send,
        R: Into<Reply<E::Output>>,
    {
        self.accepts_forms::<E>()
            .route::<E, _, _>(move |app, parts, path, input| {
                let handler = handler.clone();
                async move {
                    let mut connection = app.db.acquire().await?;
                    let cx = RequestContext::looked_up_on(&mut connection, &app, &parts).await?;
                    Ok(handler(cx, connection, path, input).await?.into())
                }
            })
    }

    fn accepts_forms<E: FormEndpoint>(mut self) -> Self {
        let next: Next = Arc::new(|body, embedding| {
            let output: E::Output = serde_json::from_slice(body).ok()?;
            let next = E::next(&output);
            if let Some(next) = embedding.address(&next) {
                return Some(Accepted { next, opens: None });
            }
            Some(Accepted {
                opens: (!next.starts_with('/')).then_some(next),
                next: embedding.address(&E::next_in_frame(&output))?,
            })
        });
        self.forms
            .insert(E::PATH, next)
            .expect("two forms have one path");
        self
    }
}

fn success(body: Vec<u8>, cookies: &[String]) -> Response {
    let mut response = (StatusCode::OK, Body::from(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language().tag()),
    );
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            headers.append(header::SET_COOKIE, value);
        }
    }
    response
}

fn malformed() -> Error {
    Error::from(Problem::new(
        400,
        ProblemCode::Malformed,
        text(
            "Nội dung gửi lên không đúng định dạng.",
            "What was sent could not be read.",
        ),
    ))
}

/// Where an endpoint's input is read from.
enum Sent {
    Query,
    Json(Vec<u8>),
}

async fn sent(method: &Method, parts: &Parts, body: Body) -> Result<Sent> {
    // Postgres stores no NUL characters; nobody types them.
    if parts.uri.path().contains("%00") {
        return Err(malformed());
    }
    if *method == Method::GET {
        return Ok(Sent::Query);
    }
    let is_json = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(';').next() == Some("application/json"));
    if !is_json {
        return Err(Problem::new(
            415,
            ProblemCode::Malformed,
            text(
                "Chỉ nhận application/json.",
                "Only application/json is accepted.",
            ),
        )
        .with_detail(text(
            "Địa chỉ này dành cho phần mềm. Mở trang cần dùng trên cổng rồi làm lại từ đó.",
            "This address is for programs. Open the page you need on the portal and start again from there.",
        ))
        .into());
    }
    Ok(Sent::Json(
        request_body::read(body, LARGEST_BODY).await?.into(),
    ))
}

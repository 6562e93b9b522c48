//! How a page calls the API: gloo-net in the browser, the same axum router in memory on the server.

use crate::api::{Endpoint, Problem, path_of};
use leptos::prelude::Resource;
use serde::Serialize;
use std::marker::PhantomData;

/// A call ready to be made, comparable, so that a page loads again only when it asks for something else.
#[derive(Debug)]
pub struct Request<E> {
    url: String,
    body: Option<String>,
    endpoint: PhantomData<fn() -> E>,
}

impl<E> Clone for Request<E> {
    fn clone(&self) -> Self {
        Self {
            url: self.url.clone(),
            body: self.body.clone(),
            endpoint: PhantomData,
        }
    }
}

impl<E> PartialEq for Request<E> {
    fn eq(&self, other: &Self) -> bool {
        self.url == other.url && self.body == other.body
    }
}

impl<E: Endpoint> Request<E> {
    #[must_use]
    pub fn new(path: &E::Path, input: &E::Input) -> Self {
        Self {
            url: url_of::<E>(path, input),
            body: (E::METHOD != http::Method::GET).then(|| json(input)),
            endpoint: PhantomData,
        }
    }

    /// # Errors
    /// The server's problem, or [`crate::api::ProblemCode::Offline`] where it could not be reached.
    pub fn send(self) -> impl Future<Output = Result<E::Output, Problem>> + Send + use<E> {
        transport::send::<E>(self.url, self.body)
    }
}

pub fn call<E: Endpoint>(
    path: &E::Path,
    input: &E::Input,
) -> impl Future<Output = Result<E::Output, Problem>> + Send + use<E> {
    Request::<E>::new(path, input).send()
}

/// Loads an endpoint for a page: on the server while it is rendered, and anew where the request changes.
pub fn load<E: Endpoint>(
    request: impl Fn() -> (E::Path, E::Input) + Send + Sync + 'static,
) -> Resource<Result<E::Output, Problem>>
where
    E::Output: Clone,
{
    Resource::new(
        move || {
            let (path, input) = request();
            Request::<E>::new(&path, &input)
        },
        Request::send,
    )
}

fn url_of<E: Endpoint>(path: &E::Path, input: &E::Input) -> String {
    let url = path_of::<E>(path);
    if E::METHOD != http::Method::GET {
        return url;
    }
    match serde_urlencoded::to_string(input) {
        Ok(query) if !query.is_empty() => format!("{url}?{query}"),
        _ => url,
    }
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The problem may be one of our own, where the body is neither.
pub(crate) fn read<T: serde::de::DeserializeOwned>(ok: bool, body: &str) -> Result<T, Problem> {
    if ok {
        serde_json::from_str(body).map_err(unreadable)
    } else {
        Err(problem(body))
    }
}

fn problem(body: &str) -> Problem {
    serde_json::from_str(body).unwrap_or_else(unreadable)
}

fn unreadable(_: serde_json::Error) -> Problem {
    Problem::new(
        502,
        crate::api::ProblemCode::Internal,
        crate::locales::problem::UNREADABLE,
    )
}

#[cfg(feature = "ssr")]
use in_memory as transport;
#[cfg(feature = "ssr")]
pub use in_memory::{ApiCall, InMemoryApi};

#[cfg(feature = "ssr")]
mod in_memory {
    use super::{Endpoint, Problem, read};
    use leptos::prelude::use_context;
    use std::{pin::Pin, sync::Arc};

    /// A call while a page is rendered.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub struct ApiCall {
        pub method: http::Method,
        /// Path and query.
        pub url: String,
        /// JSON body.
        pub body: Option<String>,
    }

    type Answer = Pin<Box<dyn Future<Output = (bool, String)> + Send>>;

    /// The server's own router, with the cookies of the request that is being rendered.
    #[derive(Clone)]
    pub struct InMemoryApi(Arc<dyn Fn(ApiCall) -> Answer + Send + Sync>);

    impl InMemoryApi {
        /// The closure answers whether the call succeeded, and the body.
        pub fn new(handle: impl Fn(ApiCall) -> Answer + Send + Sync + 'static) -> Self {
            Self(Arc::new(handle))
        }
    }

    pub(super) fn send<E: Endpoint>(
        url: String,
        body: Option<String>,
    ) -> impl Future<Output = Result<E::Output, Problem>> + Send + use<E> {
        let answer = use_context::<InMemoryApi>().map(|api| {
            (api.0)(ApiCall {
                method: E::METHOD,
                url,
                body,
            })
        });
        async move {
            match answer {
                Some(answer) => {
                    let (ok, body) = answer.await;
                    read(ok, &body)
                }
                None => Err(Problem::offline()),
            }
        }
    }
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
use browser as transport;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub(crate) use browser::post;

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser {
    use super::{Endpoint, Problem, problem, read};
    use gloo_net::http::RequestBuilder;
    use http::Method;
    use send_wrapper::SendWrapper;

    pub(super) fn send<E: Endpoint>(
        url: String,
        body: Option<String>,
    ) -> impl Future<Output = Result<E::Output, Problem>> + Send + use<E> {
        SendWrapper::new(async move {
            let (ok, body) = answer(E::METHOD, &url, body).await?;
            read(ok, &body)
        })
    }

    /// For an endpoint without parameters in its path; yields its answer as it came.
    pub(crate) async fn post(path: &str, body: String) -> Result<String, Problem> {
        match answer(Method::POST, path, Some(body)).await? {
            (true, body) => Ok(body),
            (false, body) => Err(problem(&body)),
        }
    }

    /// Whether the call succeeded, and the body.
    async fn answer(
        method: Method,
        url: &str,
        body: Option<String>,
    ) -> Result<(bool, String), Problem> {
        let request = RequestBuilder::new(url).method(method);
        let request = match body {
            Some(body) => request
                .header("Content-Type", "application/json")
                .body(body),
            None => request.build(),
        };
        let response = match request {
            Ok(request) => request.send().await,
            Err(error) => Err(error),
        }
        .map_err(|_| Problem::offline())?;
        let body = response.text().await.map_err(|_| Problem::offline())?;
        Ok((response.ok(), body))
    }
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
mod transport {
    use super::{Endpoint, Problem};

    /// Built for neither side (for example by a tool that only reads the contract): nothing to call.
    pub(super) fn send<E: Endpoint>(
        _url: String,
        _body: Option<String>,
    ) -> impl Future<Output = Result<E::Output, Problem>> + Send + use<E> {
        std::future::ready(Err(Problem::offline()))
    }
}

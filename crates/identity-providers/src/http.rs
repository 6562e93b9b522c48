//! HTTP for the OpenID Connect library, over the client that the rest of the portal uses.

use openidconnect::{HttpRequest, HttpResponse};
use std::time::Duration;

/// How long a provider may take; somebody waits in front of a blank page meanwhile.
const PATIENCE: Duration = Duration::from_secs(8);
/// Longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 256 * 1024;

#[derive(Debug, thiserror::Error)]
pub(crate) enum HttpError {
    #[error("{0}")]
    Reach(reqwest::Error),
    #[error("unreadable")]
    Unreadable,
}

#[derive(Clone, Debug)]
pub(crate) struct Http(pub reqwest::Client);

impl Http {
    pub fn new() -> Result<Self, reqwest::Error> {
        Ok(Self(
            reqwest::Client::builder()
                // A provider that redirects could make this server ask anybody.
                .redirect(reqwest::redirect::Policy::none())
                .connect_timeout(Duration::from_secs(3))
                .timeout(PATIENCE)
                .build()?,
        ))
    }

    pub async fn call(self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (parts, body) = request.into_parts();
        let response = self
            .0
            .request(parts.method, parts.uri.to_string())
            .headers(parts.headers)
            .body(body)
            .send()
            .await
            // The address may hold a code.
            .map_err(|error| HttpError::Reach(error.without_url()))?;
        let mut answer = http::Response::builder().status(response.status());
        for (name, value) in response.headers() {
            answer = answer.header(name, value);
        }
        let body = body_of(response).await?;
        answer.body(body).map_err(|_| HttpError::Unreadable)
    }
}

/// The whole body of an answer, which is read no further than it may be long.
pub(crate) async fn body_of(mut answer: reqwest::Response) -> Result<Vec<u8>, HttpError> {
    let mut body = Vec::new();
    while let Some(chunk) = answer
        .chunk()
        .await
        .map_err(|error| HttpError::Reach(error.without_url()))?
    {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return Err(HttpError::Unreadable);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

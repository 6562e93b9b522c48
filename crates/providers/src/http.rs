//! What every adapter's connection has in common: one request, one answer, nothing repeated, nothing followed.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, RequestBuilder, StatusCode, Url, redirect, retry};
use rustls::crypto::CryptoProvider;

use crate::{ConfigError, CreateError, QueryError, RefundError};

/// How long calls may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until the connection stands.
    pub connect: Duration,
    /// Until the answer is read to its end.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            total: Duration::from_secs(10),
        }
    }
}

/// An HTTP answer, read to its end.
#[derive(Debug)]
pub(crate) struct HttpAnswer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

/// Why there is no answer, told apart by whether the provider can have received the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unanswered {
    NotSent,
    MaybeReceived(&'static str),
}

impl From<&reqwest::Error> for Unanswered {
    fn from(error: &reqwest::Error) -> Self {
        if error.is_connect() || error.is_builder() {
            Self::NotSent
        } else if error.is_timeout() {
            Self::MaybeReceived("no answer in time")
        } else {
            Self::MaybeReceived("connection broke off")
        }
    }
}

impl From<Unanswered> for CreateError {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::NotSent => Self::NotSent,
            Unanswered::MaybeReceived(reason) => Self::Unknown(reason),
        }
    }
}

impl From<Unanswered> for RefundError {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::NotSent => Self::NotSent,
            Unanswered::MaybeReceived(reason) => Self::Unknown(reason),
        }
    }
}

impl From<Unanswered> for QueryError {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::NotSent => Self::Unavailable("no connection"),
            Unanswered::MaybeReceived(reason) => Self::Unavailable(reason),
        }
    }
}

/// A provider's base address and the client that speaks to it.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    /// Without a slash at its end.
    base_url: String,
    client: Client,
}

impl Connection {
    /// Checks the base address and builds the client. Does not connect.
    pub(crate) fn new(base_url: &str, timeouts: Timeouts) -> Result<Self, ConfigError> {
        let base = Url::parse(base_url)
            .ok()
            .filter(is_web)
            .ok_or(ConfigError::BaseUrl)?;
        Ok(Self {
            client: client(&base, timeouts)?,
            base_url: base.as_str().trim_end_matches('/').to_owned(),
        })
    }

    /// A POST of a message below the base address; `path` has no slash at its beginning, and may be empty.
    pub(crate) fn post(
        &self,
        path: &str,
        content_type: &'static str,
        message: Vec<u8>,
    ) -> RequestBuilder {
        let address = match path {
            "" => self.base_url.clone(),
            path => format!("{}/{path}", self.base_url),
        };
        self.client
            .post(address)
            .header(CONTENT_TYPE, content_type)
            .body(message)
    }
}

/// Sends one request and reads the whole answer, up to `largest` bytes.
pub(crate) async fn answer_to(
    request: RequestBuilder,
    largest: usize,
) -> Result<HttpAnswer, Unanswered> {
    #[cfg(feature = "fuzzing")]
    if let Some(answer) = crate::fuzzing::answer() {
        return Ok(answer);
    }
    let mut response = request
        .send()
        .await
        .map_err(|error| Unanswered::from(&error))?;
    let status = response.status();
    let mut body = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|_| Unanswered::MaybeReceived("answer broke off"))?
    {
        if body.len() + chunk.len() > largest {
            return Err(Unanswered::MaybeReceived("answer is too large"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(HttpAnswer { status, body })
}

/// Origins a payer may be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origins(Vec<String>);

impl Origins {
    /// At least one http or https address.
    pub(crate) fn new(configured: &[String]) -> Result<Self, ConfigError> {
        if configured.is_empty() {
            return Err(ConfigError::RedirectOrigin(String::new()));
        }
        let origin = |origin: &String| {
            let url = Url::parse(origin).ok().filter(is_web);
            url.map(|url| url.origin().ascii_serialization())
                .ok_or_else(|| ConfigError::RedirectOrigin(origin.clone()))
        };
        configured
            .iter()
            .map(origin)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The address to send the payer to, as parsed and written again, if its origin is allowed and it hides no other host
    /// before an `@`.
    pub(crate) fn allowed(&self, link: &str) -> Option<String> {
        let url = Url::parse(link).ok().filter(is_web)?;
        let plain = url.username().is_empty() && url.password().is_none();
        let allowed = self.0.contains(&url.origin().ascii_serialization());
        (plain && allowed).then(|| url.to_string())
    }
}

fn client(base: &Url, timeouts: Timeouts) -> Result<Client, ConfigError> {
    // Without one, building the client would panic.
    if CryptoProvider::get_default().is_none() {
        return Err(ConfigError::NoTlsProvider);
    }
    let builder = Client::builder()
        .connect_timeout(timeouts.connect)
        .timeout(timeouts.total)
        // Following or repeating would send a payment twice.
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        // On a kept connection "closed meanwhile" and "closed after receiving" look alike; on a fresh one, no connection means
        // not sent.
        .pool_max_idle_per_host(0)
        .referer(false);
    // A proxy cannot reach what runs on this machine.
    let builder = if is_loopback(base) {
        builder.no_proxy()
    } else {
        builder
    };
    builder.build().map_err(ConfigError::Client)
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

fn is_loopback(url: &Url) -> bool {
    matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}

#[cfg(test)]
mod tests {
    use super::Origins;
    use crate::ConfigError;

    #[test]
    fn payers_are_sent_to_allowed_origins_only() {
        let origins = Origins::new(&["https://pay.example.vn/".to_owned()]).unwrap();
        assert_eq!(
            origins.allowed("https://pay.example.vn/p/1?x=2").as_deref(),
            Some("https://pay.example.vn/p/1?x=2")
        );
        for link in [
            "http://pay.example.vn/p/1",
            "https://pay.example.vn:444/p/1",
            "https://pay.example.vn@evil.example/",
            "https://user@pay.example.vn/",
            "javascript:alert(1)",
            "//pay.example.vn/",
            "",
        ] {
            assert_eq!(origins.allowed(link), None, "{link}");
        }
        assert!(matches!(
            Origins::new(&[]),
            Err(ConfigError::RedirectOrigin(_))
        ));
    }
}

//! What every adapter's connection has in common: one request, one answer, nothing repeated, nothing followed.

use std::fmt::Display;
use std::time::{Duration, Instant};

use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode, Url, redirect, retry};
use rustls::crypto::CryptoProvider;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::secret::Secret;
use crate::text::require;
use crate::transcript;
use crate::{ConfigError, QueryError, SendError};

/// `Content-Type` of JSON, as most providers write it.
pub(crate) const JSON: &str = "application/json; charset=utf-8";
/// `Content-Type` of a form.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
/// Messages are a few kilobytes; what is much longer is not one.
const LARGEST_ANSWER: usize = 256 * 1024;

/// How long calls may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until the connection stands.
    pub connect: Duration,
    /// Until the answer is read to its end.
    pub total: Duration,
}

impl Timeouts {
    /// Of providers that ask for no others.
    pub(crate) const USUAL: Self = Self::of_seconds(10);

    /// So many seconds in all.
    pub(crate) const fn of_seconds(total: u64) -> Self {
        Self {
            connect: Duration::from_secs(3),
            total: Duration::from_secs(total),
        }
    }
}

/// An HTTP answer, read to its end.
#[derive(Debug)]
pub(crate) struct HttpAnswer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

impl HttpAnswer {
    /// Refuses what is no answer of a provider that may refuse under a client error.
    pub(crate) fn check_status(&self) -> Result<(), &'static str> {
        require(
            self.status.is_success() || self.status.is_client_error(),
            "server error or redirection instead of an answer",
        )
    }

    /// Refuses a yes that contradicts its status.
    pub(crate) fn check_yes(&self, yes: bool) -> Result<(), &'static str> {
        require(
            !yes || self.status.is_success(),
            "answer says yes under an HTTP refusal",
        )
    }

    /// Reads the body as JSON. Into a struct, a name that occurs twice is refused.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, &'static str> {
        serde_json::from_slice(&self.body).map_err(|_| "answer is not readable")
    }

    /// The body as received, to be kept.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Why there is no answer, told apart by whether the provider can have received the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unanswered {
    /// There is no such message.
    Invalid(&'static str),
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

impl From<Unanswered> for SendError {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::Invalid(why) => Self::Invalid(why),
            Unanswered::NotSent => Self::NotSent,
            Unanswered::MaybeReceived(reason) => Self::Unknown(reason),
        }
    }
}

impl From<Unanswered> for QueryError {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::Invalid(why) => Self::Invalid(why),
            Unanswered::NotSent => Self::Unavailable("no connection"),
            Unanswered::MaybeReceived(reason) => Self::Unavailable(reason),
        }
    }
}

/// A provider's base address and the client that speaks to it.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    /// Code of the provider, for the log.
    provider: &'static str,
    /// Without a slash at its end.
    base_url: String,
    has_paths: bool,
    content_type: &'static str,
    bearer: Option<Secret>,
    /// Longest answer in bytes.
    largest: usize,
    client: Client,
}

impl Connection {
    /// Checks the base address and builds the client. Does not connect.
    pub(crate) fn new(
        provider: &'static str,
        base_url: &str,
        content_type: &'static str,
        timeouts: Timeouts,
    ) -> Result<Self, ConfigError> {
        let base = Url::parse(base_url).ok().filter(is_web);
        let base = base.ok_or(ConfigError::BaseUrl)?;
        Ok(Self {
            provider,
            client: client(&base, timeouts)?,
            base_url: base.as_str().trim_end_matches('/').to_owned(),
            has_paths: true,
            content_type,
            bearer: None,
            largest: LARGEST_ANSWER,
        })
    }

    /// The same, with a bearer token in each message.
    pub(crate) fn with_bearer(self, bearer: Option<Secret>) -> Self {
        Self { bearer, ..self }
    }

    /// The same, for answers of up to so many bytes.
    pub(crate) fn with_largest(&self, largest: usize) -> Self {
        Self {
            largest,
            ..self.clone()
        }
    }

    /// The same, where all messages go to the base address itself.
    pub(crate) fn with_one_address(self) -> Self {
        Self {
            has_paths: false,
            ..self
        }
    }

    /// Sends one message to its path below the base address, reads the whole answer and logs a line: which call, how long, and why it
    /// failed. Only the beginning of the reference's SHA-256 tells payments apart there: the reference itself opens the result to
    /// whoever knows it. Nothing of the payer is written.
    ///
    /// `kind` of the message is its path, too, where the provider has more than one address.
    pub(crate) async fn call<T, E: From<Unanswered> + Display>(
        &self,
        kind: &str,
        reference: &str,
        message: Result<Vec<u8>, &'static str>,
        read: impl FnOnce(HttpAnswer) -> Result<T, E>,
    ) -> Result<T, E> {
        let message = message.map_err(Unanswered::Invalid)?;
        let started = Instant::now();
        let result = match self.answer_to(kind, message).await {
            Ok(answer) => {
                transcript::note(&answer.body);
                read(answer)
            }
            Err(unanswered) => Err(unanswered.into()),
        };
        let (provider, milliseconds) = (self.provider, started.elapsed().as_millis());
        let payment = &hex::encode(Sha256::digest(reference))[..12];
        match &result {
            Ok(_) => tracing::info!(
                provider,
                message_kind = kind,
                payment,
                milliseconds,
                "provider answered"
            ),
            Err(error) => {
                tracing::warn!(provider, message_kind = kind, payment, milliseconds, %error, "provider call failed");
            }
        }
        result
    }

    async fn answer_to(&self, path: &str, message: Vec<u8>) -> Result<HttpAnswer, Unanswered> {
        #[cfg(any(test, feature = "fuzzing"))]
        if let Some(answer) = crate::offline::answer(&message) {
            return Ok(answer);
        }
        let address = if self.has_paths {
            format!("{}/{path}", self.base_url)
        } else {
            self.base_url.clone()
        };
        let request = self.client.post(address);
        let request = request
            .header(CONTENT_TYPE, self.content_type)
            .body(message);
        let request = match &self.bearer {
            Some(token) => request.bearer_auth(token.expose()),
            None => request,
        };
        let response = request.send().await;
        let mut response = response.map_err(|error| Unanswered::from(&error))?;
        let status = response.status();
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|_| Unanswered::MaybeReceived("answer broke off"))?
        {
            if body.len() + chunk.len() > self.largest {
                return Err(Unanswered::MaybeReceived("answer is too large"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(HttpAnswer { status, body })
    }
}

/// Origins a payer may be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origins(Vec<String>);

impl Origins {
    /// At least one http or https address; several are separated by blanks.
    pub(crate) fn new(configured: &str) -> Result<Self, ConfigError> {
        let refused = |origin: &str| ConfigError::RedirectOrigin(origin.to_owned());
        let origins = configured
            .split_whitespace()
            .map(|origin| origin_of(origin).ok_or_else(|| refused(origin)))
            .collect::<Result<Vec<_>, _>>()?;
        if origins.is_empty() {
            return Err(refused(configured));
        }
        Ok(Self(origins))
    }

    /// The page that an answer sends the payer to.
    pub(crate) fn page(&self, link: Option<&str>) -> Result<String, SendError> {
        let link = link.ok_or(SendError::Unknown("answer without a payment address"))?;
        self.allowed(link)
            .ok_or(SendError::Unknown("payment address is not allowed"))
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
    let builder = match is_loopback(base) {
        true => builder.no_proxy(),
        false => builder,
    };
    builder.build().map_err(ConfigError::Client)
}

/// The origin of an http or https address.
pub(crate) fn origin_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(is_web)?;
    Some(url.origin().ascii_serialization())
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
        let origins = Origins::new("https://pay.example.vn/").unwrap();
        let page = "https://pay.example.vn/p/1?x=2";
        assert_eq!(origins.allowed(page).as_deref(), Some(page));
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
        let none = Origins::new("");
        assert!(matches!(none, Err(ConfigError::RedirectOrigin(_))));
    }
}

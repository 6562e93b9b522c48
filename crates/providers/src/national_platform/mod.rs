//! The payment platform of the National Public Service Portal (Nền tảng thanh toán, Cổng Dịch vụ công quốc gia), messages of
//! version 1.0.6.
//!
//! No specification is published. Field names, order of signed values and codes are those on which independent portals agree
//! (OpenCPS v2, module pay-gate-integration, and a provincial portal on .NET); where they differ or are silent, the comments say
//! what was chosen. The addresses are configuration, because the real ones are unknown.
//!
//! The platform opens a payment on INIT, reports it by CONFIRM, answers QUERY and hands out a voucher on GET_BILL. It has no
//! refund message.

mod answer;
mod code;
mod confirm;
mod flat;
#[cfg(test)]
mod tests;
mod wire;

use std::time::{Duration, Instant};

use async_trait::async_trait;
use domain::money::Vnd;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Url, redirect, retry};
use rustls::crypto::CryptoProvider;

use self::answer::HttpAnswer;
use crate::{
    Acknowledgement, Bill, CallbackError, Capabilities, CreateError, CreateRequest, Created,
    Provider, QueryAnswer, QueryError, QueryRequest, Report, Secret, Verdict,
};

/// Messages are a few hundred bytes; what is much longer is not one.
const LARGEST_MESSAGE: usize = 256 * 1024;
/// A voucher may be a PDF with fonts and a seal.
const LARGEST_BILL: usize = 8 * 1024 * 1024;

/// How the platform is reached. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address under which `/init`, `/query` and `/get-bill` lie, http or https.
    pub base_url: String,
    /// `MaDoiTac`, our code at the platform.
    pub partner_code: String,
    /// Signs what we send and verifies what we receive.
    pub secret: Secret,
    /// The secret before the last change, still accepted on what we receive.
    pub previous_secret: Option<Secret>,
    /// Bearer token of the province's service bus, where calls go through one.
    pub bus_token: Option<Secret>,
    /// Origins a payer may be sent to, such as `https://pay.example.vn`.
    pub allowed_redirect_origins: Vec<String>,
    /// Where the money goes.
    pub collecting_account: CollectingAccount,
    /// How long to wait.
    pub timeouts: Timeouts,
}

/// The agency's bank account that fees are paid into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CollectingAccount {
    /// Account number (`TKThuHuong`).
    pub number: String,
    /// Bank (`MaNHThuHuong`).
    pub bank_code: String,
    /// Name of the account (`TenTKThuHuong`).
    pub holder: String,
    /// State budget account (`TaiKhoanThuNSNN`); empty where fees do not go there directly.
    pub treasury_number: String,
}

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

/// Why the platform cannot be used as configured.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The base address is not an http or https address.
    #[error("base address is not an http or https address")]
    BaseUrl,
    /// The partner code is empty or holds something else than letters, digits, `-` and `_`.
    #[error("partner code is not 1–50 letters, digits, '-' or '_'")]
    PartnerCode,
    /// A secret is empty: anybody could sign.
    #[error("a secret is empty")]
    EmptySecret,
    /// A redirect origin is not an http or https address, or there is none.
    #[error("redirect origins must be http or https addresses, at least one: {0:?}")]
    RedirectOrigin(String),
    /// The binary has not installed a TLS provider; do so before building clients.
    #[error(
        "no TLS provider is installed; call rustls::crypto::ring::default_provider().install_default() first"
    )]
    NoTlsProvider,
    /// The HTTP client could not be built.
    #[error("HTTP client could not be built")]
    Client(#[source] reqwest::Error),
}

/// The national payment platform as a provider.
#[derive(Clone, Debug)]
pub struct NationalPlatform {
    config: Config,
    capabilities: Capabilities,
    client: Client,
}

impl NationalPlatform {
    /// Checks the configuration and builds the HTTP client. Does not connect.
    ///
    /// # Errors
    /// [`ConfigError`], also where the process has no rustls provider installed.
    pub fn new(mut config: Config) -> Result<Self, ConfigError> {
        let base = Url::parse(&config.base_url)
            .ok()
            .filter(is_web)
            .ok_or(ConfigError::BaseUrl)?;
        if !wire::is_code(&config.partner_code, 50) {
            return Err(ConfigError::PartnerCode);
        }
        if config.secret.is_empty()
            || config
                .previous_secret
                .as_ref()
                .is_some_and(Secret::is_empty)
        {
            return Err(ConfigError::EmptySecret);
        }
        config.base_url = base.as_str().trim_end_matches('/').to_owned();
        config.allowed_redirect_origins = origins(&config.allowed_redirect_origins)?;
        let capabilities = Capabilities {
            code: "national-platform",
            name: "Nền tảng thanh toán Cổng Dịch vụ công quốc gia",
            units_per_dong: 1,
            timeout: config.timeouts.total,
            query: true,
            refund: false,
            bill: true,
            minimum: Vnd::new(1),
            maximum: None,
        };
        let client = client(&base, config.timeouts)?;
        Ok(Self {
            config,
            capabilities,
            client,
        })
    }

    /// Sends one message and reads the whole answer.
    async fn post(
        &self,
        path: &str,
        message: Vec<u8>,
        largest_answer: usize,
    ) -> Result<HttpAnswer, Unanswered> {
        let request = self.client.post(format!("{}/{path}", self.config.base_url));
        let request = request
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .body(message);
        let request = match &self.config.bus_token {
            Some(token) => request.bearer_auth(token.expose()),
            None => request,
        };
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
            if body.len() + chunk.len() > largest_answer {
                return Err(Unanswered::MaybeReceived("answer is too large"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(HttpAnswer { status, body })
    }

    /// Sends a question, which may be repeated without harm.
    async fn ask(
        &self,
        path: &str,
        message: Vec<u8>,
        largest_answer: usize,
    ) -> Result<HttpAnswer, QueryError> {
        self.post(path, message, largest_answer)
            .await
            .map_err(|error| match error {
                Unanswered::NotSent => QueryError::Unavailable("no connection"),
                Unanswered::MaybeReceived(reason) => QueryError::Unavailable(reason),
            })
    }
}

#[async_trait]
impl Provider for NationalPlatform {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, CreateError> {
        let message = wire::init(&self.config, request).map_err(CreateError::Invalid)?;
        let started = Instant::now();
        let result = match self.post("init", message, LARGEST_MESSAGE).await {
            Ok(answer) => answer::created(&self.config, &request.reference, answer),
            Err(Unanswered::NotSent) => Err(CreateError::NotSent),
            Err(Unanswered::MaybeReceived(reason)) => Err(CreateError::Unknown(reason)),
        };
        log("INIT", &request.reference, started, result.as_ref().err());
        result
    }

    fn verify_callback(&self, body: &[u8]) -> Result<Report, CallbackError> {
        confirm::authenticate(&self.config, body)?.report(&self.config)
    }

    fn acknowledge(&self, body: &[u8], verdict: Verdict) -> Acknowledgement {
        confirm::acknowledge(&self.config, body, verdict)
    }

    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let message = wire::query(&self.config, request).map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let result = match self.ask("query", message, LARGEST_MESSAGE).await {
            Ok(answer) => answer::queried(&self.config, &request.reference, answer),
            Err(error) => Err(error),
        };
        log("QUERY", &request.reference, started, result.as_ref().err());
        result
    }

    async fn bill(&self, request: &QueryRequest) -> Result<Bill, QueryError> {
        let message = wire::get_bill(&self.config, request).map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let result = match self.ask("get-bill", message, LARGEST_BILL).await {
            Ok(answer) => answer::bill(&self.config, &request.reference, answer),
            Err(error) => Err(error),
        };
        log(
            "GET_BILL",
            &request.reference,
            started,
            result.as_ref().err(),
        );
        result
    }
}

/// Why there is no answer, told apart by whether the platform can have received the message.
enum Unanswered {
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

fn origins(configured: &[String]) -> Result<Vec<String>, ConfigError> {
    if configured.is_empty() {
        return Err(ConfigError::RedirectOrigin(String::new()));
    }
    let origin = |origin: &String| {
        let url = Url::parse(origin).ok().filter(is_web);
        url.map(|url| url.origin().ascii_serialization())
            .ok_or_else(|| ConfigError::RedirectOrigin(origin.clone()))
    };
    configured.iter().map(origin).collect()
}

fn log(message: &str, reference: &str, started: Instant, error: Option<&impl std::fmt::Display>) {
    let milliseconds = started.elapsed().as_millis();
    match error {
        None => tracing::info!(
            message_kind = message,
            reference,
            milliseconds,
            "national platform answered"
        ),
        Some(error) => {
            tracing::warn!(message_kind = message, reference, milliseconds, %error, "national platform call failed")
        }
    }
}

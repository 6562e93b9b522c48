//! MoMo, payment gateway v2 (developers.momo.vn, `/v2/gateway/api`).
//!
//! MoMo opens a payment on `create`, reports it by IPN, answers `query`, and refunds. Its answers carry no signature that is
//! published; what vouches for them is the connection, so they are believed only as far as they fit the question.

mod answer;
mod code;
mod ipn;
mod refund;
#[cfg(test)]
mod tests;
mod wire;

use std::time::{Duration, Instant};

use async_trait::async_trait;
use domain::money::Vnd;

use crate::http::{Connection, HttpAnswer, Origins, Unanswered, answer_to};
use crate::text::{any_empty, is_code};
use crate::{
    Acknowledgement, CallbackError, CallbackMethod, Capabilities, ConfigError, CreateError,
    CreateRequest, Created, Provider, QueryAnswer, QueryError, QueryRequest, RefundAnswer,
    RefundError, RefundQueryRequest, RefundRequest, Report, Secret, Timeouts, Verdict, log,
};

const CODE: &str = "momo";
/// Messages are a few kilobytes; what is much longer is not one.
const LARGEST_MESSAGE: usize = 64 * 1024;
/// Smallest payment and smallest refund.
const SMALLEST_AMOUNT: Vnd = Vnd::new(1_000);
/// Most that a wallet pays, and that is refunded, at once.
const LARGEST_AMOUNT: Vnd = Vnd::new(50_000_000);

/// How long to wait for MoMo, which asks for at least 30 seconds.
pub const TIMEOUTS: Timeouts = Timeouts {
    connect: Duration::from_secs(3),
    total: Duration::from_secs(30),
};

/// How MoMo is reached. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address under which `/create`, `/query` and `/refund` lie, such as `https://payment.momo.vn/v2/gateway/api`.
    pub base_url: String,
    /// `partnerCode`, our code at MoMo.
    pub partner_code: String,
    /// `accessKey`, which is signed and never sent.
    pub access_key: Secret,
    /// Signs what we send and verifies what we receive.
    pub secret: Secret,
    /// The secret before the last change, still accepted on what we receive.
    pub previous_secret: Option<Secret>,
    /// Origins a payer may be sent to, such as `https://payment.momo.vn`.
    pub allowed_redirect_origins: Vec<String>,
    /// How long to wait; see [`TIMEOUTS`].
    pub timeouts: Timeouts,
}

/// MoMo as a provider.
#[derive(Clone, Debug)]
pub struct Momo {
    config: Config,
    capabilities: Capabilities,
    connection: Connection,
    origins: Origins,
}

impl Momo {
    /// Checks the configuration and builds the HTTP client. Does not connect.
    ///
    /// # Errors
    /// [`ConfigError`], also where the process has no rustls provider installed.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        if !is_code(&config.partner_code, 50) {
            return Err(ConfigError::PartnerCode);
        }
        let secrets = [&config.access_key, &config.secret];
        if any_empty(secrets.into_iter().chain(&config.previous_secret)) {
            return Err(ConfigError::EmptySecret);
        }
        let connection = Connection::new(&config.base_url, config.timeouts)?;
        let origins = Origins::new(&config.allowed_redirect_origins)?;
        let capabilities = Capabilities {
            code: CODE,
            name: "Ví MoMo",
            units_per_dong: 1,
            timeout: config.timeouts.total,
            callback: CallbackMethod::Post,
            query: true,
            refund: true,
            bill: false,
            minimum: SMALLEST_AMOUNT,
            maximum: Some(LARGEST_AMOUNT),
        };
        Ok(Self {
            config,
            capabilities,
            connection,
            origins,
        })
    }

    /// Sends one message and reads the whole answer.
    async fn post(&self, path: &str, message: Vec<u8>) -> Result<HttpAnswer, Unanswered> {
        let content_type = "application/json; charset=utf-8";
        let request = self.connection.post(path, content_type, message);
        answer_to(request, LARGEST_MESSAGE).await
    }
}

#[async_trait]
impl Provider for Momo {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, CreateError> {
        let message = wire::create(&self.config, request).map_err(CreateError::Invalid)?;
        let started = Instant::now();
        let result = match self.post("create", message).await {
            Ok(answer) => answer::created(&self.config, &self.origins, request, &answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        log::call(CODE, "create", &request.reference, started, error);
        result
    }

    fn verify_callback(&self, body: &[u8]) -> Result<Report, CallbackError> {
        ipn::authenticate(&self.config, body)?.report(&self.config)
    }

    fn acknowledge(&self, body: &[u8], verdict: Verdict) -> Acknowledgement {
        ipn::acknowledge(self.verify_callback(body), verdict)
    }

    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let message = wire::query(&self.config, &request.reference, &request.request_id)
            .map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let result = match self.post("query", message).await {
            Ok(answer) => answer::queried(&self.config, request, &answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        log::call(CODE, "query", &request.reference, started, error);
        result
    }

    async fn refund(&self, request: &RefundRequest) -> Result<RefundAnswer, RefundError> {
        let message = wire::refund(&self.config, request).map_err(RefundError::Invalid)?;
        let started = Instant::now();
        let result = match self.post("refund", message).await {
            Ok(answer) => refund::refunded(&self.config, request, &answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        log::call(CODE, "refund", &request.refund_reference, started, error);
        result
    }

    async fn query_refund(&self, request: &RefundQueryRequest) -> Result<RefundAnswer, QueryError> {
        let message = wire::query(&self.config, &request.refund_reference, &request.request_id)
            .map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let result = match self.post("refund/query", message).await {
            Ok(answer) => refund::queried(&self.config, request, &answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        log::call(
            CODE,
            "refund/query",
            &request.refund_reference,
            started,
            error,
        );
        result
    }
}

//! ZaloPay v2 (docs.zalopay.vn, `/v2`).
//!
//! ZaloPay opens an order on `create`, calls back when money was taken, answers `query`, and refunds. What we send is sealed
//! with one key (key1), what calls back with another (key2). Its answers carry no signature and do not repeat what was asked;
//! what vouches for them is the connection.

mod answer;
mod callback;
mod code;
mod id;
mod refund;
#[cfg(test)]
mod tests;
mod wire;

use std::time::Instant;

use async_trait::async_trait;
use domain::money::Vnd;

use crate::http::{Connection, HttpAnswer, Origins, Unanswered, answer_to};
use crate::text::any_empty;
use crate::{
    Acknowledgement, CallbackError, CallbackMethod, Capabilities, ConfigError, CreateError,
    CreateRequest, Created, Provider, QueryAnswer, QueryError, QueryRequest, RefundAnswer,
    RefundError, RefundQueryRequest, RefundRequest, Report, Secret, Timeouts, Verdict, log,
};

const CODE: &str = "zalopay";
/// Messages are a few kilobytes; what is much longer is not one.
const LARGEST_MESSAGE: usize = 64 * 1024;

/// How ZaloPay is reached. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address under which `/create`, `/query`, `/refund` and `/query_refund` lie, such as `https://openapi.zalopay.vn/v2`.
    pub base_url: String,
    /// `app_id`, our number at ZaloPay.
    pub app_id: u32,
    /// `key1`, which seals what we send.
    pub key1: Secret,
    /// `key2`, which verifies what calls back.
    pub key2: Secret,
    /// `key2` before the last change, still accepted on what calls back.
    pub previous_key2: Option<Secret>,
    /// Origins a payer may be sent to, such as `https://qcgateway.zalopay.vn`.
    pub allowed_redirect_origins: Vec<String>,
    /// How long to wait.
    pub timeouts: Timeouts,
}

/// ZaloPay as a provider.
#[derive(Clone, Debug)]
pub struct ZaloPay {
    config: Config,
    capabilities: Capabilities,
    connection: Connection,
    origins: Origins,
}

impl ZaloPay {
    /// Checks the configuration and builds the HTTP client. Does not connect.
    ///
    /// # Errors
    /// [`ConfigError`], also where the process has no rustls provider installed.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        let keys = [&config.key1, &config.key2];
        if any_empty(keys.into_iter().chain(&config.previous_key2)) {
            return Err(ConfigError::EmptySecret);
        }
        let connection = Connection::new(&config.base_url, config.timeouts)?;
        let origins = Origins::new(&config.allowed_redirect_origins)?;
        let capabilities = Capabilities {
            code: CODE,
            name: "ZaloPay",
            units_per_dong: 1,
            timeout: config.timeouts.total,
            callback: CallbackMethod::Post,
            query: true,
            refund: true,
            bill: false,
            minimum: Vnd::new(1),
            maximum: None,
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
        let content_type = "application/x-www-form-urlencoded";
        let request = self.connection.post(path, content_type, message);
        answer_to(request, LARGEST_MESSAGE).await
    }
}

#[async_trait]
impl Provider for ZaloPay {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, CreateError> {
        let message = wire::create(&self.config, request).map_err(CreateError::Invalid)?;
        let started = Instant::now();
        let result = match self.post("create", message).await {
            Ok(answer) => answer::created(&self.origins, &answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        log::call(CODE, "create", &request.reference, started, error);
        result
    }

    fn verify_callback(&self, body: &[u8]) -> Result<Report, CallbackError> {
        callback::verify(&self.config, body)
    }

    fn acknowledge(&self, body: &[u8], verdict: Verdict) -> Acknowledgement {
        callback::acknowledge(self.verify_callback(body), verdict)
    }

    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let message = wire::query(&self.config, request).map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let result = match self.post("query", message).await {
            Ok(answer) => answer::queried(&answer),
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
            Ok(answer) => refund::refunded(&answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        log::call(CODE, "refund", &request.refund_reference, started, error);
        result
    }

    async fn query_refund(&self, request: &RefundQueryRequest) -> Result<RefundAnswer, QueryError> {
        let message = wire::query_refund(&self.config, request).map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let result = match self.post("query_refund", message).await {
            Ok(answer) => refund::queried(&answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        log::call(
            CODE,
            "query_refund",
            &request.refund_reference,
            started,
            error,
        );
        result
    }
}

//! VNPT Pay (VNPT Money), messages of version 1.0.6.
//!
//! No specification is published. Fields, order of signed values and codes are those on which four independent merchants'
//! implementations agree, of 1.0.5 and 1.0.6; where they are silent, the comments say what was chosen.
//!
//! VNPT Pay opens a payment on INIT, reports it by CONFIRM and answers QUERY. No refund message is known. Where the payer's
//! browser returns to and where CONFIRM goes is agreed with VNPT Pay, not sent.

mod answer;
mod code;
mod confirm;
mod ordered;
#[cfg(test)]
mod tests;
mod wire;

use std::time::Instant;

use async_trait::async_trait;

use crate::http::{Connection, HttpAnswer, Origins, Unanswered, answer_to};
use crate::text::{any_empty, is_code};
use crate::{
    Acknowledgement, CallbackError, CallbackMethod, Capabilities, ConfigError, CreateError,
    CreateRequest, Created, Provider, QueryAnswer, QueryError, QueryRequest, Report, Secret,
    Timeouts, Verdict, log,
};

const CODE: &str = "vnpt-pay";
/// Messages are a few hundred bytes; what is much longer is not one.
const LARGEST_MESSAGE: usize = 256 * 1024;

/// How VNPT Pay is reached. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address under which `/init` and `/query` lie, such as `https://…/rest/payment/v1.0.6`.
    pub base_url: String,
    /// `MERCHANT_SERVICE_ID`, our code at VNPT Pay: 1–50 letters, digits, `-` or `_`.
    pub merchant_service_id: String,
    /// Bearer token of each call.
    pub api_key: Secret,
    /// Signs what we send and verifies what we receive.
    pub secret: Secret,
    /// The secret before the last change, still accepted on what we receive.
    pub previous_secret: Option<Secret>,
    /// Origins a payer may be sent to.
    pub allowed_redirect_origins: Vec<String>,
    /// How long to wait.
    pub timeouts: Timeouts,
}

/// VNPT Pay as a provider.
#[derive(Clone, Debug)]
pub struct VnptPay {
    config: Config,
    capabilities: Capabilities,
    connection: Connection,
    origins: Origins,
}

impl VnptPay {
    /// Checks the configuration and builds the HTTP client. Does not connect.
    ///
    /// # Errors
    /// [`ConfigError`], also where the process has no rustls provider installed.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        if !is_code(&config.merchant_service_id, 50) {
            return Err(ConfigError::PartnerCode);
        }
        let secrets = [&config.api_key, &config.secret];
        if any_empty(secrets.into_iter().chain(&config.previous_secret)) {
            return Err(ConfigError::EmptySecret);
        }
        let connection = Connection::new(&config.base_url, config.timeouts)?;
        let origins = Origins::new(&config.allowed_redirect_origins)?;
        let capabilities = Capabilities {
            code: CODE,
            name: "VNPT Pay",
            units_per_dong: 1,
            timeout: config.timeouts.total,
            callback: CallbackMethod::Post,
            query: true,
            refund: false,
            bill: false,
            minimum: wire::MINIMUM,
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
        let request = self
            .connection
            .post(path, "application/json; charset=utf-8", message)
            .bearer_auth(self.config.api_key.expose());
        answer_to(request, LARGEST_MESSAGE).await
    }
}

#[async_trait]
impl Provider for VnptPay {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, CreateError> {
        let message = wire::init(&self.config, request).map_err(CreateError::Invalid)?;
        let started = Instant::now();
        let result = match self.post("init", message).await {
            Ok(answer) => answer::created(&self.config, &self.origins, &request.reference, answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        log::call(CODE, "INIT", &request.reference, started, error);
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
        let result = match self.post("query", message).await {
            Ok(answer) => answer::queried(&self.config, &request.reference, answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        log::call(CODE, "QUERY", &request.reference, started, error);
        result
    }
}

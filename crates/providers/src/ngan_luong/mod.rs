//! Ngân Lượng, checkout API 3.1 (integration guide of February 2017 and the libraries that follow it).
//!
//! A form is posted, XML comes back. Messages carry no digest in either direction; what vouches for an answer is the connection, so
//! an answer is believed only as far as it fits the question. Version 3.1 does not report by itself: it must be asked, with the
//! token that opened the payment. A refund message of 3.x is not published.

mod answer;
mod code;
#[cfg(test)]
mod tests;
mod wire;
mod xml;

use std::time::Instant;

use async_trait::async_trait;

use crate::http::{Connection, HttpAnswer, Origins, Unanswered, answer_to};
use crate::text::{any_empty, is_code};
use crate::{
    Acknowledgement, CallbackError, CallbackMethod, Capabilities, ConfigError, CreateError,
    CreateRequest, Created, Provider, QueryAnswer, QueryError, QueryRequest, Report, Secret,
    Timeouts, Verdict, log,
};

const CODE: &str = "ngan-luong";
/// Messages are a few kilobytes; what is much longer is not one.
const LARGEST_ANSWER: usize = 256 * 1024;

/// How Ngân Lượng is reached. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Config {
    /// The one address, such as `https://www.nganluong.vn/checkout.api.nganluong.post.php`.
    pub api_url: String,
    /// Our number at Ngân Lượng: 1–50 letters, digits, `-` or `_`.
    pub merchant_id: String,
    /// Our password at Ngân Lượng, which goes over the wire as its MD5.
    pub merchant_password: Secret,
    /// The account that receives the money.
    pub receiver_email: String,
    /// Origins a payer may be sent to.
    pub allowed_redirect_origins: Vec<String>,
    /// How long to wait.
    pub timeouts: Timeouts,
}

/// Ngân Lượng as a provider.
#[derive(Clone, Debug)]
pub struct NganLuong {
    config: Config,
    capabilities: Capabilities,
    connection: Connection,
    origins: Origins,
}

impl NganLuong {
    /// Checks the configuration and builds the HTTP client. Does not connect.
    ///
    /// # Errors
    /// [`ConfigError`], also where the process has no rustls provider installed.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        if !is_code(&config.merchant_id, 50) {
            return Err(ConfigError::PartnerCode);
        }
        if any_empty([&config.merchant_password]) {
            return Err(ConfigError::EmptySecret);
        }
        if !config.receiver_email.contains('@') {
            return Err(ConfigError::Setting("receiver is not an e-mail address"));
        }
        let connection = Connection::new(&config.api_url, config.timeouts)?;
        let origins = Origins::new(&config.allowed_redirect_origins)?;
        let capabilities = Capabilities {
            code: CODE,
            name: "Ngân Lượng",
            units_per_dong: 1,
            timeout: config.timeouts.total,
            callback: CallbackMethod::None,
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
    async fn post(&self, message: String) -> Result<HttpAnswer, Unanswered> {
        let form = "application/x-www-form-urlencoded";
        let request = self.connection.post("", form, message.into_bytes());
        answer_to(request, LARGEST_ANSWER).await
    }
}

#[async_trait]
impl Provider for NganLuong {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, CreateError> {
        let message =
            wire::set_express_checkout(&self.config, request).map_err(CreateError::Invalid)?;
        let started = Instant::now();
        let result = match self.post(message).await {
            Ok(answer) => answer::created(&self.origins, answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        let kind = "SetExpressCheckout";
        log::call(CODE, kind, &request.reference, started, error);
        result
    }

    fn verify_callback(&self, _message: &[u8]) -> Result<Report, CallbackError> {
        Err(CallbackError::Malformed("Ngân Lượng does not report"))
    }

    fn acknowledge(&self, _message: &[u8], _verdict: Verdict) -> Acknowledgement {
        Acknowledgement::not_expected()
    }

    /// Asks by the token. Without one the answer to opening was lost; that answer alone holds the address of the page to pay on, so
    /// nobody has seen the page and nobody can pay: [`QueryAnswer::NotFound`], and nothing is sent. This holds as long as the caller
    /// keeps the token before it sends the payer on.
    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let Some(token) = &request.provider_token else {
            return Ok(QueryAnswer::NotFound);
        };
        let message =
            wire::get_transaction_detail(&self.config, token).map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let result = match self.post(message).await {
            Ok(answer) => answer::queried(&request.reference, &answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        let kind = "GetTransactionDetail";
        log::call(CODE, kind, &request.reference, started, error);
        result
    }
}

//! VNPAY, version 2.1.0 (sandbox.vnpayment.vn/apis/docs).
//!
//! A payment begins with an address that we sign and the payer's browser opens: nothing is sent from here, so nothing can be
//! lost. VNPAY reports by IPN, a GET whose query has the same form, and answers `querydr` and `refund` on one address. It counts
//! in hundredths of a đồng, which stay in this folder.

mod answer;
mod code;
mod fields;
mod hash;
mod ipn;
mod pay;
#[cfg(test)]
mod tests;
mod transaction;

use std::time::Instant;

use async_trait::async_trait;
use domain::money::Vnd;

use crate::http::{Connection, HttpAnswer, Unanswered, answer_to};
use crate::text::{any_empty, is_code};
use crate::{
    Acknowledgement, CallbackError, CallbackMethod, Capabilities, ConfigError, CreateError,
    CreateRequest, Created, Provider, QueryAnswer, QueryError, QueryRequest, RefundAnswer,
    RefundError, RefundQueryRequest, RefundRequest, Report, Secret, Timeouts, Verdict, log,
};

use transaction::Question;

const CODE: &str = "vnpay";
/// `vnp_Version`.
const VERSION: &str = "2.1.0";
/// Messages are a few hundred bytes; what is much longer is not one.
const LARGEST_MESSAGE: usize = 64 * 1024;

/// How VNPAY is reached. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address of the page the payer is sent to, such as `https://pay.vnpay.vn/vpcpay.html`, without a query.
    pub pay_url: String,
    /// Address that questions and refunds are posted to, such as `https://…/merchant_webapi/api/transaction`.
    pub api_url: String,
    /// `vnp_TmnCode`, our terminal.
    pub tmn_code: String,
    /// Signs what we send and verifies what we receive.
    pub secret: Secret,
    /// The secret before the last change, still accepted on what we receive.
    pub previous_secret: Option<Secret>,
    /// How long to wait.
    pub timeouts: Timeouts,
}

/// VNPAY as a provider.
#[derive(Clone, Debug)]
pub struct Vnpay {
    config: Config,
    capabilities: Capabilities,
    connection: Connection,
}

impl Vnpay {
    /// Checks the configuration and builds the HTTP client. Does not connect.
    ///
    /// # Errors
    /// [`ConfigError`], also where the process has no rustls provider installed.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        if !is_code(&config.tmn_code, 50) {
            return Err(ConfigError::PartnerCode);
        }
        if any_empty(std::iter::once(&config.secret).chain(&config.previous_secret)) {
            return Err(ConfigError::EmptySecret);
        }
        if !pay::is_page(&config.pay_url) {
            return Err(ConfigError::Setting(
                "VNPAY's pay_url is not an http or https address without a query",
            ));
        }
        let connection = Connection::new(&config.api_url, config.timeouts)?;
        let capabilities = Capabilities {
            code: CODE,
            name: "VNPAY",
            units_per_dong: 100,
            timeout: config.timeouts.total,
            callback: CallbackMethod::Get,
            query: true,
            refund: true,
            bill: false,
            minimum: Vnd::new(1),
            maximum: Some(pay::LARGEST_AMOUNT),
        };
        Ok(Self {
            config,
            capabilities,
            connection,
        })
    }

    /// Sends one message and reads the whole answer.
    async fn post(&self, message: Vec<u8>) -> Result<HttpAnswer, Unanswered> {
        let request = self.connection.post("", "application/json", message);
        answer_to(request, LARGEST_MESSAGE).await
    }
}

#[async_trait]
impl Provider for Vnpay {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, CreateError> {
        let address = pay::address(&self.config, request).map_err(CreateError::Invalid)?;
        Ok(Created {
            redirect_url: Some(address),
            ..Created::default()
        })
    }

    fn verify_callback(&self, query: &[u8]) -> Result<Report, CallbackError> {
        ipn::authenticate(&self.config, query)?.report(&self.config)
    }

    fn acknowledge(&self, query: &[u8], verdict: Verdict) -> Acknowledgement {
        ipn::acknowledge(self.verify_callback(query), verdict)
    }

    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let message = transaction::querydr(&self.config, &Question::from(request))
            .map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let result = match self.post(message).await {
            Ok(answer) => answer::queried(&self.config, &request.reference, &answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        log::call(
            CODE,
            "querydr",
            &request.reference,
            started,
            result.as_ref().err(),
        );
        result
    }

    async fn refund(&self, request: &RefundRequest) -> Result<RefundAnswer, RefundError> {
        let message = transaction::refund(&self.config, request).map_err(RefundError::Invalid)?;
        let started = Instant::now();
        let result = match self.post(message).await {
            Ok(answer) => answer::refunded(&self.config, request, &answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        log::call(
            CODE,
            "refund",
            &request.refund_reference,
            started,
            result.as_ref().err(),
        );
        result
    }

    /// VNPAY gives a refund no number of ours, so it is asked about the payment, whose last transaction the refund is.
    async fn query_refund(&self, request: &RefundQueryRequest) -> Result<RefundAnswer, QueryError> {
        let message = transaction::querydr(&self.config, &Question::from(request))
            .map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let result = match self.post(message).await {
            Ok(answer) => answer::refund_queried(&self.config, request, &answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        log::call(
            CODE,
            "querydr",
            &request.refund_reference,
            started,
            result.as_ref().err(),
        );
        result
    }
}

//! The payment platform of the National Public Service Portal (Nền tảng thanh toán, Cổng Dịch vụ công quốc gia), messages of
//! version 1.0.6.
//!
//! No specification is published. Field names, order of signed values and codes are those on which independent portals agree
//! (OpenCPS v2, module pay-gate-integration, and a provincial portal on .NET); where they differ or are silent, the comments say
//! what was chosen. The addresses are configuration, because the real ones are unknown.
//!
//! The platform opens a payment on INIT, reports it by CONFIRM, answers QUERY and hands out a voucher on GET_BILL. It has no
//! refund message. A citizen may also begin at the platform, with a dossier code: then it asks the portal what is due
//! ([`NationalPlatform::verify_lookup`]) and reports by the same CONFIRM.

mod answer;
mod code;
mod confirm;
mod lookup;
#[cfg(test)]
mod tests;
mod wire;

use std::time::Instant;

use async_trait::async_trait;
use domain::money::Vnd;

pub use lookup::{BillLookup, LookupResult};

use crate::http::{Connection, HttpAnswer, Origins, Unanswered, answer_to};
use crate::text::{any_empty, is_code};
use crate::{
    Acknowledgement, Bill, CallbackError, CallbackMethod, Capabilities, ConfigError, CreateError,
    CreateRequest, Created, Provider, QueryAnswer, QueryError, QueryRequest, Report, Secret,
    Timeouts, Verdict,
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

/// The national payment platform as a provider.
#[derive(Clone, Debug)]
pub struct NationalPlatform {
    config: Config,
    capabilities: Capabilities,
    connection: Connection,
    origins: Origins,
}

impl NationalPlatform {
    /// Checks the configuration and builds the HTTP client. Does not connect.
    ///
    /// # Errors
    /// [`ConfigError`], also where the process has no rustls provider installed.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        if !is_code(&config.partner_code, 50) {
            return Err(ConfigError::PartnerCode);
        }
        if any_empty(std::iter::once(&config.secret).chain(&config.previous_secret)) {
            return Err(ConfigError::EmptySecret);
        }
        let connection = Connection::new(&config.base_url, config.timeouts)?;
        let origins = Origins::new(&config.allowed_redirect_origins)?;
        let capabilities = Capabilities {
            code: "national-platform",
            name: "Nền tảng thanh toán Cổng Dịch vụ công quốc gia",
            units_per_dong: 1,
            timeout: config.timeouts.total,
            callback: CallbackMethod::Post,
            query: true,
            refund: false,
            bill: true,
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

    /// Reads the platform's question what is due for a dossier, and proves that the platform asked. Pure: no I/O, no clock.
    ///
    /// # Errors
    /// [`CallbackError`]. Such a question deserves no answer but an HTTP refusal: the answer names a citizen.
    pub fn verify_lookup(&self, body: &[u8]) -> Result<BillLookup, CallbackError> {
        lookup::verify(&self.config, body)
    }

    /// The answer to the question. Nothing is promised by it: the payment exists once the CONFIRM arrives.
    #[must_use]
    pub fn lookup_answer(&self, lookup: &BillLookup, result: LookupResult) -> Acknowledgement {
        lookup::answer(&self.config, lookup, result)
    }

    /// Sends one message and reads the whole answer.
    async fn post(
        &self,
        path: &str,
        message: Vec<u8>,
        largest_answer: usize,
    ) -> Result<HttpAnswer, Unanswered> {
        let request = self
            .connection
            .post(path, "application/json; charset=utf-8", message);
        let request = match &self.config.bus_token {
            Some(token) => request.bearer_auth(token.expose()),
            None => request,
        };
        answer_to(request, largest_answer).await
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
            Ok(answer) => answer::created(&self.config, &self.origins, &request.reference, answer),
            Err(unanswered) => Err(unanswered.into()),
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
        let result = match self.post("query", message, LARGEST_MESSAGE).await {
            Ok(answer) => answer::queried(&self.config, &request.reference, answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        log("QUERY", &request.reference, started, result.as_ref().err());
        result
    }

    async fn bill(&self, request: &QueryRequest) -> Result<Bill, QueryError> {
        let message = wire::get_bill(&self.config, request).map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let result = match self.post("get-bill", message, LARGEST_BILL).await {
            Ok(answer) => answer::bill(&self.config, &request.reference, answer),
            Err(unanswered) => Err(unanswered.into()),
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

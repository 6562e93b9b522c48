//! VietQR: a transfer between banks through NAPAS 247, begun by a code that the payer scans with any bank's app.
//!
//! The code is made here; nothing is sent to open a payment, and nobody but the payer knows of it before the transfer. The bank
//! that keeps the agency's account tells of transfers that arrived, and can be asked for them. A payer can transfer twice, or
//! another amount, or write another text; so each transfer is a charge of its own.
//!
//! The code follows NAPAS's specification. For the bank's feed of transfers and its inquiry no standard exists: each bank has
//! its own. Those read here are this portal's format, which a connector at the bank has to speak.

mod answer;
mod emv;
mod memo;
mod notification;
#[cfg(test)]
mod tests;
mod wire;

use std::time::Instant;

use async_trait::async_trait;
use domain::fold;
use domain::money::Vnd;

use crate::http::{Connection, answer_to};
use crate::text::{any_empty, is_code};
use crate::{
    Acknowledgement, CallbackError, CallbackMethod, Capabilities, ConfigError, CreateError,
    CreateRequest, Created, Provider, QueryAnswer, QueryError, QueryRequest, Report, Secret,
    Timeouts, Verdict, log,
};

const CODE: &str = "vietqr";
/// Longer than any list of transfers for one memo.
const LARGEST_ANSWER: usize = 256 * 1024;
/// As many digits as a code's amount may have.
const LARGEST_AMOUNT: Vnd = Vnd::new(9_999_999_999_999);
/// As many characters as a code's name may have.
const LONGEST_HOLDER: usize = 25;

/// The agency's account and how its bank is reached. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address under which the bank's `/transactions` lies, http or https.
    pub base_url: String,
    /// The bank's identification number at NAPAS: six digits.
    pub account_bin: String,
    /// The account: 1–19 letters or digits.
    pub account_number: String,
    /// Name of the account, which the payer's app shows; diacritics are taken off and what is beyond 25 characters is cut.
    pub account_holder: String,
    /// Signs what we send and verifies what we receive.
    pub secret: Secret,
    /// The secret before the last change, still accepted on what we receive.
    pub previous_secret: Option<Secret>,
    /// How long to wait.
    pub timeouts: Timeouts,
}

/// VietQR as a provider.
#[derive(Clone, Debug)]
pub struct VietQr {
    config: Config,
    capabilities: Capabilities,
    connection: Connection,
    /// The name as the code carries it.
    holder: String,
}

impl VietQr {
    /// Checks the configuration and builds the HTTP client. Does not connect.
    ///
    /// # Errors
    /// [`ConfigError`], also where the process has no rustls provider installed.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        let bin = &config.account_bin;
        if bin.len() != 6 || !bin.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ConfigError::Setting("account bin is not six digits"));
        }
        let number = &config.account_number;
        if !is_code(number, 19) || !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(ConfigError::Setting(
                "account number is not 1–19 letters or digits",
            ));
        }
        if any_empty(std::iter::once(&config.secret).chain(&config.previous_secret)) {
            return Err(ConfigError::EmptySecret);
        }
        let connection = Connection::new(&config.base_url, config.timeouts)?;
        let capabilities = Capabilities {
            code: CODE,
            name: "Chuyển khoản VietQR",
            units_per_dong: 1,
            timeout: config.timeouts.total,
            callback: CallbackMethod::Post,
            query: true,
            refund: false,
            bill: false,
            minimum: Vnd::new(1),
            maximum: Some(LARGEST_AMOUNT),
        };
        Ok(Self {
            holder: holder(&config.account_holder),
            config,
            capabilities,
            connection,
        })
    }
}

/// The name in capitals without diacritics, as banks write it.
fn holder(name: &str) -> String {
    let capitals = fold(name).to_uppercase();
    let ascii = capitals.chars().filter(char::is_ascii);
    let cut: String = ascii.take(LONGEST_HOLDER).collect();
    cut.trim_end().to_owned()
}

#[async_trait]
impl Provider for VietQr {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// Makes the code. Sends nothing, so it cannot fail for what the bank does.
    async fn create(&self, request: &CreateRequest) -> Result<Created, CreateError> {
        if request.amount < self.capabilities.minimum || request.amount > LARGEST_AMOUNT {
            return Err(CreateError::Invalid("amount is not of 1–13 digits"));
        }
        let memo = memo::memo(&request.reference).ok_or(CreateError::Invalid(
            "reference is not 22 small letters and digits",
        ))?;
        let transfer = emv::Transfer {
            bin: &self.config.account_bin,
            account: &self.config.account_number,
            holder: &self.holder,
            amount: request.amount,
            purpose: &memo,
        };
        Ok(Created {
            qr: Some(transfer.payload()),
            ..Created::default()
        })
    }

    /// Reads the bank's word of one transfer into the account. [`Report::reference`] is empty where the transfer names no
    /// reference of ours: no attempt has that, and the money waits for a person.
    fn verify_callback(&self, body: &[u8]) -> Result<Report, CallbackError> {
        notification::authenticate(&self.config, body)?.report(&self.config)
    }

    fn acknowledge(&self, body: &[u8], verdict: Verdict) -> Acknowledgement {
        notification::acknowledge(&self.config, body, verdict)
    }

    /// Asks the bank for all transfers with the memo. A code is never used up, so no transfer yet means only that:
    /// [`QueryAnswer::Pending`].
    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let message = wire::inquiry(&self.config, request).map_err(QueryError::Invalid)?;
        let started = Instant::now();
        let call = self
            .connection
            .post("transactions", "application/json; charset=utf-8", message);
        let result = match answer_to(call, LARGEST_ANSWER).await {
            Ok(answer) => answer::queried(&self.config, request, &answer),
            Err(unanswered) => Err(unanswered.into()),
        };
        let error = result.as_ref().err();
        log::call(CODE, "inquiry", &request.reference, started, error);
        result
    }
}

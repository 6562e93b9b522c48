//! Payment providers: those who move the money behind a channel.
//!
//! One folder per provider. Each keeps the pure mapping of messages and signatures apart from the HTTP client, and states what
//! it supports as data in [`Capabilities`]. Providers differ in units, formats and codes; none of that leaves its folder:
//! callers see whole đồng ([`Vnd`]), an [`Outcome`] and errors that say whether money may have moved.

mod callback;
pub mod cash_desk;
mod config;
mod create;
mod flat;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod http;
mod log;
pub mod momo;
pub mod national_platform;
pub mod ngan_luong;
mod query;
mod refund;
mod seal;
mod secret;
#[cfg(test)]
mod testing;
mod text;
pub mod vietqr;
pub mod vnpay;
pub mod vnpt_pay;
pub mod zalopay;

use std::time::Duration;

use async_trait::async_trait;
use domain::money::Vnd;

pub use callback::{Acknowledgement, CallbackError, Outcome, Report, Verdict};
pub use config::ConfigError;
pub use create::{BillInformation, BillLine, CreateError, CreateRequest, Created, Payer};
pub use http::Timeouts;
pub use query::{Bill, Charge, QueryAnswer, QueryError, QueryRequest};
pub use refund::{RefundAnswer, RefundError, RefundQueryRequest, RefundRequest};
pub use secret::Secret;

/// What every payment provider can be asked.
#[async_trait]
pub trait Provider: Send + Sync {
    /// What this provider supports and how it counts.
    fn capabilities(&self) -> &Capabilities;

    /// Opens a payment and learns where to send the payer. Sends at most one request; never retries by itself.
    ///
    /// # Errors
    /// [`CreateError`] tells apart what provably did not happen from what may have happened.
    async fn create(&self, request: &CreateRequest) -> Result<Created, CreateError>;

    /// Reads a callback and proves that the provider sent it. Pure: no I/O, no clock. `message` is the body of a POST or the
    /// query of a GET, as [`Capabilities::callback`] says, byte for byte.
    ///
    /// The signature is compared in constant time, over the values as received.
    ///
    /// # Errors
    /// [`CallbackError`], whose [`verdict`](CallbackError::verdict) is what to acknowledge.
    fn verify_callback(&self, message: &[u8]) -> Result<Report, CallbackError>;

    /// The answer to a callback, in the provider's own format. A message that does not verify is never acknowledged as
    /// received, whatever the verdict.
    fn acknowledge(&self, message: &[u8], verdict: Verdict) -> Acknowledgement;

    /// Asks what became of a payment.
    ///
    /// # Errors
    /// [`QueryError`]: the state stays what it was, ask again later.
    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError>;

    /// Fetches the provider's own voucher of a payment, where [`Capabilities::bill`] says there is one.
    ///
    /// # Errors
    /// [`QueryError`], also where the provider has no voucher for this payment.
    async fn bill(&self, request: &QueryRequest) -> Result<Bill, QueryError> {
        let _ = request;
        Err(QueryError::Unsupported)
    }

    /// Sends money back, where [`Capabilities::refund`] says so. Sends at most one request; never retries by itself.
    ///
    /// # Errors
    /// [`RefundError`] tells apart what provably did not happen from what may have happened.
    async fn refund(&self, request: &RefundRequest) -> Result<RefundAnswer, RefundError> {
        let _ = request;
        Err(RefundError::Unsupported)
    }

    /// Asks what became of a refund.
    ///
    /// # Errors
    /// [`QueryError`]: the state stays what it was, ask again later.
    async fn query_refund(&self, request: &RefundQueryRequest) -> Result<RefundAnswer, QueryError> {
        let _ = request;
        Err(QueryError::Unsupported)
    }
}

/// How a provider reports by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallbackMethod {
    /// The message is the body of a POST.
    Post,
    /// The message is the query of a GET.
    Get,
    /// It never reports: it must be asked.
    None,
}

/// What a provider supports, as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Stable code, used in addresses, settings and the database: lower-case letters, digits and hyphens.
    pub code: &'static str,
    /// The name citizens know it by, in Vietnamese.
    pub name: &'static str,
    /// How many of the provider's units make one đồng (1 for most, 100 for VNPAY). Informative: amounts in this crate's
    /// interface are always whole đồng.
    pub units_per_dong: u32,
    /// How long a call may take before its outcome counts as unknown.
    pub timeout: Duration,
    /// How it reports by itself.
    pub callback: CallbackMethod,
    /// Whether [`Provider::query`] is supported.
    pub query: bool,
    /// Whether the provider moves refunds; where not, they go by bank transfer.
    pub refund: bool,
    /// Whether [`Provider::bill`] is supported.
    pub bill: bool,
    /// Smallest amount of one payment.
    pub minimum: Vnd,
    /// Largest amount of one payment, where the provider publishes one.
    pub maximum: Option<Vnd>,
}

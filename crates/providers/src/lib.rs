//! Payment providers: those who move the money behind a channel.
//!
//! One folder per provider. Each keeps the pure mapping of messages and signatures apart from the HTTP client, and states what
//! there is to say of it as data in its [`Descriptor`]. Providers differ in units, formats and codes; none of that leaves its
//! folder: callers see whole đồng ([`Vnd`](domain::money::Vnd)), an [`Outcome`] and errors that say whether money may have moved.

#![warn(missing_docs)]

mod callback;
mod card_data;
mod cash_desk;
mod codes;
mod config;
mod create;
mod descriptor;
#[cfg(test)]
mod failure_reasons;
mod http;
mod json;
mod lookup;
mod mac;
mod momo;
mod national_platform;
mod ngan_luong;
#[cfg(any(test, feature = "fuzzing"))]
pub mod offline;
mod query;
mod refund;
mod secret;
mod signed;
#[cfg(test)]
mod testing;
mod text;
pub mod transcript;
mod vietqr;
mod vnpay;
mod vnpt_pay;
mod zalopay;

use std::fmt;

use async_trait::async_trait;

pub use callback::{Acknowledgement, CallbackError, Outcome, Report, Verdict};
pub use card_data::without_card_data;
pub use config::ConfigError;
pub use create::{BillInformation, BillLine, CreateRequest, Created, Payer, Refusal, SendError};
pub use descriptor::{
    ALL, CallbackMethod, Descriptor, SettingKind, Settings, descriptor, failure_reason,
};
pub use http::Timeouts;
pub use lookup::{BillLookup, LookupResult};
pub use query::{Bill, Charge, QueryAnswer, QueryError, QueryRequest};
pub use refund::{OtherRefund, RefundAnswer, RefundQueryRequest, RefundRequest};

/// What every payment provider can be asked.
#[async_trait]
pub trait Provider: fmt::Debug + Send + Sync {
    /// What there is to say of it, and what it supports.
    fn descriptor(&self) -> &'static Descriptor;

    /// Opens a payment and learns where to send the payer. Sends at most one request; never retries by itself.
    ///
    /// # Errors
    /// [`SendError`] tells apart what provably did not happen from what may have happened.
    async fn create(&self, request: &CreateRequest) -> Result<Created, SendError>;

    /// Reads a callback and proves that the provider sent it. Pure: no I/O, no clock. `message` is the body of a POST or the
    /// query of a GET, as [`Descriptor::callback`] says, byte for byte.
    ///
    /// The signature is compared in constant time, over the values as received.
    ///
    /// # Errors
    /// [`CallbackError`], whose [`verdict`](CallbackError::verdict) is what to acknowledge.
    fn verify_callback(&self, message: &[u8]) -> Result<Report, CallbackError> {
        let _ = message;
        Err(CallbackError::Malformed("this provider does not report"))
    }

    /// The answer to a callback, in the provider's own format. A message that does not verify is never acknowledged as
    /// received, whatever the verdict.
    fn acknowledge(&self, message: &[u8], verdict: Verdict) -> Acknowledgement {
        let _ = (message, verdict);
        Acknowledgement::status(404)
    }

    /// Reads a provider's question what is due for a dossier, and proves that the provider asked. Pure: no I/O, no clock.
    ///
    /// # Errors
    /// [`CallbackError`]. Such a question deserves no answer but an HTTP refusal: the answer names a citizen.
    fn verify_lookup(&self, body: &[u8]) -> Result<BillLookup, CallbackError> {
        let _ = body;
        Err(CallbackError::Malformed("this provider asks for no bills"))
    }

    /// The answer to the question. Nothing is promised by it: the payment exists once the callback arrives.
    fn lookup_answer(&self, lookup: &BillLookup, result: LookupResult) -> Acknowledgement {
        let _ = (lookup, result);
        Acknowledgement::status(404)
    }

    /// Asks what became of a payment.
    ///
    /// # Errors
    /// [`QueryError`]: the state stays what it was, ask again later.
    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let _ = request;
        Err(QueryError::Unsupported)
    }

    /// Fetches the provider's own voucher of a payment.
    ///
    /// # Errors
    /// [`QueryError`], also where the provider has no voucher for this payment.
    async fn bill(&self, request: &QueryRequest) -> Result<Bill, QueryError> {
        let _ = request;
        Err(QueryError::Unsupported)
    }

    /// Sends money back, where [`Descriptor::refund`] says so. Sends at most one request; never retries by itself.
    ///
    /// # Errors
    /// [`SendError`] tells apart what provably did not happen from what may have happened.
    async fn refund(&self, request: &RefundRequest) -> Result<RefundAnswer, SendError> {
        let _ = request;
        Err(SendError::Invalid("this provider moves no refunds"))
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

//! VNPAY, version 2.1.0 (sandbox.vnpayment.vn/apis/docs).
//!
//! A payment begins with an address that we sign and the payer's browser opens: nothing is sent from here, so nothing can be
//! lost. VNPAY reports by IPN, a GET whose query has the same form, and answers `querydr` and `refund` on one address. It counts
//! in hundredths of a đồng, which stay in this folder.

mod answer;
mod callback;
mod code;
mod fields;
mod pay;
#[cfg(test)]
mod tests;
mod transaction;

use std::sync::Arc;

use async_trait::async_trait;

use crate::SettingKind::{OptionalSecret, Page, Secret as Key, Text, Url};
use crate::http::{Connection, Timeouts};
use crate::mac;
use crate::secret::Secrets;
use crate::text::is_code;
use crate::{
    Acknowledgement, CallbackError, CallbackMethod, ConfigError, CreateRequest, Created,
    Descriptor, Provider, QueryAnswer, QueryError, QueryRequest, RefundAnswer, RefundQueryRequest,
    RefundRequest, Report, SendError, Settings, Verdict,
};

/// `vnp_Version`.
const VERSION: &str = "2.1.0";
/// The field of the hash: HMAC-SHA512 in both directions, over a form-encoded text in addresses and over values joined by `|` in
/// questions, refunds and their answers.
const HASH: &str = "vnp_SecureHash";

pub(crate) static DESCRIPTOR: Descriptor = Descriptor {
    code: "vnpay",
    prefix: "VNPAY_",
    settings: &[
        (
            "VNPAY_PAY_URL",
            Page("/sandbox/vnpay/paymentv2/vpcpay.html"),
        ),
        (
            "VNPAY_API_URL",
            Url("/sandbox/vnpay/merchant_webapi/api/transaction"),
        ),
        ("VNPAY_TERMINAL", Text("TAYNINH1")),
        ("VNPAY_SECRET", Key("sandbox-vnpay-secret")),
        ("VNPAY_PREVIOUS_SECRET", OptionalSecret),
    ],
    is_required: false,
    callback: CallbackMethod::Get,
    poll_percent: Some("VNPAY_POLL_PERCENT"),
    opened_by_payer: true,
    opens_without_call: true,
    refund: true,
    failure_reasons: &code::FAILURE_REASONS,
    timeouts: Timeouts::USUAL,
    build: |settings| Ok(Arc::new(Vnpay::new(settings)?)),
};

#[derive(Debug)]
struct Vnpay {
    config: Config,
    connection: Connection,
}

#[derive(Debug)]
struct Config {
    /// Address of the page the payer is sent to, without a query.
    pay_url: String,
    /// `vnp_TmnCode`, our terminal.
    terminal: String,
    secrets: Secrets,
}

impl Config {
    /// The hash of what we send, in lower-case hex.
    fn hash(&self, text: &str) -> String {
        hex::encode(mac::hmac_sha512(text, &self.secrets.current))
    }

    fn is_ours(&self, text: &str, hash: &str) -> bool {
        mac::is_ours(hash, &self.secrets, |secret| mac::hmac_sha512(text, secret))
    }
}

impl Vnpay {
    fn new(settings: Settings) -> Result<Self, ConfigError> {
        let timeouts = settings.timeouts;
        let [pay_url, api_url, terminal, secret, previous] = settings.take();
        if !is_code(&terminal, 50) {
            return Err(ConfigError::PartnerCode);
        }
        if !pay::is_page(&pay_url) {
            return Err(ConfigError::Setting(
                "VNPAY's pay_url is not an http or https address without a query",
            ));
        }
        Ok(Self {
            config: Config {
                pay_url,
                terminal,
                secrets: Secrets::new(secret, previous)?,
            },
            connection: Connection::new(DESCRIPTOR.code, &api_url, "application/json", timeouts)?
                .with_one_address(),
        })
    }
}

#[async_trait]
impl Provider for Vnpay {
    fn descriptor(&self) -> &'static Descriptor {
        &DESCRIPTOR
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, SendError> {
        let address = pay::address(&self.config, request).map_err(SendError::Invalid)?;
        Ok(Created {
            redirect_url: Some(address),
            ..Created::default()
        })
    }

    fn verify_callback(&self, query: &[u8]) -> Result<Report, CallbackError> {
        callback::verify(&self.config, query)
    }

    fn acknowledge(&self, query: &[u8], verdict: Verdict) -> Acknowledgement {
        callback::acknowledge(verdict.unless_refused(&self.verify_callback(query)))
    }

    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let message = transaction::querydr(&self.config, request);
        let read = |answer| answer::queried(&self.config, &request.reference, &answer);
        self.connection
            .call("querydr", &request.reference, message, read)
            .await
    }

    async fn refund(&self, request: &RefundRequest) -> Result<RefundAnswer, SendError> {
        let message = transaction::refund(&self.config, request);
        let read = |answer| answer::refunded(&self.config, request, &answer);
        self.connection
            .call("refund", &request.refund_reference, message, read)
            .await
    }

    /// VNPAY gives a refund no number of ours, so it is asked about the payment, whose last transaction the refund is.
    async fn query_refund(&self, request: &RefundQueryRequest) -> Result<RefundAnswer, QueryError> {
        let message = transaction::querydr(&self.config, &request.payment);
        let read = |answer| answer::refund_queried(&self.config, request, &answer);
        self.connection
            .call("querydr", &request.refund_reference, message, read)
            .await
    }
}

//! MoMo, payment gateway v2 (developers.momo.vn, `/v2/gateway/api`).
//!
//! MoMo opens a payment on `create`, reports it by IPN, answers `query`, and refunds. Its answers carry no signature that is
//! published; what vouches for them is the connection, so they are believed only as far as they fit the question.

mod answer;
mod callback;
mod code;
mod refund;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;

use crate::SettingKind::{OptionalSecret, Origins as Sites, Secret as Key, Text, Url};
use crate::http::{Connection, JSON, Origins, Timeouts};
use crate::secret::{Secret, Secrets};
use crate::text::is_code;
use crate::{
    Acknowledgement, CallbackError, CallbackMethod, ConfigError, CreateRequest, Created,
    Descriptor, Provider, QueryAnswer, QueryError, QueryRequest, RefundAnswer, RefundQueryRequest,
    RefundRequest, Report, SendError, Settings, Verdict,
};

pub(crate) static DESCRIPTOR: Descriptor = Descriptor {
    code: "momo",
    prefix: "MOMO_",
    // MoMo's published test credentials.
    settings: &[
        ("MOMO_URL", Url("/sandbox/momo/v2/gateway/api")),
        ("MOMO_PAY_ORIGINS", Sites),
        ("MOMO_PARTNER", Text("MOMO")),
        ("MOMO_ACCESS_KEY", Key("F8BBA842ECF85")),
        ("MOMO_SECRET", Key("K951B6PE1waDMi640xX08PD3vg6EkVlz")),
        ("MOMO_PREVIOUS_SECRET", OptionalSecret),
    ],
    is_required: false,
    callback: CallbackMethod::Post,
    poll_percent: Some("MOMO_POLL_PERCENT"),
    opened_by_payer: false,
    opens_without_call: false,
    refund: true,
    failure_reasons: &code::FAILURE_REASONS,
    // MoMo asks for at least 30 seconds.
    timeouts: Timeouts::of_seconds(30),
    build: |settings| Ok(Arc::new(Momo::new(settings)?)),
};

#[derive(Debug)]
struct Momo {
    config: Config,
    connection: Connection,
    origins: Origins,
}

#[derive(Debug)]
struct Config {
    /// `partnerCode`, our code at MoMo.
    partner_code: String,
    /// `accessKey`, which is signed and never sent.
    access_key: Secret,
    secrets: Secrets,
}

impl Momo {
    fn new(settings: Settings) -> Result<Self, ConfigError> {
        let timeouts = settings.timeouts;
        let [url, origins, partner_code, access_key, secret, previous] = settings.take();
        if !is_code(&partner_code, 50) {
            return Err(ConfigError::PartnerCode);
        }
        Ok(Self {
            config: Config {
                partner_code,
                access_key: Secret::new(access_key)?,
                secrets: Secrets::new(secret, previous)?,
            },
            connection: Connection::new(DESCRIPTOR.code, &url, JSON, timeouts)?,
            origins: Origins::new(&origins)?,
        })
    }
}

#[async_trait]
impl Provider for Momo {
    fn descriptor(&self) -> &'static Descriptor {
        &DESCRIPTOR
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, SendError> {
        let message = wire::create(&self.config, request);
        let read = |answer| answer::created(&self.config, &self.origins, request, &answer);
        self.connection
            .call("create", &request.reference, message, read)
            .await
    }

    fn verify_callback(&self, body: &[u8]) -> Result<Report, CallbackError> {
        callback::verify(&self.config, body)
    }

    fn acknowledge(&self, body: &[u8], verdict: Verdict) -> Acknowledgement {
        callback::acknowledge(verdict.unless_refused(&self.verify_callback(body)))
    }

    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let message = wire::query(&self.config, &request.reference, &request.request_id);
        let read = |answer| answer::queried(&self.config, request, &answer);
        self.connection
            .call("query", &request.reference, message, read)
            .await
    }

    async fn refund(&self, request: &RefundRequest) -> Result<RefundAnswer, SendError> {
        let reference = &request.refund_reference;
        let message = wire::refund(&self.config, request);
        let read = |answer| refund::refunded(&self.config, request, &answer);
        self.connection
            .call("refund", reference, message, read)
            .await
    }

    async fn query_refund(&self, request: &RefundQueryRequest) -> Result<RefundAnswer, QueryError> {
        let reference = &request.refund_reference;
        let message = wire::query(&self.config, reference, &request.payment.request_id);
        let read = |answer| refund::queried(&self.config, request, &answer);
        self.connection
            .call("refund/query", reference, message, read)
            .await
    }
}

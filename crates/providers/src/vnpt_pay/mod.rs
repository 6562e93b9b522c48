//! VNPT Pay (VNPT Money), messages of version 1.0.6.
//!
//! No specification is published. Fields, order of signed values and codes are those on which four independent merchants'
//! implementations agree, of 1.0.5 and 1.0.6; where they are silent, the comments say what was chosen.
//!
//! VNPT Pay opens a payment on INIT, reports it by CONFIRM and answers QUERY. No refund message is known. Where the payer's
//! browser returns to and where CONFIRM goes is agreed with VNPT Pay, not sent.

mod answer;
mod callback;
mod code;
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
    Descriptor, Provider, QueryAnswer, QueryError, QueryRequest, Report, SendError, Settings,
    Verdict,
};

pub(crate) static DESCRIPTOR: Descriptor = Descriptor {
    code: "vnpt-pay",
    prefix: "VNPT_PAY_",
    settings: &[
        ("VNPT_PAY_URL", Url("/sandbox/vnpt-pay/rest/payment/v1.0.6")),
        ("VNPT_PAY_PAY_ORIGINS", Sites),
        ("VNPT_PAY_SERVICE", Text("DVCTAYNINH")),
        ("VNPT_PAY_API_KEY", Key("sandbox-vnpt-api-key")),
        ("VNPT_PAY_SECRET", Key("sandbox-vnpt-secret")),
        ("VNPT_PAY_PREVIOUS_SECRET", OptionalSecret),
    ],
    is_required: false,
    callback: CallbackMethod::Post,
    poll_percent: Some("VNPT_PAY_POLL_PERCENT"),
    opened_by_payer: false,
    opens_without_call: false,
    refund: false,
    failure_reasons: &code::FAILURE_REASONS,
    timeouts: Timeouts::USUAL,
    build: |settings| Ok(Arc::new(VnptPay::new(settings)?)),
};

#[derive(Debug)]
struct VnptPay {
    config: Config,
    connection: Connection,
    origins: Origins,
}

#[derive(Debug)]
struct Config {
    /// `MERCHANT_SERVICE_ID`, our code at VNPT Pay.
    merchant_service_id: String,
    secrets: Secrets,
}

impl VnptPay {
    fn new(settings: Settings) -> Result<Self, ConfigError> {
        let timeouts = settings.timeouts;
        let [url, origins, merchant_service_id, api_key, secret, previous] = settings.take();
        if !is_code(&merchant_service_id, 50) {
            return Err(ConfigError::PartnerCode);
        }
        Ok(Self {
            config: Config {
                merchant_service_id,
                secrets: Secrets::new(secret, previous)?,
            },
            connection: Connection::new(DESCRIPTOR.code, &url, JSON, timeouts)?
                .with_bearer(Some(Secret::new(api_key)?)),
            origins: Origins::new(&origins)?,
        })
    }
}

#[async_trait]
impl Provider for VnptPay {
    fn descriptor(&self) -> &'static Descriptor {
        &DESCRIPTOR
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, SendError> {
        let reference = &request.reference;
        let message = wire::init(&self.config, request);
        let read = |answer| answer::created(&self.config, &self.origins, reference, &answer);
        self.connection.call("init", reference, message, read).await
    }

    fn verify_callback(&self, body: &[u8]) -> Result<Report, CallbackError> {
        callback::report(&self.config, &callback::authenticate(&self.config, body)?)
    }

    fn acknowledge(&self, body: &[u8], verdict: Verdict) -> Acknowledgement {
        callback::acknowledge(&self.config, body, verdict)
    }

    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let reference = &request.reference;
        let message = wire::query(&self.config, request);
        let read = |answer| answer::queried(&self.config, reference, &answer);
        self.connection
            .call("query", reference, message, read)
            .await
    }
}

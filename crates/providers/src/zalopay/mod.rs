//! ZaloPay v2 (docs.zalopay.vn, `/v2`).
//!
//! ZaloPay opens an order on `create`, calls back when money was taken, answers `query`, and refunds. What we send is signed
//! with one key (key1), what calls back with another (key2). Its answers carry no signature and do not repeat what was asked;
//! what vouches for them is the connection.

mod answer;
mod callback;
mod code;
mod id;
mod refund;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;

use crate::SettingKind::{Number, OptionalSecret, Origins as Sites, Secret as Key, Url};
use crate::http::{Connection, FORM, Origins, Timeouts};
use crate::secret::{Secret, Secrets};
use crate::{
    Acknowledgement, CallbackError, CallbackMethod, ConfigError, CreateRequest, Created,
    Descriptor, Provider, QueryAnswer, QueryError, QueryRequest, RefundAnswer, RefundQueryRequest,
    RefundRequest, Report, SendError, Settings, Verdict,
};

pub(crate) static DESCRIPTOR: Descriptor = Descriptor {
    code: "zalopay",
    prefix: "ZALOPAY_",
    // ZaloPay's published test credentials.
    settings: &[
        ("ZALOPAY_URL", Url("/sandbox/zalopay/v2")),
        ("ZALOPAY_PAY_ORIGINS", Sites),
        ("ZALOPAY_APP_ID", Number("2553")),
        ("ZALOPAY_KEY1", Key("PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL")),
        ("ZALOPAY_KEY2", Key("kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz")),
        ("ZALOPAY_PREVIOUS_KEY2", OptionalSecret),
    ],
    is_required: false,
    callback: CallbackMethod::Post,
    poll_percent: Some("ZALOPAY_POLL_PERCENT"),
    opened_by_payer: false,
    opens_without_call: false,
    refund: true,
    failure_reasons: &code::FAILURE_REASONS,
    timeouts: Timeouts::USUAL,
    build: |settings| Ok(Arc::new(ZaloPay::new(settings)?)),
};

#[derive(Debug)]
struct ZaloPay {
    config: Config,
    connection: Connection,
    origins: Origins,
}

#[derive(Debug)]
struct Config {
    /// `app_id`, our number at ZaloPay.
    app_id: String,
    /// Signs what we send.
    key1: Secret,
    /// Signs what calls back.
    key2: Secrets,
}

impl ZaloPay {
    fn new(settings: Settings) -> Result<Self, ConfigError> {
        let timeouts = settings.timeouts;
        let [url, origins, app_id, key1, key2, previous_key2] = settings.take();
        Ok(Self {
            config: Config {
                app_id,
                key1: Secret::new(key1)?,
                key2: Secrets::new(key2, previous_key2)?,
            },
            connection: Connection::new(DESCRIPTOR.code, &url, FORM, timeouts)?,
            origins: Origins::new(&origins)?,
        })
    }
}

#[async_trait]
impl Provider for ZaloPay {
    fn descriptor(&self) -> &'static Descriptor {
        &DESCRIPTOR
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, SendError> {
        let message = wire::create(&self.config, request);
        let read = |answer| answer::created(&self.origins, &answer);
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
        let message = wire::query(&self.config, request);
        let read = |answer| answer::queried(&answer);
        self.connection
            .call("query", &request.reference, message, read)
            .await
    }

    async fn refund(&self, request: &RefundRequest) -> Result<RefundAnswer, SendError> {
        let reference = &request.refund_reference;
        let message = wire::refund(&self.config, request);
        let read = |answer| refund::refunded(&answer);
        self.connection
            .call("refund", reference, message, read)
            .await
    }

    async fn query_refund(&self, request: &RefundQueryRequest) -> Result<RefundAnswer, QueryError> {
        let reference = &request.refund_reference;
        let message = wire::query_refund(&self.config, request);
        let read = |answer| refund::queried(&answer);
        self.connection
            .call("query_refund", reference, message, read)
            .await
    }
}

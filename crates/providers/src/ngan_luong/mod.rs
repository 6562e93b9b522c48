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

use std::sync::Arc;

use async_trait::async_trait;

use crate::SettingKind::{Origins as Sites, Secret as Key, Text, Url};
use crate::http::{Connection, FORM, Origins, Timeouts};
use crate::secret::Secret;
use crate::text::is_code;
use crate::{
    CallbackMethod, ConfigError, CreateRequest, Created, Descriptor, Provider, QueryAnswer,
    QueryError, QueryRequest, SendError, Settings,
};

pub(crate) static DESCRIPTOR: Descriptor = Descriptor {
    code: "ngan-luong",
    prefix: "NGAN_LUONG_",
    settings: &[
        (
            "NGAN_LUONG_URL",
            Url("/sandbox/ngan-luong/checkout.api.nganluong.post.php"),
        ),
        ("NGAN_LUONG_PAY_ORIGINS", Sites),
        ("NGAN_LUONG_MERCHANT", Text("36680")),
        ("NGAN_LUONG_PASSWORD", Key("matkhauketnoi")),
        ("NGAN_LUONG_RECEIVER", Text("demo@nganluong.vn")),
    ],
    is_required: false,
    callback: CallbackMethod::None,
    poll_percent: Some("NGAN_LUONG_POLL_PERCENT"),
    opened_by_payer: false,
    opens_without_call: false,
    refund: false,
    failure_reasons: &code::FAILURE_REASONS,
    timeouts: Timeouts::USUAL,
    build: |settings| Ok(Arc::new(NganLuong::new(settings)?)),
};

#[derive(Debug)]
struct NganLuong {
    config: Config,
    connection: Connection,
    origins: Origins,
}

#[derive(Debug)]
struct Config {
    /// Our number at Ngân Lượng.
    merchant_id: String,
    /// Our password at Ngân Lượng, which goes over the wire as its MD5.
    merchant_password: Secret,
    /// The account that receives the money.
    receiver_email: String,
}

impl NganLuong {
    fn new(settings: Settings) -> Result<Self, ConfigError> {
        let timeouts = settings.timeouts;
        let [url, origins, merchant_id, password, receiver_email] = settings.take();
        if !is_code(&merchant_id, 50) {
            return Err(ConfigError::PartnerCode);
        }
        if !receiver_email.contains('@') {
            return Err(ConfigError::Setting("receiver is not an e-mail address"));
        }
        Ok(Self {
            config: Config {
                merchant_id,
                merchant_password: Secret::new(password)?,
                receiver_email,
            },
            connection: Connection::new(DESCRIPTOR.code, &url, FORM, timeouts)?.with_one_address(),
            origins: Origins::new(&origins)?,
        })
    }
}

#[async_trait]
impl Provider for NganLuong {
    fn descriptor(&self) -> &'static Descriptor {
        &DESCRIPTOR
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, SendError> {
        let message = wire::set_express_checkout(&self.config, request);
        let read = |answer| answer::created(&self.origins, &answer);
        self.connection
            .call("SetExpressCheckout", &request.reference, message, read)
            .await
    }

    /// Asks by the token. Without one the answer to opening was lost; that answer alone holds the address of the page to pay on, so
    /// nobody has seen the page and nobody can pay: [`QueryAnswer::NotFound`], and nothing is sent. This holds as long as the caller
    /// keeps the token before it sends the payer on.
    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let Some(token) = &request.provider_token else {
            return Ok(QueryAnswer::NotFound);
        };
        let message = wire::get_transaction_detail(&self.config, token);
        let read = |answer| answer::queried(&request.reference, &answer);
        self.connection
            .call("GetTransactionDetail", &request.reference, message, read)
            .await
    }
}

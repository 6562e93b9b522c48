//! The payment platform of the National Public Service Portal (Nền tảng thanh toán, Cổng Dịch vụ công quốc gia), messages of
//! version 1.0.6.
//!
//! No specification is published. Field names, order of signed values and codes are those on which independent portals agree
//! (OpenCPS v2, module pay-gate-integration, and a provincial portal on .NET); where they differ or are silent, the comments say
//! what was chosen. The addresses are configuration, because the real ones are unknown.
//!
//! The platform opens a payment on INIT, reports it by CONFIRM, answers QUERY and hands out a voucher on GET_BILL. It has no
//! refund message. A citizen may also begin at the platform, with a dossier code: then it asks the portal what is due
//! ([`Provider::verify_lookup`]) and reports by the same CONFIRM.

mod answer;
mod callback;
mod code;
mod lookup;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;

use crate::SettingKind::{
    OptionalPart, OptionalSecret, OptionalText, Origins as Sites, Secret as Key, Text, Url,
};
use crate::http::{Connection, JSON, Origins, Timeouts};
use crate::secret::{Secret, Secrets};
use crate::text::is_code;
use crate::{
    Acknowledgement, Bill, BillLookup, CallbackError, CallbackMethod, ConfigError, CreateRequest,
    Created, Descriptor, LookupResult, Provider, QueryAnswer, QueryError, QueryRequest, Report,
    SendError, Settings, Verdict,
};

/// A voucher may be a PDF with fonts and a seal.
const LARGEST_BILL: usize = 8 * 1024 * 1024;

pub(crate) static DESCRIPTOR: Descriptor = Descriptor {
    code: "national-platform",
    prefix: "NATIONAL_PLATFORM_",
    settings: &[
        ("NATIONAL_PLATFORM_URL", Url("/sandbox/national-platform")),
        ("NATIONAL_PLATFORM_PAY_ORIGINS", Sites),
        ("NATIONAL_PLATFORM_PARTNER", Text("DVCQG_TAYNINH")),
        (
            "NATIONAL_PLATFORM_SECRET",
            Key("sandbox-national-platform-secret"),
        ),
        ("NATIONAL_PLATFORM_PREVIOUS_SECRET", OptionalSecret),
        ("NATIONAL_PLATFORM_BUS_TOKEN", OptionalSecret),
        ("NATIONAL_PLATFORM_ACCOUNT", OptionalPart("account")),
        ("NATIONAL_PLATFORM_BANK", OptionalPart("account")),
        ("NATIONAL_PLATFORM_HOLDER", OptionalPart("account")),
        ("NATIONAL_PLATFORM_TREASURY", OptionalText),
    ],
    // Citizens without a bank's own channel pay over it.
    is_required: true,
    callback: CallbackMethod::Post,
    poll_percent: Some("NATIONAL_PLATFORM_POLL_PERCENT"),
    opened_by_payer: false,
    opens_without_call: false,
    refund: false,
    failure_reasons: &code::FAILURE_REASONS,
    timeouts: Timeouts::USUAL,
    build: |settings| Ok(Arc::new(NationalPlatform::new(settings)?)),
};

#[derive(Debug)]
struct NationalPlatform {
    config: Config,
    connection: Connection,
    /// For vouchers, which are longer than any other answer.
    bill_connection: Connection,
    origins: Origins,
}

#[derive(Debug)]
struct Config {
    /// `MaDoiTac`, our code at the platform.
    partner_code: String,
    secrets: Secrets,
    account: CollectingAccount,
}

/// The agency's bank account that fees are paid into.
#[derive(Debug)]
struct CollectingAccount {
    /// `TKThuHuong`.
    number: String,
    /// `MaNHThuHuong`.
    bank_code: String,
    /// `TenTKThuHuong`.
    holder: String,
    /// State budget account (`TaiKhoanThuNSNN`); empty where fees do not go there directly.
    treasury_number: String,
}

impl NationalPlatform {
    fn new(settings: Settings) -> Result<Self, ConfigError> {
        let timeouts = settings.timeouts;
        let [
            url,
            origins,
            partner_code,
            secret,
            previous,
            bus_token,
            number,
            bank_code,
            holder,
            treasury_number,
        ] = settings.take();
        if !is_code(&partner_code, 50) {
            return Err(ConfigError::PartnerCode);
        }
        let connection = Connection::new(DESCRIPTOR.code, &url, JSON, timeouts)?
            .with_bearer(Secret::new(bus_token).ok());
        Ok(Self {
            config: Config {
                partner_code,
                secrets: Secrets::new(secret, previous)?,
                account: CollectingAccount {
                    number,
                    bank_code,
                    holder,
                    treasury_number,
                },
            },
            bill_connection: connection.with_largest(LARGEST_BILL),
            connection,
            origins: Origins::new(&origins)?,
        })
    }
}

#[async_trait]
impl Provider for NationalPlatform {
    fn descriptor(&self) -> &'static Descriptor {
        &DESCRIPTOR
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, SendError> {
        let reference = &request.reference;
        let message = wire::init(&self.config, request);
        let read = |answer| answer::created(&self.config, &self.origins, reference, answer);
        self.connection.call("init", reference, message, read).await
    }

    fn verify_callback(&self, body: &[u8]) -> Result<Report, CallbackError> {
        callback::report(&self.config, &callback::authenticate(&self.config, body)?)
    }

    fn acknowledge(&self, body: &[u8], verdict: Verdict) -> Acknowledgement {
        callback::acknowledge(&self.config, body, verdict)
    }

    fn verify_lookup(&self, body: &[u8]) -> Result<BillLookup, CallbackError> {
        lookup::verify(&self.config, body)
    }

    fn lookup_answer(&self, lookup: &BillLookup, result: LookupResult) -> Acknowledgement {
        lookup::answer(&self.config, lookup, result)
    }

    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let reference = &request.reference;
        let message = wire::question("QUERY", &self.config, request);
        let read = |answer| answer::queried(&self.config, request, answer);
        self.connection
            .call("query", reference, message, read)
            .await
    }

    async fn bill(&self, request: &QueryRequest) -> Result<Bill, QueryError> {
        let reference = &request.reference;
        let message = wire::question("GET_BILL", &self.config, request);
        let read = |answer| answer::bill(&self.config, reference, answer);
        self.bill_connection
            .call("get-bill", reference, message, read)
            .await
    }
}

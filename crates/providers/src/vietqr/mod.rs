//! VietQR: a transfer between banks through NAPAS 247, begun by a code that the payer scans with any bank's app.
//!
//! The code is made here; nothing is sent to open a payment, and nobody but the payer knows of it before the transfer. The bank
//! that keeps the agency's account tells of transfers that arrived, and can be asked for them. A payer can transfer twice, or
//! another amount, or write another text; so each transfer is a charge of its own.
//!
//! The code follows NAPAS's specification. For the bank's feed of transfers and its inquiry no standard exists: each bank has
//! its own. Those read here are this portal's format, which a connector at the bank has to speak.

mod answer;
mod callback;
mod emv;
mod memo;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;
use domain::fold;
use domain::money::Vnd;

use crate::SettingKind::{OptionalSecret, Secret as Key, Text, Url};
use crate::http::{Connection, JSON, Timeouts};
use crate::secret::Secrets;
use crate::{
    Acknowledgement, CallbackError, CallbackMethod, ConfigError, CreateRequest, Created,
    Descriptor, Provider, QueryAnswer, QueryError, QueryRequest, Report, SendError, Settings,
    Verdict,
};

/// As many digits as a code's amount may have.
const LARGEST_AMOUNT: Vnd = Vnd::new(9_999_999_999_999);
/// As many characters as a code's name may have (EMVCo, merchant name). It is a setting of the portal, and the account's number
/// alone says where the money goes.
const LONGEST_HOLDER: usize = 25;

pub(crate) static DESCRIPTOR: Descriptor = Descriptor {
    code: "vietqr",
    prefix: "VIETQR_",
    settings: &[
        ("VIETQR_URL", Url("/sandbox/vietqr")),
        ("VIETQR_BANK_BIN", Text("970436")),
        ("VIETQR_ACCOUNT", Text("1020304050")),
        ("VIETQR_HOLDER", Text("KHO BAC NHA NUOC TAY NINH")),
        ("VIETQR_SECRET", Key("sandbox-vietqr-secret")),
        ("VIETQR_PREVIOUS_SECRET", OptionalSecret),
    ],
    is_required: false,
    callback: CallbackMethod::Post,
    poll_percent: Some("VIETQR_POLL_PERCENT"),
    opened_by_payer: false,
    opens_without_call: true,
    refund: false,
    failure_reasons: &[],
    timeouts: Timeouts::USUAL,
    build: |settings| Ok(Arc::new(VietQr::new(settings)?)),
};

#[derive(Debug)]
struct VietQr {
    config: Config,
    connection: Connection,
}

/// The agency's account, and what the bank signs with.
#[derive(Debug)]
struct Config {
    /// The bank's identification number at NAPAS: six digits.
    account_bin: String,
    /// The account: 1–19 letters or digits.
    account_number: String,
    /// Name of the account as the code carries it.
    account_holder: String,
    secrets: Secrets,
}

impl VietQr {
    fn new(settings: Settings) -> Result<Self, ConfigError> {
        let timeouts = settings.timeouts;
        let [url, bin, number, holder, secret, previous] = settings.take();
        if bin.len() != 6 || !bin.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ConfigError::Setting("account bin is not six digits"));
        }
        let is_number = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !(1..=19).contains(&number.len()) || !is_number {
            return Err(ConfigError::Setting(
                "account number is not 1–19 letters or digits",
            ));
        }
        Ok(Self {
            config: Config {
                account_bin: bin,
                account_number: number,
                account_holder: holder_in_code(&holder),
                secrets: Secrets::new(secret, previous)?,
            },
            connection: Connection::new(DESCRIPTOR.code, &url, JSON, timeouts)?,
        })
    }
}

/// The name in capitals without diacritics, as banks write it; what is beyond 25 characters is cut.
fn holder_in_code(name: &str) -> String {
    let capitals = fold(name).to_uppercase();
    let ascii = capitals.chars().filter(char::is_ascii);
    let cut: String = ascii.take(LONGEST_HOLDER).collect();
    cut.trim_end().to_owned()
}

#[async_trait]
impl Provider for VietQr {
    fn descriptor(&self) -> &'static Descriptor {
        &DESCRIPTOR
    }

    /// Makes the code. Sends nothing, so it cannot fail for what the bank does.
    async fn create(&self, request: &CreateRequest) -> Result<Created, SendError> {
        if !(Vnd::new(1)..=LARGEST_AMOUNT).contains(&request.amount) {
            return Err(SendError::Invalid("amount is not of 1–13 digits"));
        }
        let memo = memo::memo(&request.reference).map_err(SendError::Invalid)?;
        let transfer = emv::Transfer {
            bin: &self.config.account_bin,
            account: &self.config.account_number,
            holder: &self.config.account_holder,
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
        callback::verify(&self.config, body)
    }

    fn acknowledge(&self, body: &[u8], verdict: Verdict) -> Acknowledgement {
        callback::acknowledge(&self.verify_callback(body), verdict)
    }

    /// Asks the bank for all transfers with the memo. A code is never used up, so no transfer yet means only that:
    /// [`QueryAnswer::NotPaid`].
    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let message = wire::inquiry(&self.config, request);
        let read = |answer| answer::queried(&self.config, request, &answer);
        self.connection
            .call("transactions", &request.reference, message, read)
            .await
    }
}

//! Opening a payment: what the provider is told, and what its answer can be.

use std::fmt;
use std::net::IpAddr;

use domain::fees::FeeKind;
use domain::language::Language;
use domain::money::Vnd;
use time::OffsetDateTime;

use crate::text::tidy;

/// One payment attempt to be opened at a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateRequest {
    /// Our reference, unique per attempt: 1–64 ASCII letters, digits, `-` or `_`.
    pub reference: String,
    /// Amount due in whole đồng, equal to the sum of the bill's lines.
    pub amount: Vnd,
    /// What the payer sees at the bank: 1–250 printable ASCII characters (no diacritics) without `|`.
    pub description: String,
    /// The provider's own code of the bank or method to pay with; `None` lets the payer choose on the provider's page.
    pub bank_code: Option<String>,
    /// Where the provider sends the payer's browser afterwards, with the reference in it.
    pub return_url: String,
    /// Where the provider reports, if it takes the address with the request.
    pub callback_url: String,
    /// The language the payer reads.
    pub language: Language,
    /// Until when the payer may pay, for providers that close a payment by themselves.
    pub expires_at: OffsetDateTime,
    /// Address of the client, as providers ask for it against fraud.
    pub client_ip: IpAddr,
    /// When the attempt was made; kept by the caller, because a query must repeat it.
    pub requested_at: OffsetDateTime,
    /// What the receipt will be made from.
    pub bill: BillInformation,
}

/// What is paid for, to whom and by whom (`ThongTinBienLai` of the national payment platform).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillInformation {
    /// National procedure code, such as `1.001193`.
    pub procedure_code: String,
    /// Name of the procedure, in Vietnamese.
    pub procedure_name: String,
    /// Code of the executing agency.
    pub unit_code: String,
    /// Name of the executing agency, in Vietnamese.
    pub unit_name: String,
    /// Dossier code.
    pub dossier_code: String,
    /// Who pays.
    pub payer: Payer,
    /// What is paid, phí and lệ phí apart; at least one line.
    pub lines: Vec<BillLine>,
}

/// One fee of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLine {
    /// Phí or lệ phí, which the law keeps apart.
    pub kind: FeeKind,
    /// Code of the fee.
    pub code: String,
    /// Name of the fee, in Vietnamese.
    pub name: String,
    /// Amount of this line in whole đồng, not negative.
    pub amount: Vnd,
}

/// The person a receipt is made out to. `Debug` shows nothing of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Payer {
    /// Full name, in Vietnamese; an enterprise's or agency's as registered.
    pub name: String,
    /// A person's CMND or CCCD, where known.
    pub identity_number: Option<String>,
    /// An enterprise's tax code.
    pub tax_code: Option<String>,
    /// Street address, in Vietnamese.
    pub address: String,
    /// District; empty where there is none since July 2025.
    pub district: String,
    /// Province.
    pub province: String,
}

impl fmt::Debug for Payer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Payer(…)")
    }
}

/// A payment the provider has opened. At least one of the three ways to pay is there, except for cash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Created {
    /// Where to send the payer's browser: http or https, on an origin that the configuration allows.
    pub redirect_url: Option<String>,
    /// Opens the provider's app on a phone, which its scheme or origin allows.
    pub app_url: Option<String>,
    /// Text of a QR code that the payer scans with an app.
    pub qr: Option<String>,
    /// What the provider wants to be asked by, besides our reference.
    pub provider_token: Option<String>,
    /// The provider's own message as received, without what carried it; to be kept.
    pub raw: String,
}

/// Why a payment was not opened or a refund not sent, told apart by what may have happened at the provider.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The request cannot be expressed to this provider; nothing was sent. A mistake of the caller.
    #[error("request is invalid: {0}")]
    Invalid(&'static str),
    /// The provider answered no: no payment exists, no money has gone back.
    #[error("{0}")]
    Refused(Refusal),
    /// No connection could be made: provably nothing happened.
    #[error("provider could not be reached")]
    NotSent,
    /// No answer that can be believed: a payment may exist, money may have gone back. Ask before sending another.
    #[error("provider did not answer: {0}")]
    Unknown(&'static str),
}

impl SendError {
    pub(crate) const MAYBE_OPENED: Self =
        Self::Unknown("answer leaves open whether a payment exists");
    pub(crate) const MAYBE_REFUNDED: Self =
        Self::Unknown("answer leaves open whether money goes back");
}

/// A provider's no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("provider refused with code {code}")]
pub struct Refusal {
    /// The provider's code.
    pub code: String,
    /// The provider's words, without control characters, and with `…` for what is beyond 200 characters; for operators, not
    /// for citizens.
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(code: impl ToString, words: &str) -> Self {
        Self {
            code: code.to_string(),
            message: tidy(words),
        }
    }
}

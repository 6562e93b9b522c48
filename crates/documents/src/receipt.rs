//! The receipt for phí and lệ phí (biên lai thu phí, lệ phí).
//!
//! Its contents are those of decree 123/2020/NĐ-CP, article 32(2), without the digital signature: what is made here is
//! a representation, and says so.

mod sheet;

use std::fmt;
use std::sync::LazyLock;

use domain::fees::FeeKind;
use domain::money::Vnd;
use time::OffsetDateTime;
use typst::foundations::Bytes;
use typst_layout::PagedDocument;

use crate::typesetting::{self, Template};
use crate::{DocumentError, qr};
use sheet::Sheet;

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new("receipt.typ", include_str!("../templates/receipt.typ")));

/// Points. A receipt that needs two pages anyway keeps this size.
const TEXT_SIZE: f64 = 12.0;
/// Points, tried in turn when names are so long that the receipt runs over one page.
const SMALLER_TEXT_SIZES: [f64; 2] = [10.0, 8.5];

/// The facts of a receipt. Texts may contain anything; they are printed on one line each, in NFC, and what no font can
/// show appears as `�`.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Form symbol (mẫu số), `01BLP0-001`: 01 no pre-printed value, BLP fee receipt, 0 copies as it is electronic.
    pub form_symbol: String,
    /// Serial (ký hiệu), `AA-26E`: two letters, year, E for electronic.
    pub serial: String,
    /// Running number within form, serial and year; at most 9,999,999, printed with seven digits.
    pub number: u32,
    /// The agency that collects.
    pub agency_name: String,
    /// The agency's tax code, 10 or 13 digits.
    pub agency_tax_code: Option<String>,
    /// The agency's address.
    pub agency_address: Option<String>,
    /// Who owed the money.
    pub payer_name: String,
    /// A person's identity number, already masked: a receipt is shown around. Empty where an organisation owed the money.
    pub payer_identity_masked: String,
    /// An enterprise's tax code, which is public.
    pub payer_tax_code: Option<String>,
    /// The payer's address.
    pub payer_address: Option<String>,
    /// Dossier code, or the running number while the dossier has not been received.
    pub dossier_reference: String,
    /// Name of the procedure.
    pub procedure_name: String,
    /// What was paid for, at least one line.
    pub lines: Vec<ReceiptLine>,
    /// Name of the channel the citizen chose, `Vietcombank`.
    pub method: String,
    /// The provider's number of the transaction; empty for cash, which has none.
    pub provider_transaction: String,
    /// Our reference of the payment attempt.
    pub reference: String,
    /// When the provider took the money.
    pub paid_at: OffsetDateTime,
    /// When the receipt was issued; also the PDF's date of creation.
    pub issued_at: OffsetDateTime,
    /// Where anybody can check the receipt; in the QR code. `http://` or `https://`.
    pub check_url: String,
    /// When and why it became void; nothing while it holds.
    pub cancellation: Option<Cancellation>,
}

/// What makes a receipt void. Its paper says so across every page, and when and why under the title.
#[derive(Clone, PartialEq, Eq)]
pub struct Cancellation {
    /// When.
    pub at: OffsetDateTime,
    /// Why, in Vietnamese; may be empty.
    pub reason: String,
}

/// Shows form, serial and number only: who paid for what does not belong into a log.
impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt")
            .field("form_symbol", &self.form_symbol)
            .field("serial", &self.serial)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

/// One thing paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLine {
    /// Phí or lệ phí; each has its own group and subtotal.
    pub kind: FeeKind,
    /// Code of the fee in the tariff.
    pub code: String,
    /// Name of the fee.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// Price of one.
    pub unit_amount: Vnd,
    /// What was charged for the line. Printed and added up as given.
    pub amount: Vnd,
}

/// Makes the PDF (PDF/A-2a and PDF/UA-1, A4 portrait). It has one page if a smaller text can achieve that. Equal
/// receipts give equal bytes.
///
/// # Errors
///
/// [`DocumentError::NoLines`], [`DocumentError::NumberTooLarge`], [`DocumentError::AmountOutOfRange`] and
/// [`DocumentError::UnusableCheckUrl`] for facts that make no receipt; [`DocumentError::Typesetting`] for a mistake in
/// the template.
pub fn render(receipt: &Receipt) -> Result<Vec<u8>, DocumentError> {
    let sheet = Sheet::new(receipt)?;
    let qr = Bytes::from_string(qr::svg_of_url(&receipt.check_url)?);
    let mut document = lay_out(&sheet, TEXT_SIZE, &qr)?;
    for text_size in SMALLER_TEXT_SIZES {
        if document.pages().len() == 1 {
            break;
        }
        let smaller = lay_out(&sheet, text_size, &qr)?;
        if smaller.pages().len() == 1 {
            document = smaller;
        }
    }
    let identifier = format!("{}/{}/{}", sheet.form_symbol, sheet.serial, sheet.number);
    typesetting::pdf(&document, identifier, receipt.issued_at)
}

fn lay_out(sheet: &Sheet, text_size: f64, qr: &Bytes) -> Result<PagedDocument, DocumentError> {
    let facts = sheet.with_text_size(text_size);
    TEMPLATE.lay_out(vec![
        ("receipt.json", Bytes::new(facts)),
        ("qr.svg", qr.clone()),
    ])
}

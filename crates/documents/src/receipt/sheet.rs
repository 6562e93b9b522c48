//! The receipt as the template reads it: everything is text, formatted and made printable.

use domain::calendar;
use domain::fees::FeeKind;
use domain::language::Language;
use domain::money::Vnd;
use domain::words::amount_in_words;
use serde::Serialize;

use super::{Cancellation, Receipt, ReceiptLine};
use crate::DocumentError;
use crate::printable::printable;

/// Highest number that seven digits can write.
const LAST_NUMBER: u32 = 9_999_999;

#[derive(Serialize)]
pub(super) struct Sheet {
    pub(super) form_symbol: String,
    pub(super) serial: String,
    pub(super) number: String,
    cancellation: Option<Cancelled>,
    issued_on: IssuedOn,
    agency: Agency,
    payer: Payer,
    dossier_reference: String,
    procedure_name: String,
    groups: Vec<Group>,
    total: String,
    total_in_words: String,
    payment: Payment,
    check_url: String,
    check_text: String,
}

/// The sheet in one size of text.
#[derive(Serialize)]
struct SizedSheet<'a> {
    text_size: f64,
    #[serde(flatten)]
    sheet: &'a Sheet,
}

#[derive(Serialize)]
struct IssuedOn {
    day: String,
    month: String,
    year: String,
}

#[derive(Serialize)]
struct Cancelled {
    on: String,
    reason: Option<String>,
}

#[derive(Serialize)]
struct Agency {
    name: String,
    tax_code: Option<String>,
    address: Option<String>,
}

#[derive(Serialize)]
struct Payer {
    name: String,
    identity: Option<String>,
    tax_code: Option<String>,
    address: Option<String>,
}

/// The lines of one kind.
#[derive(Serialize)]
struct Group {
    kind: String,
    lines: Vec<Line>,
    subtotal: String,
}

#[derive(Serialize)]
struct Line {
    code: String,
    name: String,
    quantity: String,
    unit_amount: String,
    amount: String,
}

#[derive(Serialize)]
struct Payment {
    method: String,
    provider_transaction: Option<String>,
    reference: String,
    paid_at: String,
}

impl Sheet {
    pub(super) fn new(receipt: &Receipt) -> Result<Self, DocumentError> {
        if receipt.lines.is_empty() {
            return Err(DocumentError::NoLines);
        }
        if receipt.number > LAST_NUMBER {
            return Err(DocumentError::NumberTooLarge(receipt.number));
        }
        let total = sum(&receipt.lines)?;
        Ok(Self {
            form_symbol: printable(&receipt.form_symbol),
            serial: printable(&receipt.serial),
            number: format!("{:07}", receipt.number),
            cancellation: receipt.cancellation.as_ref().map(cancelled),
            issued_on: issued_on(receipt),
            agency: Agency {
                name: printable(&receipt.agency_name),
                tax_code: optional(receipt.agency_tax_code.as_deref()),
                address: optional(receipt.agency_address.as_deref()),
            },
            payer: Payer {
                name: printable(&receipt.payer_name),
                identity: optional(Some(&receipt.payer_identity_masked)),
                tax_code: optional(receipt.payer_tax_code.as_deref()),
                address: optional(receipt.payer_address.as_deref()),
            },
            dossier_reference: printable(&receipt.dossier_reference),
            procedure_name: printable(&receipt.procedure_name),
            groups: groups(&receipt.lines)?,
            total: total.to_string(),
            total_in_words: amount_in_words(total),
            payment: Payment {
                method: printable(&receipt.method),
                provider_transaction: optional(Some(&receipt.provider_transaction)),
                reference: printable(&receipt.reference),
                paid_at: calendar::format_date_time(receipt.paid_at),
            },
            check_url: receipt.check_url.clone(),
            check_text: check_text(&receipt.check_url)?,
        })
    }

    /// The JSON that the template reads; `text_size` in points.
    pub(super) fn with_text_size(&self, text_size: f64) -> Vec<u8> {
        serde_json::to_vec(&SizedSheet {
            text_size,
            sheet: self,
        })
        .expect("texts, lists and a finite number are valid JSON")
    }
}

fn optional(text: Option<&str>) -> Option<String> {
    text.map(printable).filter(|text| !text.is_empty())
}

fn cancelled(cancellation: &Cancellation) -> Cancelled {
    Cancelled {
        on: calendar::format_date(calendar::vietnam_date(cancellation.at)),
        reason: optional(Some(&cancellation.reason)),
    }
}

fn issued_on(receipt: &Receipt) -> IssuedOn {
    let date = calendar::vietnam_date(receipt.issued_at);
    IssuedOn {
        day: format!("{:02}", date.day()),
        month: format!("{:02}", u8::from(date.month())),
        year: date.year().to_string(),
    }
}

/// The address without its scheme, as people read and type it.
fn check_text(url: &str) -> Result<String, DocumentError> {
    let text = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .filter(|rest| {
            !rest.is_empty() && rest.chars().all(|character| character.is_ascii_graphic())
        })
        .ok_or(DocumentError::UnusableCheckUrl)?;
    Ok(text.to_owned())
}

/// The law knows two kinds of fee and accounts for them apart; an absent kind has no group.
fn groups(lines: &[ReceiptLine]) -> Result<Vec<Group>, DocumentError> {
    let mut groups = Vec::new();
    for kind in [FeeKind::Fee, FeeKind::Charge] {
        let of_kind: Vec<&ReceiptLine> = lines.iter().filter(|line| line.kind == kind).collect();
        if !of_kind.is_empty() {
            groups.push(Group {
                kind: kind.label().to(Language::Vietnamese).to_owned(),
                subtotal: sum(of_kind.iter().copied())?.to_string(),
                lines: of_kind.into_iter().map(printed_line).collect(),
            });
        }
    }
    Ok(groups)
}

fn printed_line(line: &ReceiptLine) -> Line {
    Line {
        code: printable(&line.code),
        name: printable(&line.name),
        quantity: line.quantity.to_string(),
        unit_amount: line.unit_amount.to_string(),
        amount: line.amount.to_string(),
    }
}

fn sum<'a>(lines: impl IntoIterator<Item = &'a ReceiptLine> + Clone) -> Result<Vnd, DocumentError> {
    let is_negative =
        |line: &ReceiptLine| line.amount.is_negative() || line.unit_amount.is_negative();
    if lines.clone().into_iter().any(is_negative) {
        return Err(DocumentError::AmountOutOfRange);
    }
    Vnd::checked_sum(lines.into_iter().map(|line| line.amount))
        .ok_or(DocumentError::AmountOutOfRange)
}

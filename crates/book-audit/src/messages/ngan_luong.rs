//! Ngân Lượng's checkout API 3.1, which sends no callbacks.

use super::{Meaning, Message, fields::digits};

/// The answer to GetTransactionDetail.
pub(super) fn payment(body: &[u8]) -> Option<Message> {
    let document = std::str::from_utf8(body).ok()?;
    let code = element(document, "error_code")?;
    let status = element(document, "transaction_status").unwrap_or_default();
    let meaning = match (code, status) {
        ("00", "00") => Meaning::Took,
        // Paid and held by Ngân Lượng, or in progress.
        ("00", "01" | "04") | ("114", _) => Meaning::Held,
        ("115", _) => Meaning::NotTaken,
        ("00", "02") | ("81", _) => Meaning::NotPaid,
        _ => Meaning::Nothing,
    };
    Some(Message {
        reference: String::new(),
        meaning,
        number: element(document, "transaction_id")
            .filter(|number| *number != "0")
            .map(str::to_owned),
        amount: element(document, "total_amount").and_then(digits),
        code: format!("{code}/{status}"),
        at: None,
    })
}

/// The text of the first element of a name. Codes, numbers and amounts need no more of XML.
fn element<'a>(document: &'a str, name: &str) -> Option<&'a str> {
    let (opening, closing) = (format!("<{name}>"), format!("</{name}>"));
    let (_, rest) = document.split_once(&opening)?;
    let (text, _) = rest.split_once(&closing)?;
    let text = text.trim();
    let text = text
        .strip_prefix("<![CDATA[")
        .and_then(|text| text.strip_suffix("]]>"))
        .unwrap_or(text);
    Some(text.trim()).filter(|text| !text.is_empty())
}

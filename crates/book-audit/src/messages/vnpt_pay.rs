//! VNPT Pay, 1.0.5 and 1.0.6.

use super::{
    Meaning, Message,
    fields::{amount, compact_time, number, object, text},
};
use serde_json::Value;

/// The body of a CONFIRM: JSON, or a form whose field `data` holds it.
pub(super) fn callback(body: &[u8]) -> Option<Message> {
    let fields = match object(body) {
        Some(fields) => fields,
        None => {
            let (_, data) = form_urlencoded::parse(body).find(|(name, _)| name == "data")?;
            object(data.as_bytes())?
        }
    };
    let code = text(&fields, "RESPONSE_CODE")?;
    let meaning = match code.as_str() {
        "00" => Meaning::Took,
        "01" => Meaning::NotTaken,
        _ => Meaning::Nothing,
    };
    Some(Message {
        reference: text(&fields, "MERCHANT_ORDER_ID")?,
        meaning,
        code,
        ..transaction(&fields)
    })
}

/// The answer to QUERY. It may tell the state of the transaction and no code of its own.
pub(super) fn payment(body: &[u8]) -> Option<Message> {
    let fields = object(body)?;
    let code = text(&fields, "RESPONSE_CODE");
    let status = text(&fields, "TRANSACTION_STATUS").unwrap_or_default();
    let meaning = match (code.as_deref(), status.as_str()) {
        (None | Some("00"), "1" | "00") => Meaning::Took,
        (None | Some("00"), "3") => Meaning::Held,
        (None | Some("00"), "4" | "01") => Meaning::NotTaken,
        _ => Meaning::Nothing,
    };
    Some(Message {
        meaning,
        code: format!("{}/{status}", code.unwrap_or_default()),
        ..transaction(&fields)
    })
}

fn transaction(fields: &Value) -> Message {
    Message {
        reference: String::new(),
        meaning: Meaning::Nothing,
        number: number(fields, "VNPTPAY_TRANSACTION_ID"),
        amount: amount(fields, "AMOUNT"),
        code: String::new(),
        at: text(fields, "PAY_DATE").and_then(|at| compact_time(&at)),
    }
}

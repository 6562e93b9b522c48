//! VNPAY 2.1.0. Amounts are hundredths of a đồng.

use super::{
    Meaning, Message,
    fields::{compact_time, digits, number, object, text},
};
use serde_json::{Map, Value};

/// `vnp_ResponseCode` by which a payment failed before money was taken.
const FAILED: [&str; 10] = ["09", "10", "11", "12", "13", "24", "51", "65", "75", "79"];

/// The query of an IPN.
pub(super) fn callback(query: &[u8]) -> Option<Message> {
    let fields: Map<String, Value> = form_urlencoded::parse(query)
        .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
        .collect();
    let fields = Value::Object(fields);
    let response = text(&fields, "vnp_ResponseCode")?;
    let status = text(&fields, "vnp_TransactionStatus")?;
    let meaning = match (response.as_str(), status.as_str()) {
        ("00", "00") => Meaning::Took,
        // Reversed, or suspected of fraud: in both money was taken.
        ("07", _) | (_, "04" | "07") => Meaning::Held,
        (response, "02") if FAILED.contains(&response) => Meaning::NotTaken,
        _ => Meaning::Nothing,
    };
    Some(Message {
        reference: text(&fields, "vnp_TxnRef")?,
        meaning,
        code: format!("{response}/{status}"),
        ..transaction(&fields)
    })
}

/// The answer to `querydr`.
pub(super) fn payment(body: &[u8]) -> Option<Message> {
    let fields = object(body)?;
    let response = text(&fields, "vnp_ResponseCode")?;
    let kind = text(&fields, "vnp_TransactionType");
    let status = text(&fields, "vnp_TransactionStatus").unwrap_or_default();
    let meaning = match (response.as_str(), kind.as_deref(), status.as_str()) {
        ("00", None | Some("01"), "00") => Meaning::Took,
        ("00", None | Some("01"), "04" | "07") => Meaning::Held,
        ("00", None | Some("01"), "02") => Meaning::NotTaken,
        ("00", None | Some("01"), "01") => Meaning::NotPaid,
        _ => Meaning::Nothing,
    };
    Some(Message {
        meaning,
        code: format!("{response}/{status}"),
        ..transaction(&fields)
    })
}

/// The answer to `refund`, or to `querydr` after one: it tells the last transaction of the payment, ours or another refund.
pub(super) fn refund(body: &[u8]) -> Option<Message> {
    let fields = object(body)?;
    let response = text(&fields, "vnp_ResponseCode")?;
    let kind = text(&fields, "vnp_TransactionType");
    let status = text(&fields, "vnp_TransactionStatus").unwrap_or_default();
    let is_refund = matches!(kind.as_deref(), Some("02" | "03"))
        || (kind.is_none() && text(&fields, "vnp_Command").as_deref() == Some("refund"));
    let meaning = match (response.as_str(), is_refund, status.as_str()) {
        ("00", true, "00") => Meaning::GaveBack,
        ("00", true, "05" | "06") | ("94", ..) => Meaning::Held,
        _ => Meaning::Nothing,
    };
    Some(Message {
        meaning,
        code: format!("{response}/{status}"),
        ..transaction(&fields)
    })
}

fn transaction(fields: &Value) -> Message {
    let hundredths = text(fields, "vnp_Amount").and_then(|text| digits(&text));
    Message {
        reference: String::new(),
        meaning: Meaning::Nothing,
        number: number(fields, "vnp_TransactionNo"),
        amount: hundredths
            .filter(|hundredths| hundredths % 100 == 0)
            .map(|hundredths| hundredths / 100),
        code: String::new(),
        at: text(fields, "vnp_PayDate").and_then(|at| compact_time(&at)),
    }
}

//! MoMo, gateway v2.

use super::{
    Meaning, Message,
    fields::{amount, milliseconds, number, object, text},
};
use serde_json::Value;

/// `resultCode` that is final and by which nothing was taken.
const FAILED: [&str; 12] = [
    "1001", "1002", "1003", "1004", "1005", "1006", "1007", "1017", "1026", "4001", "4002", "4100",
];

/// The body of an IPN.
pub(super) fn callback(body: &[u8]) -> Option<Message> {
    let fields = object(body)?;
    Some(Message {
        reference: text(&fields, "orderId")?,
        at: text(&fields, "responseTime").and_then(|at| milliseconds(&at)),
        ..told(&fields)?
    })
}

/// The answer to `query`.
pub(super) fn payment(body: &[u8]) -> Option<Message> {
    told(&object(body)?)
}

/// The answer to `refund` or `refund/query`: the refund itself, or a list with it.
pub(super) fn refund(body: &[u8], reference: &str) -> Option<Message> {
    let fields = object(body)?;
    let listed = match fields.get("refundTrans").and_then(Value::as_array) {
        Some(list) => list
            .iter()
            .find(|one| text(one, "orderId").as_deref() == Some(reference))?,
        None => &fields,
    };
    let told = told(listed)?;
    let meaning = match told.meaning {
        Meaning::Took => Meaning::GaveBack,
        Meaning::Held => Meaning::Held,
        _ => Meaning::Nothing,
    };
    Some(Message { meaning, ..told })
}

fn told(fields: &Value) -> Option<Message> {
    let code = text(fields, "resultCode")?;
    let meaning = match code.as_str() {
        "0" => Meaning::Took,
        // Authorised, or being processed.
        "9000" | "7000" | "7002" => Meaning::Held,
        "1000" => Meaning::NotPaid,
        code if FAILED.contains(&code) => Meaning::NotTaken,
        _ => Meaning::Nothing,
    };
    Some(Message {
        reference: String::new(),
        meaning,
        number: number(fields, "transId"),
        amount: amount(fields, "amount"),
        code,
        at: None,
    })
}

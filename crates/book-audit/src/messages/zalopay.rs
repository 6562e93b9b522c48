//! ZaloPay v2.

use super::{
    Meaning, Message,
    fields::{amount, milliseconds, number, object, text},
};
use serde_json::Value;

/// `sub_return_code` of a failure that is final and by which nothing was taken; none says the same.
const FAILED: [&str; 6] = ["-49", "-54", "-55", "-117", "-332", "-333"];
/// One try went wrong, and the order can be paid still: balance, bank, limits of a day and of a month.
const TRY_FAILED: [&str; 10] = [
    "-63", "-217", "-1330", "-1331", "-1332", "-1333", "-1340", "-1341", "-1342", "-1343",
];

/// The body of a callback. It comes only when money was taken; what it says is JSON written as a text.
pub(super) fn callback(body: &[u8]) -> Option<Message> {
    let outer = object(body)?;
    let data = object(text(&outer, "data")?.as_bytes())?;
    let order = text(&data, "app_trans_id")?;
    let (_day, reference) = order.split_once('_')?;
    let is_order = text(&outer, "type").is_none_or(|kind| kind == "1");
    Some(Message {
        reference: reference.to_owned(),
        meaning: if is_order {
            Meaning::Took
        } else {
            Meaning::Nothing
        },
        number: number(&data, "zp_trans_id"),
        amount: Some(amount(&data, "amount")?),
        code: "1".to_owned(),
        at: text(&data, "server_time").and_then(|at| milliseconds(&at)),
    })
}

/// The answer to `query`.
pub(super) fn payment(body: &[u8]) -> Option<Message> {
    let fields = object(body)?;
    let code = text(&fields, "return_code")?;
    let detail = text(&fields, "sub_return_code");
    let processing = fields.get("is_processing").and_then(Value::as_bool);
    let meaning = match (code.as_str(), processing) {
        ("1", Some(true)) => Meaning::Held,
        ("1", _) => Meaning::Took,
        ("3", Some(false)) => Meaning::NotPaid,
        ("3", _) => Meaning::Held,
        ("2", Some(true)) => Meaning::Held,
        ("2", _)
            if detail
                .as_deref()
                .is_none_or(|detail| FAILED.contains(&detail)) =>
        {
            Meaning::NotTaken
        }
        ("2", _)
            if detail
                .as_deref()
                .is_some_and(|detail| TRY_FAILED.contains(&detail)) =>
        {
            Meaning::NotPaid
        }
        _ => Meaning::Nothing,
    };
    Some(Message {
        reference: String::new(),
        meaning,
        number: number(&fields, "zp_trans_id"),
        amount: amount(&fields, "amount"),
        code: format!("{code}/{}", detail.unwrap_or_default()),
        at: text(&fields, "server_time").and_then(|at| milliseconds(&at)),
    })
}

/// The answer to `refund` or `query_refund`. It does not say how much.
pub(super) fn refund(body: &[u8]) -> Option<Message> {
    let fields = object(body)?;
    let code = text(&fields, "return_code")?;
    let meaning = match code.as_str() {
        "1" => Meaning::GaveBack,
        "3" => Meaning::Held,
        _ => Meaning::Nothing,
    };
    Some(Message {
        reference: String::new(),
        meaning,
        number: number(&fields, "refund_id"),
        amount: None,
        code,
        at: None,
    })
}

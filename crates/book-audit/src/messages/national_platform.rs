//! The national payment platform, 1.0.6.

use super::{
    Meaning, Message,
    fields::{amount, compact_time, number, object, text},
};
use serde_json::Value;

/// The body of a CONFIRM.
pub(super) fn callback(body: &[u8]) -> Option<Message> {
    let fields = object(body)?;
    let code = text(&fields, "MaLoi")?;
    let meaning = match code.as_str() {
        "00" => Meaning::Took,
        "01" => Meaning::NotTaken,
        _ => Meaning::Nothing,
    };
    Some(Message {
        reference: text(&fields, "MaThamChieu")?,
        meaning,
        code,
        ..transaction(&fields)
    })
}

/// The answer to QUERY, which a service bus may have put into a message of its own.
pub(super) fn payment(body: &[u8]) -> Option<Message> {
    let outer = object(body)?;
    let wrapped = match outer.get("MaLoi") {
        None => text(&outer, "message"),
        Some(_) => None,
    };
    let fields = match wrapped {
        Some(inner) => object(inner.as_bytes())?,
        None => outer,
    };
    let code = text(&fields, "MaLoi")?;
    let status = text(&fields, "TrangThaiGD").unwrap_or_default();
    let meaning = match (code.as_str(), status.as_str()) {
        ("00", "1") => Meaning::Took,
        ("00", "3") => Meaning::Held,
        ("00", "4") => Meaning::NotTaken,
        _ => Meaning::Nothing,
    };
    Some(Message {
        meaning,
        code: format!("{code}/{status}"),
        ..transaction(&fields)
    })
}

fn transaction(fields: &Value) -> Message {
    Message {
        reference: String::new(),
        meaning: Meaning::Nothing,
        number: number(fields, "MaGiaoDich"),
        amount: amount(fields, "SoTien"),
        code: String::new(),
        at: text(fields, "ThoiGianGD").and_then(|at| compact_time(&at)),
    }
}

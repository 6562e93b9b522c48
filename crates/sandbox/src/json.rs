//! Reading and writing JSON whose details differ from provider to provider.

use serde_json::Value;

/// A field that some write as text and others as a number; empty where there is none.
pub(crate) fn text(message: &Value, name: &str) -> String {
    match &message[name] {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Several such fields, in the given order.
pub(crate) fn texts<const N: usize>(message: &Value, names: [&str; N]) -> [String; N] {
    names.map(|name| text(message, name))
}

/// An amount of whole đồng in its only form: digits without a leading zero, twelve at most.
pub(crate) fn amount(text: &str) -> Option<u64> {
    let canonical = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    (canonical && text.len() <= 12)
        .then(|| text.parse().ok())
        .flatten()
}

/// An object of texts with its fields in the given order, which digests over "the values as received" depend on.
pub(crate) fn ordered(fields: &[(&str, &str)]) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| format!("{}:{}", Value::from(*name), Value::from(*value)))
        .collect();
    format!("{{{}}}", fields.join(","))
}

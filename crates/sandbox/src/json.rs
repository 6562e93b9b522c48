//! Reading and writing JSON whose details differ from provider to provider.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Value, json};

pub(crate) fn error(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

/// What it is as JSON, without one of its fields.
pub(crate) fn without(value: &impl Serialize, name: &str) -> Value {
    let mut value = json!(value);
    if let Value::Object(fields) = &mut value {
        fields.remove(name);
    }
    value
}

/// A field that some write as text and others as a number; empty where there is none.
pub(crate) fn text(message: &Value, name: &str) -> String {
    match &message[name] {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The values of several such fields, joined by `|`; the names are separated by spaces.
pub(crate) fn joined(message: &Value, names: &str) -> String {
    let values = names.split_whitespace().map(|name| text(message, name));
    values.collect::<Vec<_>>().join("|")
}

/// An amount of whole đồng in its only form: digits without a leading zero, twelve at most.
pub(crate) fn amount(text: &str) -> Option<u64> {
    let canonical = is_digits(text) && !text.starts_with('0') && text.len() <= 12;
    canonical.then(|| text.parse().ok()).flatten()
}

pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The name of the first check that does not hold.
pub(crate) fn first_wrong<const N: usize>(checks: [(bool, &str); N]) -> Option<&str> {
    let wrong = checks.into_iter().find(|(holds, _)| !holds);
    wrong.map(|(_, name)| name)
}

/// An object of texts with its fields in the given order, which digests over "the values as received" depend on.
pub(crate) fn ordered(fields: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| format!("{}:{}", json!(name), json!(value));
    let fields: Vec<_> = fields.iter().map(field).collect();
    format!("{{{}}}", fields.join(","))
}

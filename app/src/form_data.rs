//! From a form's fields to an API call: the mapping of the server's form bridge.
//!
//! Names of fields say where a value goes: dots nest (`form.child_name`), `:bool` makes a boolean.
//! Names that begin with `_` steer the bridge and are not part of the input.

use serde_json::{Map, Value};

/// Names a form's steering fields.
pub mod steering {
    /// Path of the endpoint; the pressed button may carry it.
    pub const ACTION: &str = "_action";
    /// Idempotency key made when the form was rendered.
    pub const KEY: &str = "_key";
}

/// The bridge's answer to a form posted in place.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Accepted {
    /// Where the browser goes next: a path of ours, or a provider's page.
    pub next: String,
    /// A provider's page that a frame opens in a window of its own: providers refuse to be framed, and a payer must see
    /// whose page it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
}

/// Builds the JSON input from the fields of a form.
#[must_use]
pub fn to_input(fields: &[(String, String)]) -> Value {
    let mut root = Map::new();
    for (name, value) in fields.iter().filter(|(name, _)| !name.starts_with('_')) {
        let (path, kind) = name.split_once(':').unwrap_or((name, "text"));
        let value = match kind {
            "bool" => Value::Bool(matches!(value.as_str(), "on" | "true" | "1")),
            _ => Value::String(value.clone()),
        };
        insert(&mut root, path, value);
    }
    Value::Object(root)
}

fn insert(object: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            object.insert(path.to_owned(), value);
        }
        Some((head, rest)) => {
            let nested = object
                .entry(head)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(nested) = nested {
                insert(nested, rest, value);
            }
        }
    }
}

/// The value of a steering field; the last wins, so a pressed button overrides a hidden field.
#[must_use]
pub fn steering_value<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields
        .iter()
        .rev()
        .find(|(field, _)| field == name)
        .map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn names_say_where_values_go() {
        let input = to_input(&fields(&[
            ("_action", "/api/v1/dossiers"),
            ("unit_code", "H53"),
            ("form.kind", "birth_registration"),
            ("form.child_name", "Nguyễn Văn An"),
            ("terms:bool", "on"),
        ]));
        assert_eq!(
            input,
            json!({
                "unit_code": "H53",
                "form": {"kind": "birth_registration", "child_name": "Nguyễn Văn An"},
                "terms": true,
            })
        );
    }

    #[test]
    fn a_scalar_is_never_overwritten_by_nesting() {
        let input = to_input(&fields(&[("form", "x"), ("form.kind", "y")]));
        assert_eq!(input, json!({"form": "x"}));
    }

    #[test]
    fn the_pressed_button_decides_the_action() {
        let posted = fields(&[("_action", "/save"), ("_action", "/send")]);
        assert_eq!(steering_value(&posted, steering::ACTION), Some("/send"));
    }
}

//! The fields of a form, and the JSON input that they become.
//!
//! Names of fields say where a value goes: dots nest (`form.child_name`), `:bool` makes a boolean. Names that begin with `_`
//! steer whoever receives the form and are not part of the input.

use serde_json::{Map, Value};

/// Largest form, in bytes.
pub const LARGEST: usize = 64 * 1024;
/// The largest form of ours has 25 fields. A form whose parts repeat may have some hundred; a page that shows a thousand typed
/// values again still costs nothing.
pub const MOST_FIELDS: usize = 1_000;
/// In bytes. Ours have some thirty.
pub const LONGEST_NAME: usize = 200;
/// Parts of a name between dots. Ours have two.
pub const MOST_LEVELS: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// More than [`LARGEST`] bytes.
    #[error("larger than {LARGEST} bytes")]
    TooLarge,
    /// More than [`MOST_FIELDS`].
    #[error("more than {MOST_FIELDS} fields")]
    TooManyFields,
    /// A name of more than [`LONGEST_NAME`] bytes.
    #[error("a name of more than {LONGEST_NAME} bytes")]
    NameTooLong,
    /// A name of more than [`MOST_LEVELS`] parts.
    #[error("a name of more than {MOST_LEVELS} parts")]
    TooDeep,
    /// A name with nothing before, between or after its dots.
    #[error("a name with an empty part")]
    EmptyPart,
    /// One name is a value and holds other values (`a=1&a.b=2`). Whichever was kept, the other would be lost.
    #[error("a name that is a value and holds others")]
    Contradiction,
}

/// The fields of a form as they were posted, within the limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// The first limit that the form goes beyond; see [`FormError`].
    pub fn read(body: &[u8]) -> Result<Self, FormError> {
        if body.len() > LARGEST {
            return Err(FormError::TooLarge);
        }
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(body) {
            if fields.len() == MOST_FIELDS {
                return Err(FormError::TooManyFields);
            }
            check_name(&name)?;
            fields.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self(fields))
    }

    /// Names and values in the order of the form.
    #[must_use]
    pub fn fields(&self) -> &[(String, String)] {
        &self.0
    }

    /// The value of a field; the last wins, so a pressed button overrides a hidden field.
    #[must_use]
    pub fn last(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .rev()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// The JSON input. Of fields of one name the last wins.
    ///
    /// # Errors
    /// [`FormError::Contradiction`].
    pub fn to_input(&self) -> Result<Value, FormError> {
        let mut root = Map::new();
        for (name, value) in self.0.iter().filter(|(name, _)| !name.starts_with('_')) {
            let (path, kind) = name.split_once(':').unwrap_or((name, "text"));
            let value = match kind {
                "bool" => Value::Bool(matches!(value.as_str(), "on" | "true" | "1")),
                _ => Value::String(value.clone()),
            };
            insert(&mut root, path, value)?;
        }
        Ok(Value::Object(root))
    }
}

fn check_name(name: &str) -> Result<(), FormError> {
    if name.len() > LONGEST_NAME {
        return Err(FormError::NameTooLong);
    }
    let (path, _kind) = name.split_once(':').unwrap_or((name, ""));
    for (level, part) in path.split('.').enumerate() {
        if level == MOST_LEVELS {
            return Err(FormError::TooDeep);
        }
        if part.is_empty() {
            return Err(FormError::EmptyPart);
        }
    }
    Ok(())
}

fn insert(root: &mut Map<String, Value>, path: &str, value: Value) -> Result<(), FormError> {
    let (mut object, mut rest) = (root, path);
    while let Some((head, tail)) = rest.split_once('.') {
        let nested = object
            .entry(head)
            .or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(nested) = nested else {
            return Err(FormError::Contradiction);
        };
        (object, rest) = (nested, tail);
    }
    if object.get(rest).is_some_and(Value::is_object) {
        return Err(FormError::Contradiction);
    }
    object.insert(rest.to_owned(), value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn input(body: &str) -> Result<Value, FormError> {
        Form::read(body.as_bytes())?.to_input()
    }

    #[test]
    fn names_say_where_values_go() {
        assert_eq!(
            input(
                "_action=%2Fapi%2Fv1%2Fdossiers&unit_code=H53&form.kind=birth_registration\
                 &form.child_name=Nguy%E1%BB%85n+V%C4%83n+An&terms%3Abool=on&fast:bool=no"
            ),
            Ok(json!({
                "unit_code": "H53",
                "form": {"kind": "birth_registration", "child_name": "Nguyễn Văn An"},
                "terms": true,
                "fast": false,
            }))
        );
    }

    #[test]
    fn the_pressed_button_decides_and_the_last_of_one_name_wins() {
        let form = Form::read(b"_action=%2Fsave&copies=1&copies=2&_action=%2Fsend").unwrap();
        assert_eq!(form.last("_action"), Some("/send"));
        assert_eq!(form.last("_key"), None);
        assert_eq!(form.to_input(), Ok(json!({"copies": "2"})));
    }

    #[test]
    fn a_name_that_is_a_value_and_holds_others_is_refused_in_either_order() {
        for body in ["a=2&a.b=1", "a.b=1&a=2", "a.b.c=1&a.b=2", "a:bool=on&a.b=1"] {
            assert_eq!(input(body), Err(FormError::Contradiction), "{body}");
        }
    }

    #[test]
    fn what_is_just_within_the_limits_is_read_and_what_is_just_beyond_is_not() {
        let deep = |levels: usize| format!("{}=x", vec!["a"; levels].join("."));
        let long = |bytes: usize| format!("{}=x", "a".repeat(bytes));
        let many = |fields: usize| vec!["a=x"; fields].join("&");
        let large = |bytes: usize| format!("a={}", "x".repeat(bytes - 2));
        for (within, beyond, error) in [
            (deep(MOST_LEVELS), deep(MOST_LEVELS + 1), FormError::TooDeep),
            (
                long(LONGEST_NAME),
                long(LONGEST_NAME + 1),
                FormError::NameTooLong,
            ),
            (
                many(MOST_FIELDS),
                many(MOST_FIELDS + 1),
                FormError::TooManyFields,
            ),
            (large(LARGEST), large(LARGEST + 1), FormError::TooLarge),
        ] {
            assert!(input(&within).is_ok(), "{error}");
            assert_eq!(input(&beyond), Err(error));
        }
    }

    #[test]
    fn a_name_has_something_between_its_dots() {
        for body in ["=x", ".=x", "a.=x", ".a=x", "a..b=x", ":bool=on", "."] {
            assert_eq!(input(body), Err(FormError::EmptyPart), "{body}");
        }
        assert_eq!(input(""), Ok(json!({})));
        assert_eq!(input("&&"), Ok(json!({})));
        assert_eq!(input("a"), Ok(json!({"a": ""})));
    }

    #[test]
    fn whoever_posts_forty_thousand_dots_is_refused_before_anything_is_built() {
        for name in [
            ".".repeat(40_000),
            "a.".repeat(30_000),
            format!("a{}b", ".".repeat(40_000)),
            "%2E".repeat(20_000),
        ] {
            assert_eq!(input(&format!("{name}=x")), Err(FormError::NameTooLong));
        }
    }
}

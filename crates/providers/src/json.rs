//! JSON objects as providers sign them: each name once, in order.

use std::collections::BTreeMap;
use std::fmt;

use domain::money::Vnd;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

use crate::text::{amount, joinable};

/// A JSON object whose names occur once each.
///
/// With a repeated name two readers can each see a different value, one of them the signed one; such an object is refused.
#[derive(Debug, Default)]
pub(crate) struct JsonObject {
    /// In the order received.
    names: Vec<String>,
    values: BTreeMap<String, Value>,
}

impl JsonObject {
    /// Reads one object and nothing after it.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The value of `name` if it is a string.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_str()
    }

    /// The characters of `name` as they were received, if it is a string or a whole number that is not negative.
    pub(crate) fn characters(&self, name: &str) -> Option<String> {
        match self.values.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => number.as_u64().map(|number| number.to_string()),
            _ => None,
        }
    }

    /// The characters of several values, of what is absent the empty text, if they can all be joined by `|`.
    pub(crate) fn joinable<'a>(&self, names: impl Iterator<Item = &'a str>) -> Option<Vec<String>> {
        let characters = |name| match self.is_absent(name) {
            true => Some(String::new()),
            false => self.characters(name),
        };
        let values = names.map(|name| characters(name).filter(|value| joinable(value)));
        values.collect()
    }

    /// An amount in whole đồng.
    pub(crate) fn amount(&self, name: &str) -> Option<Vnd> {
        amount(&self.characters(name)?)
    }

    /// The characters of `name` if there are any.
    pub(crate) fn given(&self, name: &str) -> Option<String> {
        self.characters(name).filter(|value| !value.is_empty())
    }

    /// Whether `name` is missing or null.
    pub(crate) fn is_absent(&self, name: &str) -> bool {
        self.values.get(name).is_none_or(Value::is_null)
    }

    /// Whether `name` is missing, null, or this text.
    pub(crate) fn is_absent_or(&self, name: &str, expected: &str) -> bool {
        self.is_absent(name) || self.text(name) == Some(expected)
    }

    /// The names in the order received.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

impl<'de> Deserialize<'de> for JsonObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Once;

        impl<'de> Visitor<'de> for Once {
            type Value = JsonObject;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonObject, A::Error> {
                let mut object = JsonObject::default();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    object.names.push(name.clone());
                    if object.values.insert(name, value).is_some() {
                        return Err(A::Error::custom("a name occurs twice"));
                    }
                }
                Ok(object)
            }
        }

        deserializer.deserialize_map(Once)
    }
}

/// Writes an object with its fields in the order given: some digests cover the values in the order in which they are read.
pub(crate) fn write<'a>(fields: impl IntoIterator<Item = (&'a str, Value)>) -> Vec<u8> {
    let field = |(name, value)| format!("{}:{value}", Value::from(name));
    let fields: Vec<String> = fields.into_iter().map(field).collect();
    format!("{{{}}}", fields.join(",")).into_bytes()
}

/// Writes an object of texts, the last of which is the digest of the others.
pub(crate) fn write_signed(fields: &[(&str, &str)], digest: (&str, Vec<u8>)) -> Vec<u8> {
    let fields = fields.iter();
    let texts = fields.map(|(name, value)| (*name, Value::from(*value)));
    write(texts.chain([(digest.0, Value::from(hex::encode(digest.1)))]))
}

/// The values of a message's fields, as they are signed.
pub(crate) fn values<'a>(fields: &[(&'a str, &'a str)]) -> Vec<&'a str> {
    fields.iter().map(|(_, value)| *value).collect()
}

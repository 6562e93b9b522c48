//! Reading answers whose digest covers the values in the order in which they were received.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

/// A JSON object whose names occur once each, in the order received.
#[derive(Debug)]
pub(super) struct Ordered(Vec<(String, Value)>);

impl Ordered {
    /// Reads one object and nothing after it.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The value of `name` if it is a string.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// The characters of `name` as received, if it is a string or a whole number that is not negative.
    pub(super) fn characters(&self, name: &str) -> Option<String> {
        self.get(name).and_then(characters)
    }

    /// The characters of all values but that of `name`, in order; null counts as empty. `None` where one of them is neither text
    /// nor a whole number, because how such a value is signed is not known.
    pub(super) fn all_but(&self, name: &str) -> Option<Vec<String>> {
        self.0
            .iter()
            .filter(|(other, _)| other != name)
            .map(|(_, value)| {
                if value.is_null() {
                    Some(String::new())
                } else {
                    characters(value)
                }
            })
            .collect()
    }

    /// Whether `name` is missing or null.
    pub(super) fn is_absent(&self, name: &str) -> bool {
        self.get(name).is_none_or(Value::is_null)
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0
            .iter()
            .find_map(|(other, value)| (other == name).then_some(value))
    }
}

fn characters(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => number.as_u64().map(|number| number.to_string()),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Ordered;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut fields = Ordered(Vec::new());
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    if fields.get(&name).is_some() {
                        return Err(A::Error::custom("a name occurs twice"));
                    }
                    // Keeps a long answer from costing the square of its length.
                    if fields.0.len() == 64 {
                        return Err(A::Error::custom("more than 64 names"));
                    }
                    fields.0.push((name, value));
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

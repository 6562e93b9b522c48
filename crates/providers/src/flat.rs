//! Reading providers' flat JSON objects.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

/// A JSON object whose names occur once each.
///
/// With a repeated name two readers can each see a different value, one of them the signed one; such an object is refused.
#[derive(Debug)]
pub(crate) struct Flat(BTreeMap<String, Value>);

impl Flat {
    /// Reads one object and nothing after it.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The value of `name` if it is a string.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// The characters of `name` as they were received, if it is a string or a whole number that is not negative.
    pub(crate) fn characters(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => number.as_u64().map(|number| number.to_string()),
            _ => None,
        }
    }

    /// Whether `name` is missing or null.
    pub(crate) fn is_absent(&self, name: &str) -> bool {
        self.0.get(name).is_none_or(Value::is_null)
    }
}

impl<'de> Deserialize<'de> for Flat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Once;

        impl<'de> Visitor<'de> for Once {
            type Value = Flat;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Flat, A::Error> {
                let mut fields = BTreeMap::new();
                while let Some(name) = map.next_key::<String>()? {
                    match fields.entry(name) {
                        Entry::Vacant(entry) => entry.insert(map.next_value()?),
                        Entry::Occupied(_) => return Err(A::Error::custom("a name occurs twice")),
                    };
                }
                Ok(Flat(fields))
            }
        }

        deserializer.deserialize_map(Once)
    }
}

//! The fields of an address, read strictly and written the one way that is signed.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::HASH;

/// What VNPAY's own fields begin with. Others in a query are not signed, so they are not read.
const PREFIX: &str = "vnp_";
/// Sent by older versions, never signed.
const HASH_TYPE: &str = "vnp_SecureHashType";

/// Fields by name, in the order in which they are signed.
#[derive(Debug)]
pub(super) struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Reads the query of an address. With a name twice, an escape that is none or characters that no address holds, two readers
    /// could each see something else; then it is not read.
    pub(super) fn parse(query: &[u8]) -> Option<Self> {
        let query = std::str::from_utf8(query).ok()?;
        if !query.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let mut fields = BTreeMap::new();
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=')?;
            match fields.entry(decode(name)?) {
                Entry::Vacant(entry) => entry.insert(decode(value)?),
                Entry::Occupied(_) => return None,
            };
        }
        Some(Self(fields))
    }

    /// Fields that we send; each name once.
    pub(super) fn from_pairs<const N: usize>(pairs: [(&str, String); N]) -> Self {
        Self(pairs.map(|(name, value)| (name.to_owned(), value)).into())
    }

    /// The value of `name`, if it is there and not empty: what is empty is not signed.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.get(name).map(String::as_str);
        value.filter(|value| !value.is_empty())
    }

    /// The signed text: VNPAY's fields that are not empty, sorted by name and form-encoded, without the hash.
    pub(super) fn signed_text(&self) -> String {
        let signed: Vec<(&str, &str)> = self
            .0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, value)| {
                name.starts_with(PREFIX) && *name != HASH && *name != HASH_TYPE && !value.is_empty()
            })
            .collect();
        serde_urlencoded::to_string(signed).expect("pairs of texts can be form-encoded")
    }
}

/// A form-encoded text, without control characters.
fn decode(encoded: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let (escaped, after) = rest.split_at_checked(2)?;
                rest = after;
                let mut value = [0];
                hex::decode_to_slice(escaped, &mut value).ok()?;
                value[0]
            }
            plain => *plain,
        });
    }
    let text = String::from_utf8(decoded).ok();
    text.filter(|text| !text.chars().any(char::is_control))
}

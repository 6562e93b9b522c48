//! Callbacks whose digest covers the values of certain fields.

use domain::money::Vnd;

use crate::CallbackError;
use crate::json::JsonObject;
use crate::text::{amount, is_without, require};

/// Far above any message that a provider sends by itself, far below what costs anything to read.
const LARGEST_CALLBACK: usize = 64 * 1024;

/// How a provider signs a JSON object.
pub(crate) struct Format {
    /// The signed fields in the order of the digest, separated by blanks.
    pub(crate) fields: &'static str,
    /// Those that may come as whole numbers; the others are texts.
    pub(crate) numbers: &'static str,
    /// Whether every field must be there. Otherwise what is left out counts as empty; whether it may is for who reads it.
    pub(crate) complete: bool,
    /// Stands between the values, and so in none of them; `&` between pairs of name and value, see [`Self::stays_apart`].
    pub(crate) separator: char,
    /// The field of the digest.
    pub(crate) digest: &'static str,
}

/// A message whose digest is good.
#[derive(Debug)]
pub(crate) struct Signed {
    fields: &'static str,
    values: Vec<String>,
    /// As received.
    pub(crate) digest: String,
}

/// Refuses what is too large to be a callback.
pub(crate) fn check_size(message: &[u8]) -> Result<(), &'static str> {
    require(message.len() <= LARGEST_CALLBACK, "larger than 64 kB")
}

/// Reads the body of a callback.
pub(crate) fn read(body: &[u8]) -> Result<JsonObject, CallbackError> {
    check_size(body)?;
    Ok(JsonObject::parse(body).ok_or("not one JSON object with each name once")?)
}

impl Format {
    /// Checks the digest of a message, over the values as received.
    pub(crate) fn open(
        &self,
        message: &JsonObject,
        is_ours: impl FnOnce(&[&str], &str) -> bool,
    ) -> Result<Signed, CallbackError> {
        let values = self.fields.split(' ').map(|name| self.value(message, name));
        let values = values.collect::<Result<Vec<String>, _>>()?;
        let digest = message.text(self.digest).ok_or("no digest")?;
        let signed: Vec<&str> = values.iter().map(String::as_str).collect();
        if !is_ours(&signed, digest) {
            return Err(CallbackError::BadDigest);
        }
        Ok(Signed {
            fields: self.fields,
            values,
            digest: digest.to_owned(),
        })
    }

    fn value(&self, message: &JsonObject, name: &str) -> Result<String, &'static str> {
        let received = if !self.complete && message.is_absent(name) {
            Some(String::new())
        } else if self.numbers.split(' ').any(|number| number == name) {
            message.characters(name)
        } else {
            message.text(name).map(str::to_owned)
        };
        received
            .filter(|value| self.stays_apart(name, value))
            .ok_or("a signed field has the wrong type, or holds what stands between fields")
    }

    /// Whether a value cannot be taken for more than one. Where each value stands behind its name, `&` and line ends in words are
    /// harmless (shops and banks are called “A & B”): only `&` with a signed name and `=` would begin another.
    fn stays_apart(&self, name: &str, value: &str) -> bool {
        let among = |names: &str, name: &str| names.split(' ').any(|listed| listed == name);
        if self.separator == '&' && !among(self.numbers, name) {
            let mut pairs = value.split('&').skip(1);
            !pairs.any(|pair| {
                pair.split_once('=')
                    .is_some_and(|(name, _)| among(self.fields, name))
            })
        } else {
            is_without(self.separator, value)
        }
    }
}

impl Signed {
    /// The value of a signed field.
    pub(crate) fn get(&self, name: &str) -> &str {
        let position = self.fields.split(' ').position(|field| field == name);
        position.map_or("", |position| &self.values[position])
    }

    /// The value, if it is not empty.
    pub(crate) fn given(&self, name: &str) -> Option<String> {
        Some(self.get(name).to_owned()).filter(|value| !value.is_empty())
    }

    /// The value, which must not be empty.
    pub(crate) fn required(&self, name: &str) -> Result<&str, &'static str> {
        let value = Some(self.get(name)).filter(|value| !value.is_empty());
        value.ok_or("no code or no reference")
    }

    /// Refuses another value; `otherwise` says what that means.
    pub(crate) fn expect(
        &self,
        name: &str,
        value: &str,
        otherwise: &'static str,
    ) -> Result<(), &'static str> {
        require(self.get(name) == value, otherwise)
    }

    /// The amount in whole đồng.
    pub(crate) fn amount(&self, name: &str) -> Result<Vnd, &'static str> {
        amount(self.get(name)).ok_or("amount is not plain digits")
    }

    /// The digest in one case of letters, so that it tells repeats from different reports.
    pub(crate) fn fingerprint(&self) -> String {
        self.digest.to_ascii_lowercase()
    }
}

//! Callbacks, to be changed and written.

use serde_json::Value;

use crate::json;
use crate::mac::sha256;
use crate::secret::Secret;

/// Makes the digest of values with a secret.
type Digest = fn(&[&str], &str) -> String;

/// The digest of VNPT Pay and the national payment platform.
pub(crate) fn sha256_of(values: &[&str], secret: &str) -> String {
    hex::encode(sha256(values, &Secret::any(secret)))
}

/// How a provider writes a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Query,
}

/// A callback in parts. A name may occur twice, as it may in what strangers send.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) form: Form,
    pub(crate) fields: Vec<(String, Value)>,
}

impl Message {
    pub(crate) fn new<'a>(form: Form, fields: impl IntoIterator<Item = (&'a str, Value)>) -> Self {
        let owned = |(name, value): (&str, Value)| (name.to_owned(), value);
        Self {
            form,
            fields: fields.into_iter().map(owned).collect(),
        }
    }

    /// A message of texts, some of them replaced, with the digest of its values in this order.
    pub(crate) fn signed<const N: usize>(
        fields: [(&str, &str); N],
        changes: &[(&str, &str)],
        (name, digest): (&str, Digest),
        secret: &str,
    ) -> Self {
        let texts = fields.map(|(name, value)| (name, Value::from(value)));
        let message = Self::new(Form::Json, texts).with_all(changes);
        let values = fields.map(|(name, _)| message.characters(name));
        let digest = digest(&values.each_ref().map(String::as_str), secret);
        message.with(name, digest)
    }

    /// The message with one value replaced or added.
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        match self.fields.iter_mut().find(|field| field.0 == name) {
            Some(field) => field.1 = value,
            None => self.fields.push((name.to_owned(), value)),
        }
        self
    }

    /// The message with several texts replaced or added.
    pub(crate) fn with_all(self, changes: &[(&str, &str)]) -> Self {
        let with = |message: Self, change: &(&str, &str)| message.with(change.0, change.1);
        changes.iter().fold(self, with)
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.fields.retain(|field| field.0 != name);
        self
    }

    /// The characters of a value; of none the empty text.
    pub(crate) fn characters(&self, name: &str) -> String {
        match self.fields.iter().find(|field| field.0 == name) {
            None | Some((_, Value::Null)) => String::new(),
            Some((_, Value::String(text))) => text.clone(),
            Some((_, value)) => value.to_string(),
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self.form {
            Form::Json => {
                let fields = self.fields.iter();
                json::write(fields.map(|(name, value)| (name.as_str(), value.clone())))
            }
            Form::Query => {
                let text = |value: &Value| match value {
                    Value::String(text) => text.clone(),
                    value => value.to_string(),
                };
                let fields = self.fields.iter();
                let fields: Vec<_> = fields.map(|(name, value)| (name, text(value))).collect();
                serde_urlencoded::to_string(fields).unwrap().into_bytes()
            }
        }
    }
}

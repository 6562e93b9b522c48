//! Keys of the log, and what is computed with them.

use crate::config::audit::Audit;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// An HMAC-SHA256.
pub type Tag = [u8; 32];

/// The key that seals and signs, and those that did so before.
#[derive(Clone)]
pub struct Keys {
    current: Key,
    previous: Vec<Key>,
}

#[derive(Clone)]
struct Key(Hmac<Sha256>);

/// A message of several members, none of which can be taken for a part of another.
#[derive(Clone, Debug, Default)]
pub(super) struct Message(Vec<u8>);

impl Message {
    pub fn of(kind: &str) -> Self {
        Self::default().text(kind)
    }

    /// With a member of bytes; one that is missing is told from one that is empty.
    pub fn member(mut self, bytes: Option<&[u8]>) -> Self {
        match bytes {
            None => self.0.push(0),
            Some(bytes) => {
                self.0.push(1);
                self.0.extend((bytes.len() as u64).to_be_bytes());
                self.0.extend(bytes);
            }
        }
        self
    }

    pub fn text(self, text: &str) -> Self {
        self.member(Some(text.as_bytes()))
    }

    pub fn text_or_none(self, text: Option<&str>) -> Self {
        self.member(text.map(str::as_bytes))
    }

    pub fn number(self, number: i64) -> Self {
        self.member(Some(&number.to_be_bytes()))
    }
}

impl Keys {
    #[must_use]
    pub fn of(config: &Audit) -> Self {
        Self {
            current: Key::of(&config.key),
            previous: config
                .previous_keys
                .iter()
                .map(|key| Key::of(key))
                .collect(),
        }
    }

    pub(super) fn seal(&self, message: &Message) -> Tag {
        self.current.clone().seal(message)
    }

    /// Whether a tag was made of the message with any of the keys.
    pub(super) fn made(&self, tag: &[u8], message: &Message) -> bool {
        std::iter::once(&self.current)
            .chain(&self.previous)
            .any(|key| {
                key.0
                    .clone()
                    .chain_update(&message.0)
                    .verify_slice(tag)
                    .is_ok()
            })
    }
}

impl Key {
    fn of(key: &str) -> Self {
        Self(Hmac::new_from_slice(key.as_bytes()).expect("an HMAC takes keys of any length"))
    }

    fn seal(self, message: &Message) -> Tag {
        self.0
            .chain_update(&message.0)
            .finalize()
            .into_bytes()
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(key: &str, previous: &[&str]) -> Keys {
        Keys::of(&Audit {
            key: key.to_owned(),
            previous_keys: previous.iter().map(|key| (*key).to_owned()).collect(),
            retention_days: 365,
        })
    }

    #[test]
    fn what_a_former_key_sealed_is_known_as_long_as_the_key_is() {
        let message = Message::of("entry").text("x");
        let tag = keys("old", &[]).seal(&message);
        assert!(keys("old", &[]).made(&tag, &message));
        assert!(keys("new", &["old"]).made(&tag, &message));
        assert!(!keys("new", &[]).made(&tag, &message));
        assert!(!keys("old", &[]).made(&tag, &Message::of("entry").text("y")));
    }

    #[test]
    fn members_are_not_taken_for_each_other() {
        let messages = [
            Message::of("m").text("ab").text("c"),
            Message::of("m").text("a").text("bc"),
            Message::of("m").text("abc"),
            Message::of("m").text("abc").text_or_none(None),
            Message::of("m").text("abc").text(""),
            Message::of("mabc"),
        ];
        for (at, one) in messages.iter().enumerate() {
            assert!(messages[at + 1..].iter().all(|other| other.0 != one.0));
        }
    }
}

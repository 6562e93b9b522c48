//! From what was pasted or sent to DER.

use std::borrow::Cow;

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::SignatureError;

/// The most that is read, in bytes: several times what a chain with large keys and a timestamp needs.
pub const MAX_BYTES: usize = 64 * 1024;

/// Whether bytes begin as DER of a SEQUENCE does. As a character that is `0`, with which neither PEM nor base64 of DER begins.
pub(crate) fn is_der(given: &[u8]) -> bool {
    given.first() == Some(&0x30)
}

pub(crate) fn read(given: &[u8]) -> Result<Cow<'_, [u8]>, SignatureError> {
    if given.len() > MAX_BYTES {
        return Err(SignatureError::TooLarge);
    }
    if is_der(given) {
        return Ok(Cow::Borrowed(given));
    }
    let text = std::str::from_utf8(given).map_err(|_| SignatureError::Malformed)?;
    let base64: String = without_armour(text)
        .chars()
        .filter(|c| !c.is_ascii_whitespace())
        .collect();
    STANDARD
        .decode(base64)
        .map(Cow::Owned)
        .map_err(|_| SignatureError::Malformed)
}

/// What is between the lines of PEM (RFC 7468), whichever label they have (`CMS`, `PKCS7`), or the whole text.
fn without_armour(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("-----BEGIN ")
        .and_then(|rest| rest.split_once("-----"))
        .and_then(|(_label, rest)| rest.split_once("-----END "))
        .map_or(text, |(body, _end)| body)
}

//! One-time codes sent by SMS (mã OTP).

use serde::{Deserialize, Serialize};
use time::Duration;

use crate::language::{localized_error, text};
use crate::text::{redacted_debug, text_value};
use crate::typed;

/// How long a code is good for after it was sent.
pub const LIFETIME: Duration = Duration::minutes(5);
/// How many times a code may be tried before it is void.
pub const MAX_TRIES: u32 = 5;
/// How long to wait before another code may be asked for.
pub const RESEND_AFTER: Duration = Duration::seconds(60);

/// Six digits. JSON: a string.
///
/// Compare two codes in constant time, on [`OneTimeCode::as_str`].
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OneTimeCode(String);

text_value!(OneTimeCode, OneTimeCodeError);
redacted_debug!(OneTimeCode);

/// Why a text is not a one-time code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneTimeCodeError {
    /// Nothing was typed.
    Empty,
    /// Not six digits.
    NotSixDigits,
}

localized_error!(OneTimeCodeError {
    Self::Empty => text("Nhập mã OTP.", "Enter the one-time code."),
    Self::NotSixDigits => text("Mã OTP gồm 6 chữ số.", "The one-time code must have 6 digits."),
});

impl OneTimeCode {
    /// How many digits a code has.
    pub const DIGITS: usize = 6;

    /// Reads a code as people type it: "123 456", "123-456." ([`typed::number`]).
    ///
    /// # Errors
    ///
    /// The first rule of [`OneTimeCodeError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, OneTimeCodeError> {
        let digits = typed::number(text);
        if digits.is_empty() {
            return Err(OneTimeCodeError::Empty);
        }
        if digits.len() != Self::DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(OneTimeCodeError::NotSixDigits);
        }
        Ok(Self(digits))
    }

    /// The code of a number drawn at random below 1 000 000; `None` for any other number.
    #[must_use]
    pub fn from_number(number: u32) -> Option<Self> {
        (number < 1_000_000).then(|| Self(format!("{number:06}")))
    }
}

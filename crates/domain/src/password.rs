//! Passwords.

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::language::{localized_error, text};
use crate::text::redacted_debug;

/// A password as chosen or typed: 8–128 characters of any kind, NFC-normalised, so that the same
/// password typed on another keyboard is the same password (NIST SP 800-63B, memorised secrets).
///
/// It can neither be printed nor turned into JSON.
#[derive(Clone)]
pub struct Password(String);

redacted_debug!(Password);

/// Why a text cannot be a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordError {
    /// Nothing was typed.
    Empty,
    /// Fewer than eight characters.
    TooShort,
    /// More than 128 characters.
    TooLong,
}

localized_error!(PasswordError {
    Self::Empty => text("Nhập mật khẩu.", "Enter a password."),
    Self::TooShort => text("Mật khẩu có ít nhất 8 ký tự.", "Your password must have at least 8 characters."),
    Self::TooLong => text(
        "Mật khẩu có nhiều nhất 128 ký tự.",
        "Your password must have at most 128 characters.",
    ),
});

impl Password {
    /// The fewest characters a password may have.
    pub const MIN_CHARACTERS: usize = 8;
    /// The most characters a password may have; bounds the work of hashing it.
    pub const MAX_CHARACTERS: usize = 128;

    /// Takes a password; nothing is trimmed.
    ///
    /// # Errors
    ///
    /// The first rule of [`PasswordError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, PasswordError> {
        // Bounded before normalising, so that an enormous text costs nothing.
        if text.chars().nth(Self::MAX_CHARACTERS * 4).is_some() {
            return Err(PasswordError::TooLong);
        }
        let password: String = text.nfc().collect();
        match password.chars().count() {
            0 => Err(PasswordError::Empty),
            1..Self::MIN_CHARACTERS => Err(PasswordError::TooShort),
            Self::MIN_CHARACTERS..=Self::MAX_CHARACTERS => Ok(Self(password)),
            _ => Err(PasswordError::TooLong),
        }
    }

    /// The password itself, for hashing only.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether an identity number, phone number or name (of four characters or more) is part of
    /// the password, in whatever case.
    #[must_use]
    pub fn contains_identifier(&self, identifier: &str) -> bool {
        let identifier = identifier.trim().to_lowercase();
        identifier.chars().count() >= 4 && self.0.to_lowercase().contains(&identifier)
    }
}

impl FromStr for Password {
    type Err = PasswordError;

    fn from_str(text: &str) -> Result<Self, PasswordError> {
        Self::parse(text)
    }
}

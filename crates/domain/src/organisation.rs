//! Names of enterprises.

use serde::{Deserialize, Serialize};

use crate::language::{localized_error, text};
use crate::text::{is_invisible, text_value, tidy};

/// The name of an enterprise as registered: 2–200 characters, NFC, single spaces, at least one letter, nothing that is not
/// seen (Law on Enterprises 59/2020/QH14, article 37: letters, digits and symbols). JSON: a string.
///
/// `|` can never be part of it: payment messages join signed values by that character.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganisationName(String);

text_value!(OrganisationName, OrganisationNameError);

/// Why a text is not an enterprise's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationNameError {
    /// Nothing was typed.
    Empty,
    /// One character.
    TooShort,
    /// More than 200 characters.
    TooLong,
    /// A control or invisible character, `|`, or no letter at all.
    ForbiddenCharacter,
}

localized_error!(OrganisationNameError {
    Self::Empty => text(
        "Vui lòng nhập tên doanh nghiệp như trên giấy đăng ký.",
        "Enter the enterprise’s name as it stands on its registration.",
    ),
    Self::TooShort => text("Tên có ít nhất 2 ký tự.", "A name has at least 2 characters."),
    Self::TooLong => text("Tên có nhiều nhất 200 ký tự.", "A name has at most 200 characters."),
    Self::ForbiddenCharacter => text(
        "Tên có ký tự không dùng được. Gõ lại bằng chữ, số và dấu thông thường.",
        "The name has a character that cannot be used. Type it again with ordinary letters, digits and marks.",
    ),
});

impl OrganisationName {
    /// Reads a name; white space is made single.
    ///
    /// # Errors
    ///
    /// The first rule of [`OrganisationNameError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, OrganisationNameError> {
        // Bounded before normalising, so that an enormous text costs nothing.
        if text.len() > 4_000 {
            return Err(OrganisationNameError::TooLong);
        }
        let name = tidy(text);
        match name.chars().count() {
            0 => Err(OrganisationNameError::Empty),
            1 => Err(OrganisationNameError::TooShort),
            201.. => Err(OrganisationNameError::TooLong),
            _ if name
                .chars()
                .any(|letter| letter.is_control() || letter == '|' || is_invisible(letter))
                || !name.chars().any(char::is_alphabetic) =>
            {
                Err(OrganisationNameError::ForbiddenCharacter)
            }
            _ => Ok(Self(name)),
        }
    }
}

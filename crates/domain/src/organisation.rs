//! Names of enterprises.

use serde::{Deserialize, Serialize};

use crate::language::{localized_error, text};
use crate::text::text_value;
use crate::typed;

/// The name of an enterprise as registered: 2–200 characters, NFC, single spaces, at least one letter, nothing that is not
/// seen (Law on Enterprises 59/2020/QH14, article 37: letters, digits and symbols). JSON: a string.
///
/// `|` can never be part of it: payment messages join signed values by that character.
///
/// From JSON it is read as one that was vouched for ([`Self::vouched`]): it was read once before it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vouched", into = "String")]
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
    TooLong {
        /// How many too many.
        beyond: usize,
    },
    /// A `|`.
    Bar,
    /// No letter at all.
    NoLetter,
}

localized_error!(OrganisationNameError {
    Self::Empty => text(
        "Nhập tên doanh nghiệp như trên giấy đăng ký.",
        "Enter the business’s name as it stands on its registration.",
    ),
    Self::TooShort => text("Tên có ít nhất 2 ký tự.", "A name must have at least 2 characters."),
    Self::TooLong { beyond } => typed::too_long(OrganisationName::MAX_CHARACTERS, *beyond),
    Self::Bar => typed::forbidden('|'),
    Self::NoLetter => text("Tên có ít nhất một chữ cái.", "A name must have at least one letter."),
});

impl OrganisationName {
    /// The most characters a name may have.
    pub const MAX_CHARACTERS: usize = 200;

    /// Reads a name; white space is made single.
    ///
    /// # Errors
    ///
    /// The first rule of [`OrganisationNameError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, OrganisationNameError> {
        let name = typed::line(text);
        typed::within(&name, Self::MAX_CHARACTERS)
            .map_err(|beyond| OrganisationNameError::TooLong { beyond })?;
        match typed::length(&name) {
            0 => Err(OrganisationNameError::Empty),
            1 => Err(OrganisationNameError::TooShort),
            _ if name.contains('|') => Err(OrganisationNameError::Bar),
            _ if !name.chars().any(char::is_alphabetic) => Err(OrganisationNameError::NoLetter),
            _ => Ok(Self(name)),
        }
    }
    /// A name that an issuer of identities vouches for: it stands, however long. Nothing where it has no letter. `|` becomes a
    /// space.
    #[must_use]
    pub fn vouched(text: &str) -> Option<Self> {
        let name = typed::line(&text.replace('|', " "));
        name.chars().any(char::is_alphabetic).then_some(Self(name))
    }
}

/// What stands in JSON, not read yet.
#[derive(Deserialize)]
#[serde(transparent)]
struct Vouched(String);

impl TryFrom<Vouched> for OrganisationName {
    type Error = OrganisationNameError;

    fn try_from(Vouched(text): Vouched) -> Result<Self, OrganisationNameError> {
        Self::vouched(&text).ok_or(OrganisationNameError::NoLetter)
    }
}

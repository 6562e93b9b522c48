//! What a person says about themselves: name, address, birth date, sex.

use serde::{Deserialize, Serialize, Serializer};
use time::Date;
use time::macros::date;
use unicode_normalization::char::is_combining_mark;

use crate::calendar::{CalendarError, iso_date, parse_date};
use crate::fold;
use crate::language::{Text, localized_error, text};
use crate::text::{redacted_debug, text_value};
use crate::typed;

/// Sex as the civil registry records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

impl Sex {
    /// The word citizens read.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Male => text("Nam", "Male"),
            Self::Female => text("Nữ", "Female"),
        }
    }
}

/// A person's name: 1–100 characters, letters of any script with their marks, spaces, `'`, `-` and dots between them; NFC, single
/// spaces, diacritics and case as typed. One letter is a name (Y, O). JSON: a string.
///
/// `|` can never be part of it: payment messages join signed values by that character.
///
/// From JSON it is read as one that was vouched for ([`Self::vouched`]): it was read once before it was written.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Vouched", into = "String")]
pub struct FullName(String);

text_value!(FullName, FullNameError);
redacted_debug!(FullName);

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FullNameError {
    /// Nothing was typed.
    Empty,
    /// More than 100 characters.
    TooLong {
        /// How many too many.
        beyond: usize,
    },
    /// A digit, a symbol or an emoji.
    ForbiddenCharacter(char),
    /// No letter at all.
    NoLetter,
}

localized_error!(FullNameError {
    Self::Empty => text("Nhập họ và tên.", "Enter the full name."),
    Self::TooLong { beyond } => typed::too_long(FullName::MAX_CHARACTERS, *beyond),
    Self::ForbiddenCharacter(letter) => typed::forbidden(*letter),
    Self::NoLetter => text("Họ và tên có ít nhất một chữ cái.", "A name must have at least one letter."),
});

impl FullName {
    /// The most characters a name may have, as people count them.
    pub const MAX_CHARACTERS: usize = 100;

    /// Reads a name. Whatever was typed for an apostrophe becomes `'`, for a hyphen `-`, and the Icelandic eth that some keyboards
    /// give for Đ becomes Đ: they look alike, and names are compared.
    ///
    /// # Errors
    ///
    /// The first rule of [`FullNameError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, FullNameError> {
        let name = typed::name(text);
        typed::within(&name, Self::MAX_CHARACTERS)
            .map_err(|beyond| FullNameError::TooLong { beyond })?;
        if name.is_empty() {
            return Err(FullNameError::Empty);
        }
        let is_allowed = |c: char| {
            c.is_alphabetic() || is_combining_mark(c) || matches!(c, ' ' | '\'' | '-' | '.')
        };
        if let Some(other) = name.chars().find(|c| !is_allowed(*c)) {
            return Err(FullNameError::ForbiddenCharacter(other));
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(FullNameError::NoLetter);
        }
        Ok(Self(name))
    }

    /// A name that an issuer of identities vouches for: it stands, however long, with characters that nobody may type. Nothing
    /// where it has no letter. `|` becomes a space.
    #[must_use]
    pub fn vouched(text: &str) -> Option<Self> {
        let name = typed::line(&typed::name(text).replace('|', " "));
        name.chars().any(char::is_alphabetic).then_some(Self(name))
    }

    /// Whether two names are one, however they are capitalised, accented and spaced.
    #[must_use]
    pub fn is_same_as(&self, other: &str) -> bool {
        fold(&self.0) == fold(other)
    }
}

/// What stands in JSON, not read yet.
#[derive(Deserialize)]
#[serde(transparent)]
struct Vouched(String);

impl TryFrom<Vouched> for FullName {
    type Error = FullNameError;

    fn try_from(Vouched(text): Vouched) -> Result<Self, FullNameError> {
        Self::vouched(&text).ok_or(FullNameError::NoLetter)
    }
}

/// A postal address in free text: 5–200 characters, NFC, on one line, without control characters
/// and without `|` (see [`FullName`]). JSON: a string.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

text_value!(Address, AddressError);
redacted_debug!(Address);

/// Why a text is not an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Nothing was typed.
    Empty,
    /// Fewer than five characters.
    TooShort,
    /// More than 200 characters.
    TooLong {
        /// How many too many.
        beyond: usize,
    },
    /// A `|`.
    Bar,
}

localized_error!(AddressError {
    Self::Empty => text("Nhập địa chỉ.", "Enter the address."),
    Self::TooShort => text("Địa chỉ có ít nhất 5 ký tự.", "An address must have at least 5 characters."),
    Self::TooLong { beyond } => typed::too_long(Address::MAX_CHARACTERS, *beyond),
    Self::Bar => typed::forbidden('|'),
});

impl Address {
    /// The most characters an address may have, as people count them.
    pub const MAX_CHARACTERS: usize = 200;

    /// Reads an address; line breaks become spaces.
    ///
    /// # Errors
    ///
    /// The first rule of [`AddressError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let address = typed::line(text);
        typed::within(&address, Self::MAX_CHARACTERS)
            .map_err(|beyond| AddressError::TooLong { beyond })?;
        match typed::length(&address) {
            0 => Err(AddressError::Empty),
            1..=4 => Err(AddressError::TooShort),
            _ if address.contains('|') => Err(AddressError::Bar),
            _ => Ok(Self(address)),
        }
    }
}

/// A birth date: not before 1900, not in the future.
///
/// JSON: `yyyy-mm-dd`. It is only written, never read from JSON, because reading it needs today's
/// date: take a text from the wire and give it to [`BirthDate::parse`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BirthDate(Date);

redacted_debug!(BirthDate);

/// Why a date is not a birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BirthDateError {
    /// Nothing was typed.
    Empty,
    /// Not a date at all.
    NotADate(CalendarError),
    /// After today.
    InFuture,
    /// Before 01/01/1900.
    TooLongAgo,
}

localized_error!(BirthDateError {
    Self::Empty => text("Nhập ngày sinh.", "Enter the date of birth."),
    Self::NotADate(error) => *error,
    Self::InFuture => text(
        "Ngày sinh phải từ hôm nay trở về trước.",
        "The date of birth must be today or earlier.",
    ),
    Self::TooLongAgo => text(
        "Ngày sinh phải từ năm 1900 trở đi.",
        "The date of birth must be in 1900 or later.",
    ),
});

impl From<CalendarError> for BirthDateError {
    fn from(error: CalendarError) -> Self {
        Self::NotADate(error)
    }
}

impl BirthDate {
    /// The earliest birth date accepted.
    pub const EARLIEST: Date = date!(1900 - 01 - 01);

    /// Takes a date; `today` is the date in Vietnam ([`crate::calendar::vietnam_date`]).
    ///
    /// # Errors
    ///
    /// [`BirthDateError::InFuture`] or [`BirthDateError::TooLongAgo`].
    pub fn new(date: Date, today: Date) -> Result<Self, BirthDateError> {
        if date > today {
            return Err(BirthDateError::InFuture);
        }
        if date < Self::EARLIEST {
            return Err(BirthDateError::TooLongAgo);
        }
        Ok(Self(date))
    }

    /// Reads a date as people type it ([`parse_date`]).
    ///
    /// # Errors
    ///
    /// The first rule of [`BirthDateError`] that is broken.
    pub fn parse(text: &str, today: Date) -> Result<Self, BirthDateError> {
        if typed::line(text).is_empty() {
            return Err(BirthDateError::Empty);
        }
        Self::new(parse_date(text)?, today)
    }

    /// The date.
    #[must_use]
    pub const fn as_date(self) -> Date {
        self.0
    }
}

impl Serialize for BirthDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        iso_date::serialize(&self.0, serializer)
    }
}

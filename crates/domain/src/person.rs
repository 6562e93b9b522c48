//! What a person says about themselves: name, address, birth date, sex.

use serde::{Deserialize, Serialize, Serializer};
use time::Date;
use time::macros::date;

use crate::calendar::{CalendarError, iso_date, parse_date};
use crate::language::{Text, localized_error, text};
use crate::text::{is_invisible, redacted_debug, text_value, tidy};

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

/// A person's name: 2–100 characters, letters of any script with spaces, apostrophes, hyphens and
/// dots between them; NFC, single spaces, diacritics and case as typed. JSON: a string.
///
/// `|` can never be part of it: payment messages join signed values by that character.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FullName(String);

text_value!(FullName, FullNameError);
redacted_debug!(FullName);

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FullNameError {
    /// Nothing was typed.
    Empty,
    /// One character.
    TooShort,
    /// More than 100 characters.
    TooLong,
    /// A digit, symbol, emoji or invisible character, or no letter at all.
    ForbiddenCharacter,
}

localized_error!(FullNameError {
    Self::Empty => text("Vui lòng nhập họ và tên.", "Enter the full name."),
    Self::TooShort => text(
        "Họ và tên có ít nhất 2 ký tự.",
        "A full name has at least 2 characters.",
    ),
    Self::TooLong => text(
        "Họ và tên có nhiều nhất 100 ký tự.",
        "A full name has at most 100 characters.",
    ),
    Self::ForbiddenCharacter => text(
        "Họ và tên chỉ gồm chữ cái và dấu cách.",
        "A full name has letters and spaces only.",
    ),
});

impl FullName {
    /// The most characters a name may have.
    pub const MAX_CHARACTERS: usize = 100;

    /// Reads a name.
    ///
    /// # Errors
    ///
    /// The first rule of [`FullNameError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, FullNameError> {
        let name = tidy(text);
        match name.chars().count() {
            0 => return Err(FullNameError::Empty),
            1 => return Err(FullNameError::TooShort),
            2..=Self::MAX_CHARACTERS => {}
            _ => return Err(FullNameError::TooLong),
        }
        let is_allowed = |c: char| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’' | '-' | '.');
        if !name.chars().all(is_allowed) || !name.chars().any(char::is_alphabetic) {
            return Err(FullNameError::ForbiddenCharacter);
        }
        Ok(Self(name))
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
    TooLong,
    /// A control or invisible character, or `|`.
    ForbiddenCharacter,
}

localized_error!(AddressError {
    Self::Empty => text("Vui lòng nhập địa chỉ.", "Enter the address."),
    Self::TooShort => text("Địa chỉ có ít nhất 5 ký tự.", "An address has at least 5 characters."),
    Self::TooLong => text(
        "Địa chỉ có nhiều nhất 200 ký tự.",
        "An address has at most 200 characters.",
    ),
    Self::ForbiddenCharacter => text(
        "Địa chỉ có ký tự không dùng được.",
        "The address has a character that cannot be used.",
    ),
});

impl Address {
    /// The most characters an address may have.
    pub const MAX_CHARACTERS: usize = 200;

    /// Reads an address; line breaks become spaces.
    ///
    /// # Errors
    ///
    /// The first rule of [`AddressError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let address = tidy(text);
        match address.chars().count() {
            0 => return Err(AddressError::Empty),
            1..=4 => return Err(AddressError::TooShort),
            5..=Self::MAX_CHARACTERS => {}
            _ => return Err(AddressError::TooLong),
        }
        if address
            .chars()
            .any(|c| c.is_control() || is_invisible(c) || c == '|')
        {
            return Err(AddressError::ForbiddenCharacter);
        }
        Ok(Self(address))
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
    Self::Empty => text("Vui lòng nhập ngày sinh.", "Enter the date of birth."),
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

    /// Reads `dd/mm/yyyy` or `yyyy-mm-dd` (what a browser's date field sends).
    ///
    /// # Errors
    ///
    /// The first rule of [`BirthDateError`] that is broken.
    pub fn parse(text: &str, today: Date) -> Result<Self, BirthDateError> {
        if text.trim().is_empty() {
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

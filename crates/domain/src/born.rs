//! When somebody was born, as far as their papers say: the day, or on old papers the year alone.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::calendar::{format_date, parse_date};
use crate::person::{BirthDate, BirthDateError};
use crate::text::redacted_debug;
use crate::typed;

/// A day of birth, or a year of birth. JSON: `1952-03-01` or `1952`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Born {
    /// The day is known.
    Day(Date),
    /// The papers have a year and no more.
    Year(i32),
}

redacted_debug!(Born);

impl Born {
    /// Reads a date as [`BirthDate::parse`] does, or four digits as a year; `năm 1952` is one as well.
    ///
    /// # Errors
    ///
    /// The first rule of [`BirthDateError`] that is broken.
    pub fn parse(text: &str, today: Date) -> Result<Self, BirthDateError> {
        match year(text) {
            Some(year) if year > today.year() => Err(BirthDateError::InFuture),
            Some(year) if year < BirthDate::EARLIEST.year() => Err(BirthDateError::TooLongAgo),
            Some(year) => Ok(Self::Year(year)),
            None => BirthDate::parse(text, today).map(|day| Self::Day(day.as_date())),
        }
    }

    /// What an issuer of identities vouches for; it stands, whatever the year.
    #[must_use]
    pub fn vouched(text: &str) -> Option<Self> {
        year(text)
            .map(Self::Year)
            .or_else(|| parse_date(text).ok().map(Self::Day))
    }

    /// As it is stored: a day, the first of the year where that is all that is known, and whether it is.
    #[must_use]
    pub fn stored(self) -> (Date, bool) {
        match self {
            Self::Day(day) => (day, false),
            Self::Year(year) => (
                Date::from_calendar_date(year, Month::January, 1).unwrap_or(Date::MIN),
                true,
            ),
        }
    }

    /// Reads what [`Self::stored`] yields.
    #[must_use]
    pub const fn from_stored(day: Date, only_year: bool) -> Self {
        if only_year {
            Self::Year(day.year())
        } else {
            Self::Day(day)
        }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        match self {
            Self::Day(day) => day.year(),
            Self::Year(year) => year,
        }
    }

    /// Whether both can be the birth of one person: the same day, or the same year where one of them knows no more.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        match (self, other) {
            (Self::Day(one), Self::Day(another)) => one == another,
            _ => self.year() == other.year(),
        }
    }
}

impl fmt::Display for Born {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => f.pad(&format_date(*day)),
            Self::Year(year) => f.pad(&format!("{year:04}")),
        }
    }
}

impl From<Born> for String {
    fn from(born: Born) -> Self {
        match born {
            Born::Day(day) => {
                let (year, month, day) = day.to_calendar_date();
                format!("{year:04}-{:02}-{day:02}", u8::from(month))
            }
            Born::Year(year) => format!("{year:04}"),
        }
    }
}

impl TryFrom<String> for Born {
    type Error = BirthDateError;

    fn try_from(text: String) -> Result<Self, BirthDateError> {
        match year(&text) {
            Some(year) => Ok(Self::Year(year)),
            None => Ok(Self::Day(parse_date(&text)?)),
        }
    }
}

/// Four digits, with the word that stands before a year on papers or without.
fn year(text: &str) -> Option<i32> {
    let line = typed::line(text).to_lowercase();
    let digits = typed::code(line.strip_prefix("năm").unwrap_or(&line));
    let is_year = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| digits.parse().ok()).flatten()
}

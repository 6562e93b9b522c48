//! Dates and times as Vietnam writes them. Stored times are UTC, shown times are Vietnam's.

use serde::{Deserialize, Deserializer, Serializer};
use time::macros::offset;
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use crate::language::{localized_error, text};
use crate::typed;

/// Vietnam's offset from UTC: seven hours, without summer time.
pub const VIETNAM: UtcOffset = offset!(+7);

/// Why a text is not a date or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// Not written in one of the accepted forms.
    BadFormat,
    /// A year of two digits: 25/12/20 may be of 1920 or of 2020.
    ShortYear,
    /// Well written, but no such day or hour exists, such as 31/02/2020.
    NoSuchDate,
}

localized_error!(CalendarError {
    Self::BadFormat => text(
        "Nhập ngày/tháng/năm, ví dụ 25/12/1990.",
        "Enter the date as day/month/year, for example 25/12/1990.",
    ),
    Self::ShortYear => text(
        "Nhập đủ bốn chữ số của năm, ví dụ 25/12/1990. Hai chữ số có thể thuộc hai thế kỷ.",
        "Enter all four digits of the year, for example 25/12/1990. Two digits could mean two centuries.",
    ),
    Self::NoSuchDate => text(
        "Ngày này không tồn tại. Kiểm tra ngày và tháng.",
        "Enter a real date. Check the day and month.",
    ),
});

/// The same instant on Vietnam's clocks.
fn in_vietnam(instant: OffsetDateTime) -> OffsetDateTime {
    instant
        .checked_to_offset(VIETNAM)
        .unwrap_or_else(|| PrimitiveDateTime::MAX.assume_offset(VIETNAM))
}

/// The date in Vietnam at an instant: after 17:00 UTC it is already tomorrow there.
#[must_use]
pub fn vietnam_date(instant: OffsetDateTime) -> Date {
    in_vietnam(instant).date()
}

/// `dd/mm/yyyy`.
#[must_use]
pub fn format_date(date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    format!("{day:02}/{:02}/{year:04}", u8::from(month))
}

/// `dd/mm/yyyy HH:MM` in Vietnam time, 24 hours.
#[must_use]
pub fn format_date_time(instant: OffsetDateTime) -> String {
    let local = in_vietnam(instant);
    let date = format_date(local.date());
    format!("{date} {:02}:{:02}", local.hour(), local.minute())
}

/// `HH:MM` in Vietnam time, 24 hours.
#[must_use]
pub fn format_time(instant: OffsetDateTime) -> String {
    let local = in_vietnam(instant);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// The same day some years later; the end of February for a leap day (Civil Code 2015, article 148). The last day that can
/// be counted stays as it is.
#[must_use]
pub fn years_after(date: Date, years: i32) -> Date {
    let year = date.year().saturating_add(years);
    date.replace_year(year)
        .or_else(|_| Date::from_calendar_date(year, Month::February, 28))
        .unwrap_or(Date::MAX)
}

/// `yyyyMMddHHmmss` in Vietnam time, as payment messages carry it (the national payment platform,
/// VNPAY, VNPT Pay). Parts of a second are dropped.
#[must_use]
pub fn compact_time(instant: OffsetDateTime) -> String {
    let local = in_vietnam(instant);
    let (year, month, day) = local.to_calendar_date();
    let (hour, minute, second) = local.to_hms();
    format!(
        "{year:04}{:02}{day:02}{hour:02}{minute:02}{second:02}",
        u8::from(month)
    )
}

/// Reads `yyyyMMddHHmmss` in Vietnam time.
///
/// # Errors
///
/// [`CalendarError::BadFormat`] unless there are exactly fourteen digits,
/// [`CalendarError::NoSuchDate`] where they name no instant.
pub fn parse_compact_time(text: &str) -> Result<OffsetDateTime, CalendarError> {
    if text.len() != 14 || !text.is_ascii() {
        return Err(CalendarError::BadFormat);
    }
    let date = date_from(&text[..4], &text[4..6], &text[6..8])?;
    let part = |range| u8::try_from(digits(&text[range])?).map_err(|_| CalendarError::BadFormat);
    let time = Time::from_hms(part(8..10)?, part(10..12)?, part(12..14)?)
        .map_err(|_| CalendarError::NoSuchDate)?;
    Ok(PrimitiveDateTime::new(date, time).assume_offset(VIETNAM))
}

/// Reads a date as people type it, day first: `25/12/1990`, `25-12-1990`, `25.12.1990`, `1 6 1990`, `25121990`, `ngày 1 tháng 6
/// năm 1990`; or year first, as machines write it: `1990-06-01`, `1990/06/01`, `19900601`. What is not seen does not count.
///
/// # Errors
///
/// [`CalendarError::BadFormat`] where the text is written otherwise, [`CalendarError::ShortYear`] where the year has two digits
/// only, [`CalendarError::NoSuchDate`] where the calendar lacks that day.
pub fn parse_date(text: &str) -> Result<Date, CalendarError> {
    let plain = plain_date(text)?;
    let parts: Vec<&str> = plain.split_whitespace().collect();
    let (is_year, is_part) = (|year: &str| year.len() == 4, |part: &str| part.len() <= 2);
    match parts.as_slice() {
        [whole] if whole.len() == 8 => {
            let day_first = date_from(&whole[4..], &whole[2..4], &whole[..2]);
            match day_first {
                // Nobody writes of that year: 19900601 is a machine's.
                Ok(date) if date.year() >= 1800 => Ok(date),
                _ => date_from(&whole[..4], &whole[4..6], &whole[6..]).or(day_first),
            }
        }
        [whole] if whole.len() == 6 => Err(CalendarError::ShortYear),
        [year, month, day] | [day, month, year]
            if is_year(year) && is_part(month) && is_part(day) =>
        {
            date_from(year, month, day)
        }
        [day, month, year] if [day, month, year].into_iter().all(|part| is_part(part)) => {
            Err(CalendarError::ShortYear)
        }
        _ => Err(CalendarError::BadFormat),
    }
}

/// A date that is being typed, with the slashes that the keypad of a phone does not have: `2512` becomes `25/12`. Nothing for what
/// needs none, is grouped otherwise, or begins with the year.
#[must_use]
pub fn date_so_far(typed: &str) -> Option<String> {
    let ours = typed
        .char_indices()
        .all(|(at, letter)| letter.is_ascii_digit() || (letter == '/' && matches!(at, 2 | 5)));
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    // Of its first digit as well: a year before a month is typed key by key too.
    let month_is_one = digits
        .get(2..digits.len().min(4))
        .is_none_or(|month| month <= "12");
    if !ours || digits.len() > 8 || !month_is_one {
        return None;
    }
    let parts = [
        digits.get(..2),
        digits.get(2..digits.len().min(4)),
        digits.get(4..),
    ];
    let parts: Vec<&str> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let formatted = parts.join("/");
    (digits.len() > 2 && formatted != typed.trim_end_matches('/')).then_some(formatted)
}

/// Digits with one blank between parts; the words of a written date and the usual separators are blanks.
fn plain_date(text: &str) -> Result<String, CalendarError> {
    const LONGEST: usize = 100;
    if text.len() > LONGEST {
        return Err(CalendarError::BadFormat);
    }
    let line: String = typed::line(text)
        .to_lowercase()
        .chars()
        .map(typed::plain)
        .collect();
    let mut parts = Vec::new();
    for word in line.split([' ', '/', '\\', '.', ',', '-']) {
        if word.is_empty() || matches!(word, "ngày" | "tháng" | "năm") {
            continue;
        }
        if !word.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CalendarError::BadFormat);
        }
        parts.push(word);
    }
    Ok(parts.join(" "))
}

fn date_from(year: &str, month: &str, day: &str) -> Result<Date, CalendarError> {
    let (year, month, day) = (digits(year)?, digits(month)?, digits(day)?);
    let month = u8::try_from(month)
        .ok()
        .and_then(|month| Month::try_from(month).ok())
        .ok_or(CalendarError::NoSuchDate)?;
    u8::try_from(day)
        .ok()
        .and_then(|day| Date::from_calendar_date(i32::from(year), month, day).ok())
        .ok_or(CalendarError::NoSuchDate)
}

/// At most four ASCII digits as a number.
fn digits(text: &str) -> Result<u16, CalendarError> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(CalendarError::BadFormat);
    }
    text.parse().map_err(|_| CalendarError::BadFormat)
}

/// `yyyy-mm-dd` for a date in JSON: `#[serde(with = "domain::calendar::iso_date")]`.
pub mod iso_date {
    use super::{Date, Deserialize, Deserializer, Serializer, iso, parse_iso};

    /// Writes `yyyy-mm-dd`.
    ///
    /// # Errors
    ///
    /// Only the serializer's own.
    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&iso(*date))
    }

    /// Reads `yyyy-mm-dd`.
    ///
    /// # Errors
    ///
    /// Where the value is no such text.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        parse_iso(&String::deserialize(deserializer)?)
    }

    /// The same for a date that may be missing (`null`).
    pub mod option {
        use super::{Date, Deserialize, Deserializer, Serializer, iso, parse_iso};

        /// Writes `yyyy-mm-dd` or `null`.
        ///
        /// # Errors
        ///
        /// Only the serializer's own.
        pub fn serialize<S: Serializer>(
            date: &Option<Date>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            match date {
                Some(date) => serializer.serialize_some(&iso(*date)),
                None => serializer.serialize_none(),
            }
        }

        /// Reads `yyyy-mm-dd` or `null`.
        ///
        /// # Errors
        ///
        /// Where the value is neither.
        pub fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<Date>, D::Error> {
            Option::<String>::deserialize(deserializer)?
                .map(|text| parse_iso(&text))
                .transpose()
        }
    }
}

fn iso(date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    format!("{year:04}-{:02}-{day:02}", u8::from(month))
}

fn parse_iso<E: serde::de::Error>(text: &str) -> Result<Date, E> {
    parse_date(text)
        .ok()
        .filter(|date| iso(*date) == text)
        .ok_or_else(|| E::custom("a date is written yyyy-mm-dd"))
}

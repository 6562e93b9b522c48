//! Dates and times as Vietnam writes them. Stored times are UTC, shown times are Vietnam's.

use serde::{Deserialize, Deserializer, Serializer};
use time::macros::offset;
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use crate::language::{localized_error, text};

/// Vietnam's offset from UTC: seven hours, without summer time.
pub const VIETNAM: UtcOffset = offset!(+7);

/// Why a text is not a date or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// Not written in one of the accepted forms.
    BadFormat,
    /// Well written, but no such day or hour exists, such as 31/02/2020.
    NoSuchDate,
}

localized_error!(CalendarError {
    Self::BadFormat => text(
        "Ngày phải có dạng ngày/tháng/năm, ví dụ 25/12/1990.",
        "Write the date as day/month/year, for example 25/12/1990.",
    ),
    Self::NoSuchDate => text(
        "Ngày này không có trong lịch.",
        "There is no such date in the calendar.",
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

/// Reads `dd/mm/yyyy` (leading zeros may be missing) or `yyyy-mm-dd`, ignoring spaces around it.
///
/// # Errors
///
/// [`CalendarError::BadFormat`] where the text is written otherwise, [`CalendarError::NoSuchDate`]
/// where the calendar lacks that day.
pub fn parse_date(text: &str) -> Result<Date, CalendarError> {
    let text = text.trim();
    let slashed = text.contains('/');
    let mut parts = text.split(if slashed { '/' } else { '-' });
    let (Some(first), Some(month), Some(last), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(CalendarError::BadFormat);
    };
    let (year, day) = if slashed {
        (last, first)
    } else {
        (first, last)
    };
    let shortest = if slashed { 1 } else { 2 };
    let part_is_sound = |part: &str| (shortest..=2).contains(&part.len());
    if year.len() != 4 || !part_is_sound(month) || !part_is_sound(day) {
        return Err(CalendarError::BadFormat);
    }
    date_from(year, month, day)
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

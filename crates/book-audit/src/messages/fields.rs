//! Fields of messages: texts and numbers alike.

use serde_json::Value;
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// A JSON object.
pub(super) fn object(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice(bytes).ok().filter(Value::is_object)
}

/// The characters of a field, written as a text or as a whole number; nothing where there are none.
pub(super) fn text(object: &Value, name: &str) -> Option<String> {
    let text = match object.get(name)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// A provider's number of a transaction. Zero says that there is none.
pub(super) fn number(object: &Value, name: &str) -> Option<String> {
    text(object, name).filter(|number| number != "0")
}

/// Whole đồng in plain digits.
pub(super) fn amount(object: &Value, name: &str) -> Option<i64> {
    digits(&text(object, name)?)
}

pub(super) fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// `yyyyMMddHHmmss` in Vietnam.
pub(super) fn compact_time(text: &str) -> Option<OffsetDateTime> {
    if text.len() != 14 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text[from..to].parse::<u8>().ok();
    let year: i32 = text[..4].parse().ok()?;
    let month = Month::try_from(part(4, 6)?).ok()?;
    let date = Date::from_calendar_date(year, month, part(6, 8)?).ok()?;
    let time = Time::from_hms(part(8, 10)?, part(10, 12)?, part(12, 14)?).ok()?;
    let vietnam = UtcOffset::from_hms(7, 0, 0).ok()?;
    Some(PrimitiveDateTime::new(date, time).assume_offset(vietnam))
}

/// Milliseconds since 1970.
pub(super) fn milliseconds(text: &str) -> Option<OffsetDateTime> {
    let nanoseconds = i128::from(digits(text)?) * 1_000_000;
    OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).ok()
}

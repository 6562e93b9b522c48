//! Times as the platform writes them and as people read them: both in Vietnam time, without an offset.

use time::{
    OffsetDateTime, PrimitiveDateTime, UtcOffset,
    format_description::StaticFormatDescription,
    macros::{format_description, offset},
};

const VIETNAM: UtcOffset = offset!(+7);
const COMPACT: StaticFormatDescription =
    format_description!("[year][month][day][hour][minute][second]");
const READABLE: StaticFormatDescription =
    format_description!("[day]/[month]/[year] [hour]:[minute]:[second]");

/// `yyyyMMddHHmmss` in Vietnam time, as `ThoiGianGD` has it.
pub(crate) fn compact(at: OffsetDateTime) -> String {
    at.to_offset(VIETNAM)
        .format(COMPACT)
        .expect("every component of the format is in a date and time")
}

/// `dd/mm/yyyy hh:mm:ss` in Vietnam time.
pub(crate) fn readable(at: OffsetDateTime) -> String {
    at.to_offset(VIETNAM)
        .format(READABLE)
        .expect("every component of the format is in a date and time")
}

/// Whether `text` is a possible `yyyyMMddHHmmss`.
pub(crate) fn is_compact(text: &str) -> bool {
    text.len() == 14 && PrimitiveDateTime::parse(text, COMPACT).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn the_afternoon_is_written_in_24_hours_vietnam_time() {
        let at = datetime!(2025-06-01 08:05:09 UTC);
        assert_eq!(compact(at), "20250601150509");
        assert_eq!(readable(at), "01/06/2025 15:05:09");
    }

    #[test]
    fn impossible_times_are_not_times() {
        assert!(is_compact("20250601101010"));
        for text in [
            "20250631101010",
            "20250601251010",
            "2025060110101",
            "2025-06-01T1010",
            "",
        ] {
            assert!(!is_compact(text), "{text}");
        }
    }
}

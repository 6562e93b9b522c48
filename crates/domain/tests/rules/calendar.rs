use domain::calendar::{
    CalendarError, compact_time, date_so_far, format_date, format_date_time, iso_date,
    parse_compact_time, parse_date, vietnam_date, years_after,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};

#[test]
fn the_day_begins_seven_hours_earlier_in_vietnam() {
    assert_eq!(
        vietnam_date(datetime!(2020-06-10 16:59:59 UTC)),
        date!(2020 - 06 - 10)
    );
    assert_eq!(
        vietnam_date(datetime!(2020-06-10 17:00 UTC)),
        date!(2020 - 06 - 11)
    );
}

#[test]
fn dates_and_times_are_shown_day_first_in_24_hours() {
    assert_eq!(format_date(date!(2020 - 06 - 01)), "01/06/2020");
    assert_eq!(
        format_date_time(datetime!(2020-06-10 08:05 UTC)),
        "10/06/2020 15:05"
    );
    assert_eq!(
        format_date_time(datetime!(2020-12-31 17:30 UTC)),
        "01/01/2021 00:30"
    );
}

#[test]
fn payment_messages_carry_vietnam_time_in_24_hours() {
    let paid_at = datetime!(2025-06-01 13:10:10 UTC);
    assert_eq!(compact_time(paid_at), "20250601201010");
    assert_eq!(parse_compact_time("20250601201010"), Ok(paid_at));
    for text in [
        "",
        "2025060120101",
        "202506012010100",
        "2025060120101x",
        "2025０60120",
    ] {
        assert_eq!(
            parse_compact_time(text),
            Err(CalendarError::BadFormat),
            "{text}"
        );
    }
    for text in [
        "20250231101010",
        "20251301101010",
        "20250601241010",
        "20250601106010",
    ] {
        assert_eq!(
            parse_compact_time(text),
            Err(CalendarError::NoSuchDate),
            "{text}"
        );
    }
}

#[test]
fn dates_are_read_as_people_type_them() {
    for text in [
        "01/06/1990",
        "1/6/1990",
        " 01/06/1990 ",
        "1990-06-01",
        "01061990",
        "01-06-1990",
        "1-6-1990",
        "01.06.1990",
        "1.6.1990.",
        "1 6 1990",
        "01\u{a0}06\u{a0}1990",
        "1990/06/01",
        "1990.6.1",
        "1990-6-1",
        "19900601",
        "01\u{2013}06\u{2013}1990",
        "01\u{2011}06\u{2011}1990",
        "\u{202d}01/06/1990\u{202c}",
        "０１／０６／１９９０",
        "01/06-1990",
        "01, 06, 1990",
        "ngày 1 tháng 6 năm 1990",
        "Ngày 01 tháng 06 năm 1990.",
    ] {
        assert_eq!(parse_date(text), Ok(date!(1990 - 06 - 01)), "{text}");
    }
    assert_eq!(parse_date("29/02/2020"), Ok(date!(2020 - 02 - 29)));
    for text in [
        "31/02/2020",
        "29/02/2019",
        "2020-13-01",
        "00/01/2020",
        "01/00/2020",
        "32/01/2020",
        "31/04/1990",
        "31041990",
        "31 4 1990",
        "12/25/1990",
    ] {
        assert_eq!(parse_date(text), Err(CalendarError::NoSuchDate), "{text}");
    }
    for text in ["1/6/90", "01-06-90", "010690", "1 6 90", "01.06.90"] {
        assert_eq!(parse_date(text), Err(CalendarError::ShortYear), "{text}");
    }
    for text in [
        "",
        "hôm qua",
        "1990",
        "01/06",
        "0106199",
        "010619900",
        "01/06/1990/2",
        "+1/06/1990",
        "٠١/٠٦/١٩٩٠",
        "001/06/1990",
        "01/06/19900",
        "01a/06/1990",
        "1 June 1990",
    ] {
        assert_eq!(parse_date(text), Err(CalendarError::BadFormat), "{text}");
    }
    assert_eq!(
        parse_date(&"1 ".repeat(10_000)),
        Err(CalendarError::BadFormat)
    );
}

#[test]
fn a_date_gets_its_slashes_while_it_is_typed() {
    for (typed, formatted) in [
        ("", None),
        ("2", None),
        ("25", None),
        ("251", Some("25/1")),
        ("250", Some("25/0")),
        ("253", None),
        ("199", None),
        ("25/12", None),
        ("25/121", Some("25/12/1")),
        ("2512", Some("25/12")),
        ("25121990", Some("25/12/1990")),
        ("25/12/1990", None),
        ("25/", None),
        ("25/12/", None),
        // Grouped by whoever types, or year first.
        ("1/6/1990", None),
        ("25-12", None),
        ("1990", None),
        ("19900601", None),
        ("251219901", None),
        ("25/12/199o", None),
    ] {
        assert_eq!(date_so_far(typed).as_deref(), formatted, "{typed}");
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Period {
    #[serde(with = "iso_date")]
    from: Date,
    #[serde(with = "iso_date::option")]
    to: Option<Date>,
}

#[test]
fn dates_in_json_are_iso_texts() {
    let open = Period {
        from: date!(2017 - 01 - 01),
        to: None,
    };
    let json = r#"{"from":"2017-01-01","to":null}"#;
    assert_eq!(serde_json::to_string(&open).unwrap(), json);
    assert_eq!(serde_json::from_str::<Period>(json).unwrap(), open);
    let vietnamese = r#"{"from":"01/01/2017","to":null}"#;
    assert!(serde_json::from_str::<Period>(vietnamese).is_err());
}

proptest! {
    #[test]
    fn a_compact_time_is_read_back_to_the_second(seconds in 0_i64..=4_000_000_000) {
        let instant = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
        prop_assert_eq!(parse_compact_time(&compact_time(instant)), Ok(instant));
    }

    #[test]
    fn a_shown_date_is_read_back(julian in 2_415_021_i32..=2_488_070) {
        let day = Date::from_julian_day(julian).unwrap();
        prop_assert_eq!(parse_date(&format_date(day)), Ok(day));
    }

    #[test]
    fn no_text_upsets_the_readers(text in any::<String>()) {
        let _ = (parse_date(&text), parse_compact_time(&text));
    }
}

#[test]
fn a_leap_day_comes_back_as_the_end_of_february() {
    assert_eq!(years_after(date!(2026 - 03 - 16), 2), date!(2028 - 03 - 16));
    assert_eq!(years_after(date!(2028 - 02 - 29), 2), date!(2030 - 02 - 28));
    assert_eq!(years_after(date!(2028 - 02 - 29), 4), date!(2032 - 02 - 29));
    assert_eq!(years_after(Date::MAX, 1), Date::MAX);
}

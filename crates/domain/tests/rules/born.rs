//! Births of which the papers say the day, or the year alone.

use domain::born::Born;
use domain::calendar::CalendarError;
use domain::person::BirthDateError;
use time::Date;
use time::macros::date;

const TODAY: Date = date!(2026 - 03 - 16);

#[test]
fn a_day_or_a_year_is_read_and_shown_as_the_papers_have_it() {
    for (typed, shown, json) in [
        ("1952", "1952", "\"1952\""),
        (" 1952. ", "1952", "\"1952\""),
        ("năm 1952", "1952", "\"1952\""),
        ("Năm 1952", "1952", "\"1952\""),
        ("\u{202d}1952\u{202c}", "1952", "\"1952\""),
        ("１９５２", "1952", "\"1952\""),
        ("1 9 5 2", "1952", "\"1952\""),
        ("1900", "1900", "\"1900\""),
        ("2026", "2026", "\"2026\""),
        ("01/03/1952", "01/03/1952", "\"1952-03-01\""),
        ("1-3-1952", "01/03/1952", "\"1952-03-01\""),
        ("1.3.1952", "01/03/1952", "\"1952-03-01\""),
        ("01031952", "01/03/1952", "\"1952-03-01\""),
        ("1952-03-01", "01/03/1952", "\"1952-03-01\""),
        ("ngày 1 tháng 3 năm 1952", "01/03/1952", "\"1952-03-01\""),
    ] {
        let born = Born::parse(typed, TODAY).unwrap_or_else(|error| panic!("{typed}: {error}"));
        assert_eq!(born.to_string(), shown, "{typed}");
        assert_eq!(serde_json::to_string(&born).unwrap(), json, "{typed}");
        assert_eq!(serde_json::from_str::<Born>(json).unwrap(), born, "{typed}");
        let (day, only_year) = born.stored();
        assert_eq!(Born::from_stored(day, only_year), born, "{typed}");
        assert_eq!(Born::parse(shown, TODAY), Ok(born), "{typed}");
    }
}

#[test]
fn what_is_neither_says_why() {
    use BirthDateError as Error;
    for (typed, error) in [
        ("", Error::Empty),
        (" \u{200b}", Error::Empty),
        ("2027", Error::InFuture),
        ("17/03/2026", Error::InFuture),
        ("1899", Error::TooLongAgo),
        ("0052", Error::TooLongAgo),
        ("31/12/1899", Error::TooLongAgo),
        ("52", Error::NotADate(CalendarError::BadFormat)),
        ("195", Error::NotADate(CalendarError::BadFormat)),
        ("19522", Error::NotADate(CalendarError::BadFormat)),
        ("03/1952", Error::NotADate(CalendarError::BadFormat)),
        ("1952?", Error::NotADate(CalendarError::BadFormat)),
        ("khoảng 1952", Error::NotADate(CalendarError::BadFormat)),
        ("31/04/1990", Error::NotADate(CalendarError::NoSuchDate)),
        ("25/12/90", Error::NotADate(CalendarError::ShortYear)),
    ] {
        assert_eq!(Born::parse(typed, TODAY), Err(error), "{typed:?}");
    }
}

#[test]
fn two_papers_agree_where_neither_says_another_birth() {
    let read = |text| Born::parse(text, TODAY).unwrap();
    for (one, another, agree) in [
        ("1952", "1952", true),
        ("1952", "01/03/1952", true),
        ("01/03/1952", "1952", true),
        ("01/03/1952", "01/03/1952", true),
        ("01/03/1952", "02/03/1952", false),
        ("1952", "1953", false),
        ("1952", "31/12/1951", false),
    ] {
        assert_eq!(
            read(one).agrees_with(read(another)),
            agree,
            "{one} {another}"
        );
    }
}

#[test]
fn what_an_issuer_vouches_for_stands() {
    for (claimed, shown) in [
        ("20/05/1992", Some("20/05/1992")),
        ("1992-05-20", Some("20/05/1992")),
        ("1952", Some("1952")),
        ("1899", Some("1899")),
        ("2990", Some("2990")),
        ("", None),
        ("unknown", None),
    ] {
        let born = Born::vouched(claimed).map(|born| born.to_string());
        assert_eq!(born.as_deref(), shown, "{claimed}");
    }
}

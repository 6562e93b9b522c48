use domain::phone::{PhoneNumber, PhoneNumberError as Error};
use proptest::prelude::*;

fn parse(text: &str) -> Result<PhoneNumber, Error> {
    PhoneNumber::parse(text)
}

#[test]
fn every_way_of_writing_a_number_is_one_number() {
    for text in [
        "0869123603",
        "+84869123603",
        "84869123603",
        "0869 123 603",
        "0869.123.603",
        "0869-123-603",
        "+84 869 123 603",
    ] {
        let number = parse(text).unwrap();
        assert_eq!(number.as_str(), "0869123603", "{text}");
        assert_eq!(number.e164(), "+84869123603");
        assert_eq!(number.masked(), "0869xxx603");
        assert_eq!(format!("{number:?}"), "PhoneNumber(…)");
    }
}

#[test]
fn exactly_the_mobile_ranges_are_accepted() {
    let accepted: Vec<u32> = (0..100)
        .filter(|range| parse(&format!("0{range:02}1234567")).is_ok())
        .collect();
    let ranges = [
        32..=39,
        52..=52,
        55..=56,
        58..=59,
        70..=70,
        76..=79,
        81..=89,
        90..=94,
        96..=99,
    ];
    assert_eq!(accepted, ranges.into_iter().flatten().collect::<Vec<_>>());
}

#[test]
fn other_numbers_say_what_is_wrong() {
    for (text, error) in [
        ("", Error::Empty),
        (" - ", Error::Empty),
        ("+", Error::NotDigits),
        ("0869l23603", Error::NotDigits),
        ("0869+123603", Error::NotDigits),
        ("٠٨٦٩١٢٣٦٠٣", Error::NotDigits),
        ("086912360", Error::WrongLength { len: 9 }),
        ("08691236033", Error::WrongLength { len: 11 }),
        ("+8486912360", Error::WrongLength { len: 9 }),
        ("+12025550123", Error::NotVietnameseMobile),
        ("02763822233", Error::WrongLength { len: 11 }),
        ("0276382223", Error::NotVietnameseMobile),
        ("8691236033", Error::NotVietnameseMobile),
        ("0951234567", Error::NotVietnameseMobile),
    ] {
        assert_eq!(parse(text), Err(error), "{text}");
    }
}

proptest! {
    #[test]
    fn an_accepted_number_survives_both_of_its_forms(text in "[+]?[0-9 .-]{8,14}|\\PC*") {
        if let Ok(number) = parse(&text) {
            prop_assert_eq!(parse(&number.e164()), Ok(number.clone()));
            prop_assert_eq!(parse(number.as_str()), Ok(number));
        }
    }
}

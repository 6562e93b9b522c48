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
fn a_number_is_read_whatever_a_contact_list_or_a_messenger_adds_to_it() {
    for text in [
        "\u{202d}0912345678\u{202c}",
        "\u{2068}0912345678\u{2069}",
        "\u{feff}0912345678",
        "0912\u{200b}345\u{200b}678",
        "0912\u{2011}345\u{2011}678",
        "0912\u{2013}345\u{2212}678",
        "0912\u{a0}345\u{202f}678",
        "０９１２３４５６７８",
        "＋８４９１２３４５６７８",
        "(0912) 345 678",
        "0912/345/678",
        "0912.345.678.",
        "tel:0912345678",
        "+84 0912 345 678",
        "+84(0)912345678",
        "+84 (0) 912-345-678",
        "0084912345678",
        "00840912345678",
        "840912345678",
        "84 912 345 678",
    ] {
        assert_eq!(
            parse(text).map(String::from).as_deref(),
            Ok("0912345678"),
            "{text:?}"
        );
    }
}

#[test]
fn a_number_of_eleven_digits_says_what_its_prefix_has_become() {
    for (text, old, new) in [
        ("01688123456", "0168", "038"),
        ("+841688123456", "0168", "038"),
        ("0120 812 3456", "0120", "070"),
        ("0128.8123456", "0128", "078"),
        ("0199-8123456", "0199", "059"),
        ("84 186 812 3456", "0186", "056"),
    ] {
        assert_eq!(parse(text), Err(Error::OldPrefix { old, new }), "{text}");
    }
    let told = parse("01688123456").unwrap_err().to_string();
    assert!(told.contains("0168") && told.contains("038"), "{told}");
    assert_eq!(parse("01118123456"), Err(Error::WrongLength { len: 11 }));
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
        ("844666531", Error::WrongLength { len: 9 }),
        ("912345678", Error::WrongLength { len: 9 }),
        ("0091234567890", Error::NotVietnameseMobile),
        ("0912345678x", Error::NotDigits),
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

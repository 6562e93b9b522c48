use domain::identity::{IdentityKind, IdentityNumber, IdentityNumberError as Error};
use domain::language::{Language, Localized};
use domain::person::Sex;
use proptest::prelude::*;

fn parse(text: &str) -> Result<IdentityNumber, Error> {
    IdentityNumber::parse(text)
}

#[test]
fn old_and_new_numbers_are_told_apart() {
    assert_eq!(parse("290123456").unwrap().kind(), IdentityKind::Cmnd);
    assert_eq!(parse("072090001234").unwrap().kind(), IdentityKind::Cccd);
}

#[test]
fn spaces_and_dots_between_digits_do_not_matter() {
    for text in [
        "072090001234",
        " 072 090 001 234 ",
        "072.090.001.234",
        "072\u{a0}090001234",
    ] {
        assert_eq!(parse(text).unwrap().as_str(), "072090001234", "{text}");
    }
}

#[test]
fn impossible_numbers_say_what_is_wrong() {
    for (text, error) in [
        ("", Error::Empty),
        (" . ", Error::Empty),
        ("07209000123a", Error::NotDigits),
        ("٠٧٢٠٩٠٠٠١٢٣٤", Error::NotDigits),
        ("123", Error::WrongLength { len: 3 }),
        ("0720900012", Error::WrongLength { len: 10 }),
        ("0720900012345", Error::WrongLength { len: 13 }),
        ("000090001234", Error::UnknownPlace),
        ("003090001234", Error::UnknownPlace),
        ("097090001234", Error::UnknownPlace),
        ("072490001234", Error::UnknownCentury),
        ("072990001234", Error::UnknownCentury),
    ] {
        assert_eq!(parse(text), Err(error), "{text}");
    }
    let short = Error::WrongLength { len: 10 };
    assert_eq!(
        short.localized(Language::Vietnamese),
        "Số CCCD có 12 chữ số, số CMND có 9 chữ số; số vừa nhập có 10."
    );
    assert_eq!(
        short.localized(Language::English),
        "A CCCD number must have 12 digits, a CMND number 9; you entered 10."
    );
    assert_eq!(short.to_string(), short.localized(Language::Vietnamese));
}

#[test]
fn there_are_sixty_three_provinces_and_people_born_abroad() {
    let accepted = (0..100)
        .filter(|code| parse(&format!("{code:03}090001234")).is_ok())
        .count();
    assert_eq!(accepted, 63);
    assert!(parse("101090001234").is_ok());
}

#[test]
fn a_citizen_number_hints_at_birth_year_and_sex() {
    for (text, year, sex) in [
        ("072055001234", 1955, Sex::Male),
        ("072190001234", 1990, Sex::Female),
        ("079205001234", 2005, Sex::Male),
        ("001315001234", 2015, Sex::Female),
    ] {
        let number = parse(text).unwrap();
        assert_eq!(number.birth_year_hint(), Some(year));
        assert_eq!(number.sex_hint(), Some(sex));
    }
    let old = parse("290123456").unwrap();
    assert_eq!((old.birth_year_hint(), old.sex_hint()), (None, None));
}

#[test]
fn a_shown_or_logged_number_hides_its_middle() {
    let number = parse("079090001123").unwrap();
    assert_eq!(number.masked(), "079xxxxxx123");
    assert_eq!(parse("290123456").unwrap().masked(), "290xxx456");
    assert_eq!(format!("{number:?}"), "IdentityNumber(…)");
}

#[test]
fn json_carries_a_checked_string() {
    let number: IdentityNumber = serde_json::from_str("\"072 090 001 234\"").unwrap();
    assert_eq!(serde_json::to_string(&number).unwrap(), "\"072090001234\"");
    assert!(serde_json::from_str::<IdentityNumber>("\"123\"").is_err());
    assert!(serde_json::from_str::<IdentityNumber>("72090001234").is_err());
}

proptest! {
    #[test]
    fn an_accepted_number_is_read_back_unchanged(text in "[0-9 .]{0,16}|\\PC*") {
        if let Ok(number) = parse(&text) {
            prop_assert!(matches!(number.as_str().len(), 9 | 12));
            prop_assert_eq!(parse(number.as_str()), Ok(number));
        }
    }
}

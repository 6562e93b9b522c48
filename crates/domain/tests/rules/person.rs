use domain::calendar::CalendarError;
use domain::contact::{EmailAddress, EmailError};
use domain::person::{
    Address, AddressError, BirthDate, BirthDateError, FullName, FullNameError, Sex,
};
use proptest::prelude::*;
use time::macros::date;

#[test]
fn names_keep_their_diacritics_and_lose_extra_spaces() {
    for (typed, kept) in [
        ("  Nguyễn   Thị\tBé ", "Nguyễn Thị Bé"),
        ("Nguye\u{302}\u{303}n", "Nguyễn"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Jean-Luc O’Brien Jr.", "Jean-Luc O'Brien Jr."),
        // Letters whose marks no code point has together.
        ("Thơ\u{306}", "Thơ\u{306}"),
        ("H'Ư\u{306}m", "H'Ư\u{306}m"),
        ("H‘Hen Niê", "H'Hen Niê"),
        ("H’Hen Niê", "H'Hen Niê"),
        ("H`Hen Niê", "H'Hen Niê"),
        ("H´Hen Niê", "H'Hen Niê"),
        ("H\u{2bc}Hen Niê", "H'Hen Niê"),
        ("K′Sor", "K'Sor"),
        ("H＇Hen", "H'Hen"),
        ("Y", "Y"),
        ("O", "O"),
        ("ÐỨC", "ĐỨC"),
        ("Nguyễn Ðình ðức", "Nguyễn Đình đức"),
        ("Anne\u{2010}Marie", "Anne-Marie"),
        ("Nguyễn\u{202e}\u{200b}Văn\u{feff}", "NguyễnVăn"),
        ("\u{202d}Nguyễn Văn A\u{202c}", "Nguyễn Văn A"),
        ("Nguyễn\u{2800}Văn", "Nguyễn Văn"),
        ("Nguyễn\0An", "NguyễnAn"),
        ("Nguyễn\u{a0}Đặng", "Nguyễn Đặng"),
        ("李小龙", "李小龙"),
    ] {
        assert_eq!(FullName::parse(typed).unwrap().as_str(), kept);
    }
}

#[test]
fn names_that_are_none_say_what_is_wrong() {
    use FullNameError as Error;
    for (text, error) in [
        ("", Error::Empty),
        ("   ", Error::Empty),
        ("\u{200b}\u{2060}", Error::Empty),
        ("Nguyễn Văn 2", Error::ForbiddenCharacter('2')),
        ("Nguyễn|Văn", Error::ForbiddenCharacter('|')),
        ("Nguyễn 👶", Error::ForbiddenCharacter('👶')),
        ("<b>An</b>", Error::ForbiddenCharacter('<')),
        ("An, Bình", Error::ForbiddenCharacter(',')),
        ("-.'", Error::NoLetter),
    ] {
        assert_eq!(FullName::parse(text), Err(error), "{text:?}");
    }
    assert!(FullName::parse(&"ễ".repeat(100)).is_ok());
    assert_eq!(
        FullName::parse(&"ễ".repeat(101)),
        Err(Error::TooLong { beyond: 1 })
    );
    let decomposed = "e\u{302}\u{303}".repeat(100);
    assert!(FullName::parse(&decomposed).is_ok());
    let stacked = format!("e{}", "\u{301}".repeat(10_000));
    assert!(matches!(
        FullName::parse(&stacked),
        Err(Error::TooLong { .. })
    ));
    let told = FullName::parse("Nguyễn Văn 2").unwrap_err().to_string();
    assert!(told.contains('2'), "{told}");
}

#[test]
fn a_name_that_is_vouched_for_stands_and_is_compared_as_people_do() {
    let long = "Nguyễn ".repeat(40);
    for (claimed, kept) in [
        ("VÕ THỊ HOA", Some("VÕ THỊ HOA")),
        ("  Võ\tThị   Hoa ", Some("Võ Thị Hoa")),
        ("H‘Hen Niê", Some("H'Hen Niê")),
        ("ÐỨC", Some("ĐỨC")),
        ("Nguyễn Văn 2", Some("Nguyễn Văn 2")),
        ("Smith, John 3rd", Some("Smith, John 3rd")),
        ("Trần Thị B (Út)", Some("Trần Thị B (Út)")),
        ("O/Brien", Some("O/Brien")),
        ("Nguyễn|Văn", Some("Nguyễn Văn")),
        ("|An|", Some("An")),
        ("\u{202d}Y\u{202c}", Some("Y")),
        ("<b>An</b>", Some("<b>An</b>")),
        (&long, Some(long.trim())),
        ("", None),
        (" . ", None),
        ("12345", None),
    ] {
        let name = FullName::vouched(claimed);
        assert_eq!(name.as_ref().map(FullName::as_str), kept, "{claimed}");
        if let Some(name) = name {
            let json = serde_json::to_string(&name).unwrap();
            assert_eq!(serde_json::from_str::<FullName>(&json).unwrap(), name);
        }
    }
    let hoa = FullName::parse("Võ Thị Hòa").unwrap();
    for (other, is_same) in [
        ("VÕ THỊ HOÀ", true),
        ("Vo Thi Hoa", true),
        ("võ  thị hòa", true),
        ("Võ Thị Hoan", false),
        ("Võ Hòa", false),
        ("", false),
    ] {
        assert_eq!(hoa.is_same_as(other), is_same, "{other}");
    }
}

#[test]
fn addresses_are_one_line_of_free_text() {
    let address = Address::parse("Số 5, đường 30/4\r\n khu phố 1,  Bến Cầu").unwrap();
    assert_eq!(address.as_str(), "Số 5, đường 30/4 khu phố 1, Bến Cầu");
    for (text, error) in [
        (" ", AddressError::Empty),
        ("ấp 1", AddressError::TooShort),
        ("Số 5 | Bến Cầu", AddressError::Bar),
        ("\u{202e}ấp\u{200b} 1", AddressError::TooShort),
    ] {
        assert_eq!(Address::parse(text), Err(error), "{text:?}");
    }
    assert!(Address::parse(&"ấ".repeat(200)).is_ok());
    assert_eq!(
        Address::parse(&"ấ".repeat(201)),
        Err(AddressError::TooLong { beyond: 1 })
    );
    let hidden = Address::parse("Số\u{a0}5 \u{7}\u{202e} Bến Cầu\u{200d}").unwrap();
    assert_eq!(hidden.as_str(), "Số 5 Bến Cầu");
}

#[test]
fn a_birth_date_is_between_1900_and_today() {
    let today = date!(2020 - 06 - 10);
    let parse = |text| BirthDate::parse(text, today);
    assert_eq!(parse("10/06/2020").unwrap().as_date(), today);
    assert_eq!(parse("1900-01-01").unwrap().as_date(), BirthDate::EARLIEST);
    assert_eq!(parse(" "), Err(BirthDateError::Empty));
    assert_eq!(parse("11/06/2020"), Err(BirthDateError::InFuture));
    assert_eq!(parse("31/12/1899"), Err(BirthDateError::TooLongAgo));
    assert_eq!(parse("30/02/1990"), Err(CalendarError::NoSuchDate.into()));
    assert_eq!(parse("1990"), Err(CalendarError::BadFormat.into()));
}

#[test]
fn a_birth_date_is_an_iso_text_in_json() {
    let born = BirthDate::parse("01/06/1990", date!(2020 - 06 - 10)).unwrap();
    assert_eq!(serde_json::to_string(&born).unwrap(), "\"1990-06-01\"");
    assert_eq!(serde_json::to_string(&Sex::Female).unwrap(), "\"female\"");
}

#[test]
fn email_addresses_keep_their_name_and_lower_their_domain() {
    let email = EmailAddress::parse(" Nguyen.Van+a@Gmail.COM ").unwrap();
    assert_eq!(email.as_str(), "Nguyen.Van+a@gmail.com");
    assert_eq!(format!("{email:?}"), "EmailAddress(…)");
    for good in [
        "a@b.vn",
        "x_y-z@mail.tayninh.gov.vn",
        "1@xn--ng-5ja.xn--p1ai",
    ] {
        assert!(EmailAddress::parse(good).is_ok(), "{good}");
    }
    for (typed, address) in [
        ("a＠b.vn", "a@b.vn"),
        ("a@b。vn", "a@b.vn"),
        ("x‑y@example.vn", "x-y@example.vn"),
        ("x@exam‐ple.vn", "x@exam-ple.vn"),
        ("ｘ@example.vn", "x@example.vn"),
        ("mailto:a@b.vn", "a@b.vn"),
        ("<a@b.vn>", "a@b.vn"),
        ("a@b.vn.", "a@b.vn"),
    ] {
        let read = EmailAddress::parse(typed);
        assert_eq!(read.map(String::from), Ok(address.to_owned()), "{typed}");
    }
}

#[test]
fn texts_that_no_mail_reaches_are_refused() {
    assert_eq!(EmailAddress::parse("  "), Err(EmailError::Empty));
    for bad in [
        "a",
        "@b.vn",
        "a@",
        "a@b",
        "a@.vn",
        "a@b..vn",
        "a@b.",
        "a@-b.vn",
        "a@b-.vn",
        "a@b.1",
        "a@1.22",
        "a b@c.vn",
        "a@b c.vn",
        "a@b@c.vn",
        ".a@b.vn",
        "a.@b.vn",
        "a..b@c.vn",
        "ễ@b.vn",
        "a@ễ.vn",
        "a@b.vn\nBcc: c@d.vn",
        "a@[1.2.3.4]",
        "\"a\"@b.vn",
    ] {
        assert_eq!(
            EmailAddress::parse(bad),
            Err(EmailError::Malformed),
            "{bad}"
        );
    }
    let local = "a".repeat(64);
    assert!(EmailAddress::parse(&format!("{local}@b.vn")).is_ok());
    assert_eq!(
        EmailAddress::parse(&format!("a{local}@b.vn")),
        Err(EmailError::TooLong)
    );
    // "a@", 124 labels of one letter with their dots, and the top label.
    let of_length = |length: usize| format!("a@{}{}", "b.".repeat(124), "v".repeat(length - 250));
    assert!(EmailAddress::parse(&of_length(254)).is_ok());
    assert_eq!(
        EmailAddress::parse(&of_length(255)),
        Err(EmailError::TooLong)
    );
}

proptest! {
    #[test]
    fn accepted_texts_are_read_back_unchanged(text in "\\PC{0,40}|[a-zA-ZÀ-ỹ .'-]{0,40}") {
        if let Ok(name) = FullName::parse(&text) {
            prop_assert_eq!(FullName::parse(name.as_str()), Ok(name));
        }
        if let Ok(address) = Address::parse(&text) {
            prop_assert_eq!(Address::parse(address.as_str()), Ok(address));
        }
    }

    #[test]
    fn no_accepted_text_can_split_a_signed_message(text in "[a-zÀ-ỹ|\\n\\r0-9 ]{0,40}") {
        if let Ok(name) = FullName::parse(&text) {
            prop_assert!(!name.as_str().contains(['|', '\n', '\r']));
        }
        if let Ok(address) = Address::parse(&text) {
            prop_assert!(!address.as_str().contains(['|', '\n', '\r']));
        }
    }
}

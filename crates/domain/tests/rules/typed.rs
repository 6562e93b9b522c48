use domain::contact::EmailAddress;
use domain::dossier::{DossierCode, RunningNumber};
use domain::identity::IdentityNumber;
use domain::one_time_code::OneTimeCode;
use domain::organisation::OrganisationName;
use domain::person::{Address, FullName};
use domain::reason::Reason;
use domain::tax_code::TaxCode;
use domain::{fold, typed};
use proptest::prelude::*;

/// What copying adds to a number: each is put around and between its digits.
const ADDED: &[&str] = &[
    "\u{200b}", "\u{200c}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{202a}", "\u{202c}", "\u{202d}",
    "\u{2060}", "\u{2066}", "\u{2068}", "\u{2069}", "\u{feff}", "\u{ad}", "\u{a0}", "\u{2007}",
    "\u{2009}", "\u{202f}", "\u{3000}", " ", "\t", "\u{2800}", "\u{3164}",
];
/// What stands between groups.
const BETWEEN: &[&str] = &[
    "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{fe63}",
    "\u{ff0d}", ".",
];

#[test]
fn numbers_and_codes_are_read_through_what_copying_adds() {
    let read = |kind: &str, text: &str| match kind {
        "identity" => IdentityNumber::parse(text).map(String::from).ok(),
        "tax" => TaxCode::parse(text).map(String::from).ok(),
        "otp" => OneTimeCode::parse(text).map(String::from).ok(),
        _ => text
            .parse::<RunningNumber>()
            .map(|number| number.to_string())
            .ok(),
    };
    for (kind, number) in [
        ("identity", "072090001234"),
        ("identity", "290123456"),
        ("tax", "0100109106"),
        ("otp", "123456"),
        ("running", "363815"),
    ] {
        let (head, tail) = number.split_at(3);
        let spellings = ADDED
            .iter()
            .map(|added| format!("{added}{head}{added}{tail}{added}"))
            .chain(
                BETWEEN
                    .iter()
                    .map(|between| format!("{head}{between}{tail}")),
            )
            .chain(["."].map(|end| format!("{number}{end}")))
            .chain([number.chars().map(full_width).collect()]);
        for spelling in spellings {
            assert_eq!(
                read(kind, &spelling).as_deref(),
                Some(number),
                "{kind} {spelling:?}"
            );
        }
    }
}

fn full_width(letter: char) -> char {
    char::from_u32(u32::from(letter) + 0xfee0).unwrap_or(letter)
}

#[test]
fn a_dossier_code_is_read_as_it_is_copied_from_paper() {
    for text in [
        "000.20.31.H53-200610-0007",
        "000.20.31.h53-200610-0007",
        " 000.20.31.H53 - 200610 - 0007. ",
        "000.20.31.H53\u{2013}200610\u{2013}0007",
        "OOO.2O.31.H53-2OO61O-OOO7",
        "000.20.3l.H53-2006I0-0007",
        "\u{202d}000.20.31.H53-200610-0007\u{202c}",
        "０００.２０.３１.H53-200610-0007",
    ] {
        let code = DossierCode::parse(text);
        assert_eq!(
            code.map(String::from).as_deref(),
            Ok("000.20.31.H53-200610-0007"),
            "{text:?}"
        );
    }
    assert_eq!("36381S".parse::<RunningNumber>().ok(), None);
    assert_eq!(
        "3638l5"
            .parse::<RunningNumber>()
            .map(|number| number.as_i64()),
        Ok(363_815)
    );
}

#[test]
fn a_reference_is_read_from_an_address_that_went_through_hands() {
    for text in [
        "2k9x01mz",
        "2K9X01MZ",
        "2k9x01mz.",
        "2k9x01mz,",
        " 2k9x01mz ",
        "2k9x01mz?error_code=00",
        "2k9x01mz&vnp_ResponseCode=00",
        "2k9x01mz#_=_",
        "2k9x01mz?error_code=00?error_code=00",
        "2k9xO1mz",
        "2k9xo1mz",
        "2k9x0Imz",
        "2k9x0lmz",
        "\u{200b}2k9x01mz\u{feff}",
        "2k9x 01mz",
        "２k9x01mz",
    ] {
        assert_eq!(typed::reference(text), "2k9x01mz", "{text:?}");
    }
}

#[test]
fn an_address_of_mail_is_read_through_what_copying_adds() {
    for text in [
        "a@b.vn",
        "\u{202a}a@b.vn\u{202c}",
        "\u{feff}a@b.vn",
        "a@b.vn.",
        "a@b.vn,",
        "\u{a0}a@b.vn\u{200b}",
        "a@\u{ad}b.vn",
    ] {
        assert_eq!(
            EmailAddress::parse(text).map(String::from).as_deref(),
            Ok("a@b.vn"),
            "{text:?}"
        );
    }
}

#[test]
fn what_looks_the_same_is_found_as_the_same() {
    for (one, other) in [
        ("ÐỨC", "Đức"),
        ("Ðình", "đình"),
        ("Thơ\u{306}", "Tho"),
        ("Hưng", "hung"),
    ] {
        assert_eq!(fold(one), fold(other), "{one} {other}");
    }
}

#[test]
fn a_text_of_several_lines_keeps_them() {
    for (text, kept) in [
        ("một\r\nhai", "một\nhai"),
        ("một\rhai\u{2028}ba", "một\nhai\nba"),
        ("  một  \n\n\n\n hai \n", "một\n\nhai"),
        ("\u{202e}một\u{200b}\nhai\u{feff}", "một\nhai"),
        ("một\thai", "một hai"),
        ("", ""),
        ("\n\n", ""),
    ] {
        assert_eq!(typed::paragraphs(text), kept, "{text:?}");
    }
}

#[test]
fn lengths_count_what_people_see() {
    for (text, length) in [
        ("", 0),
        ("Nguyễn", 6),
        ("Nguye\u{302}\u{303}n", 6),
        ("H'Ư\u{306}m", 4),
        ("a\u{200b}b", 2),
        ("👶", 1),
    ] {
        assert_eq!(typed::length(text), length, "{text:?}");
    }
    assert_eq!(typed::within(&"ễ".repeat(240), 200), Err(40));
    assert_eq!(typed::within(&"e\u{302}\u{303}".repeat(200), 200), Ok(()));
}

#[test]
fn what_was_left_out_of_a_text_is_seen() {
    for (text, shown) in [
        ("", ""),
        ("Đã", "Đã"),
        ("Đủ ạ", "Đủ ạ"),
        ("Đủ ạ!", "Đủ ạ…"),
        ("Tài khoản", "Tài …"),
    ] {
        assert_eq!(typed::shortened(text, 4), shown, "{text:?}");
    }
}

/// Invisible by a table that is not ours.
fn is_invisible(letter: char) -> bool {
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
    let drawn = matches!(letter, '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
        | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}');
    match letter.general_category() {
        GeneralCategory::Format => !drawn,
        GeneralCategory::Control => true,
        _ => false,
    }
}

#[test]
fn no_character_that_is_not_seen_is_missed() {
    for letter in ('\0'..=char::MAX).filter(|letter| is_invisible(*letter)) {
        assert!(
            typed::is_invisible(letter) || letter.is_whitespace(),
            "U+{:04X}",
            u32::from(letter)
        );
    }
}

proptest! {
    #[test]
    fn nothing_invisible_comes_through_a_reader_of_free_text(
        text in "(\\PC|[\u{0}-\u{1f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{e0000}-\u{e0fff}]|[a-zA-ZÀ-ỹ ]){0,60}"
    ) {
        let kept = [
            FullName::parse(&text).ok().map(String::from),
            Address::parse(&text).ok().map(String::from),
            OrganisationName::parse(&text).ok().map(String::from),
            Reason::parse(&text).ok().map(String::from),
            Some(typed::line(&text)),
            Some(typed::paragraphs(&text).replace('\n', "")),
            Some(typed::code(&text)),
        ];
        for kept in kept.into_iter().flatten() {
            prop_assert!(!kept.chars().any(is_invisible), "{kept:?}");
            prop_assert!(!kept.chars().any(typed::is_invisible), "{kept:?}");
        }
        // Reading what was kept changes nothing.
        prop_assert_eq!(typed::line(&typed::line(&text)), typed::line(&text));
        prop_assert_eq!(typed::code(&typed::code(&text)), typed::code(&text));
    }
}

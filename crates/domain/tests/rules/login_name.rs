//! What is typed to sign in, and the identifiers in it.

use domain::{
    contact::EmailAddress,
    identity::IdentityNumber,
    language::{Language, Localized},
    login_name::LoginName,
    organisation::OrganisationName,
    phone::PhoneNumber,
    tax_code::TaxCode,
};
use proptest::prelude::*;

/// Ten digits of which the last follows from the others.
fn tax_codes() -> impl Strategy<Value = String> {
    proptest::collection::vec(0_u32..10, 9).prop_filter_map(
        "a code has no eleventh digit",
        |nine| {
            let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
            let sum: u32 = nine
                .iter()
                .zip(weights)
                .map(|(digit, weight)| digit * weight)
                .sum();
            let check = 10 - sum % 11;
            (check < 10).then(|| {
                let digits: String = nine.iter().map(u32::to_string).collect();
                format!("{digits}{check}")
            })
        },
    )
}

/// Numbers of people: old ones of nine digits, and personal ones of people born in Tây Ninh.
fn identity_numbers() -> impl Strategy<Value = String> {
    prop_oneof!["[0-9]{9}", "072[0-3][0-9]{8}"]
}

/// Digits as people write them: in groups, with what they put between.
fn spaced(digits: &str, gaps: &[u8]) -> String {
    let between = ["", " ", ".", "  "];
    digits
        .chars()
        .enumerate()
        .map(|(at, digit)| {
            let gap = gaps
                .get(at)
                .map_or("", |gap| between[usize::from(*gap) % 4]);
            format!("{gap}{digit}")
        })
        .collect()
}

proptest! {
    #[test]
    fn every_identifier_is_read_the_same_however_it_is_spaced_and_read_again(
        number in identity_numbers(),
        code in tax_codes(),
        gaps in proptest::collection::vec(any::<u8>(), 13),
    ) {
        let person = LoginName::parse(&spaced(&number, &gaps));
        prop_assert_eq!(person.as_ref().map(LoginName::as_str), Ok(number.as_str()));
        prop_assert!(matches!(person, Ok(LoginName::Citizen(_))));
        let enterprise = LoginName::parse(&spaced(&code, &gaps));
        prop_assert_eq!(enterprise.as_ref().map(LoginName::as_str), Ok(code.as_str()));
        prop_assert!(matches!(enterprise, Ok(LoginName::Enterprise(_))));
    }

    #[test]
    fn a_name_is_of_one_kind_only(text in "\\PC{0,40}") {
        let read = LoginName::parse(&text);
        let kinds = [
            IdentityNumber::parse(&text).is_ok(),
            TaxCode::parse(&text).is_ok(),
            EmailAddress::parse(&text).is_ok(),
        ];
        prop_assert!(kinds.iter().filter(|is| **is).count() <= 1, "{text:?}");
        prop_assert_eq!(read.is_ok(), kinds.iter().any(|is| *is), "{:?}", text);
        if let Ok(name) = read {
            prop_assert_eq!(LoginName::parse(name.as_str()), Ok(name));
        }
    }

    #[test]
    fn whatever_is_typed_is_answered_in_both_languages_and_nothing_breaks(text in any::<String>()) {
        let errors = [
            LoginName::parse(&text).err().map(|error| Language::ALL.map(|language| error.localized(language))),
            PhoneNumber::parse(&text).err().map(|error| Language::ALL.map(|language| error.localized(language))),
            OrganisationName::parse(&text).err().map(|error| Language::ALL.map(|language| error.localized(language))),
        ];
        for [vietnamese, english] in errors.into_iter().flatten() {
            prop_assert!(!vietnamese.is_empty() && !english.is_empty());
            prop_assert_ne!(vietnamese, english);
        }
    }

    #[test]
    fn one_wrong_digit_is_never_another_enterprise(code in tax_codes(), place in 0_usize..10, by in 1_u8..10) {
        let mut typed = code.clone().into_bytes();
        typed[place] = b'0' + (typed[place] - b'0' + by) % 10;
        let typed = String::from_utf8(typed).expect("digits");
        prop_assert!(TaxCode::parse(&typed).is_err(), "{typed} for {code}");
    }

    #[test]
    fn a_masked_address_tells_one_letter_and_the_domain(local in "[a-z][a-z0-9.]{0,20}[a-z]", domain in "[a-z]{2,10}") {
        prop_assume!(!local.contains(".."));
        let address = EmailAddress::parse(&format!("{local}@{domain}.vn")).expect("an address");
        let first = &local[..1];
        prop_assert_eq!(address.masked(), format!("{first}xxx@{domain}.vn"));
    }
}

#[test]
fn an_agencys_address_is_the_same_in_capitals() {
    assert_eq!(
        LoginName::parse("Van-Thu@TayNinh.GOV.VN"),
        LoginName::parse("van-thu@tayninh.gov.vn")
    );
}

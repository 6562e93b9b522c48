//! Tax codes.

use domain::identity::IdentityNumberError;
use domain::tax_code::{TaxCode, TaxCodeError, TaxpayerCode, TaxpayerCodeError};

#[test]
fn codes_of_known_enterprises_are_read_in_any_spelling() {
    for (typed, code) in [
        ("0100109106", "0100109106"),
        ("0101243150", "0101243150"),
        ("0100686209", "0100686209"),
        (" 01 0010.9106 ", "0100109106"),
        ("0100109106-001", "0100109106-001"),
        ("0100109106001", "0100109106-001"),
    ] {
        assert_eq!(TaxCode::parse(typed).map(String::from), Ok(code.to_owned()));
    }
}

#[test]
fn what_is_no_code_says_why() {
    for (typed, error) in [
        ("", TaxCodeError::Empty),
        (" - ", TaxCodeError::Empty),
        ("010010910A", TaxCodeError::NotDigits),
        ("٠١٠٠١٠٩١٠٦", TaxCodeError::NotDigits),
        ("010010910", TaxCodeError::WrongLength { len: 9 }),
        ("01001091060", TaxCodeError::WrongLength { len: 11 }),
        ("0100109107", TaxCodeError::WrongCheckDigit),
        ("0000000000", TaxCodeError::WrongCheckDigit),
        ("072085001234", TaxCodeError::PersonalNumber),
        ("072 085 001 234.", TaxCodeError::PersonalNumber),
        ("097085001234", TaxCodeError::WrongLength { len: 12 }),
    ] {
        assert_eq!(TaxCode::parse(typed), Err(error), "{typed:?}");
    }
}

#[test]
fn one_mistyped_digit_and_two_exchanged_neighbours_are_always_found() {
    let code = b"0101243150";
    for place in 0..10 {
        for digit in b'0'..=b'9' {
            let mut typed = *code;
            typed[place] = digit;
            let is_code = TaxCode::parse(std::str::from_utf8(&typed).unwrap()).is_ok();
            assert_eq!(
                is_code,
                digit == code[place],
                "place {place}, digit {digit}"
            );
        }
        if place < 9 && code[place] != code[place + 1] {
            let mut typed = *code;
            typed.swap(place, place + 1);
            assert!(TaxCode::parse(std::str::from_utf8(&typed).unwrap()).is_err());
        }
    }
}

#[test]
fn a_taxpayer_is_an_enterprise_a_branch_or_a_person() {
    for (typed, code, is_person) in [
        ("0100109106", "0100109106", false),
        ("01 0010.9106", "0100109106", false),
        ("0100109106-001", "0100109106-001", false),
        ("0100109106\u{2011}001", "0100109106-001", false),
        ("0100109106001", "0100109106-001", false),
        ("072085001234", "072085001234", true),
        (" 072 085 001 234. ", "072085001234", true),
        ("072.085.001.234", "072085001234", true),
        ("０７２０８５００１２３４", "072085001234", true),
        ("\u{202d}072085001234\u{202c}", "072085001234", true),
    ] {
        let read = TaxpayerCode::parse(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
        assert_eq!(read.as_str(), code, "{typed}");
        assert_eq!(read.personal().is_some(), is_person, "{typed}");
        assert_eq!(TaxpayerCode::parse(read.as_str()), Ok(read));
    }
}

#[test]
fn what_is_no_taxpayers_code_says_why() {
    use TaxpayerCodeError as Error;
    for (typed, error) in [
        ("", Error::Enterprise(TaxCodeError::Empty)),
        ("01001O9106", Error::Enterprise(TaxCodeError::NotDigits)),
        ("07208500123a", Error::Enterprise(TaxCodeError::NotDigits)),
        (
            "0100109107",
            Error::Enterprise(TaxCodeError::WrongCheckDigit),
        ),
        (
            "0100109107-001",
            Error::Enterprise(TaxCodeError::WrongCheckDigit),
        ),
        ("010010910", Error::WrongLength { len: 9 }),
        ("01001091060", Error::WrongLength { len: 11 }),
        ("01001091060012", Error::WrongLength { len: 14 }),
        (
            "097085001234",
            Error::Personal(IdentityNumberError::UnknownPlace),
        ),
        (
            "072485001234",
            Error::Personal(IdentityNumberError::UnknownCentury),
        ),
    ] {
        let refused = TaxpayerCode::parse(typed);
        assert_eq!(refused.err(), Some(error), "{typed:?}");
    }
}

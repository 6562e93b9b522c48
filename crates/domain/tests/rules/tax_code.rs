//! Tax codes.

use domain::tax_code::{TaxCode, TaxCodeError};

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

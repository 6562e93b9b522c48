//! Money goes where the number says: what is not clearly one number is refused.

use domain::account_number::{AccountNumber, AccountNumberError};

#[test]
fn one_number_is_read_however_it_is_grouped() {
    for (typed, number) in [
        ("0071001234567", "0071001234567"),
        ("0071 0012 3456", "007100123456"),
        ("0071-001-234567", "0071001234567"),
        ("0071.001.234567", "0071001234567"),
        ("1234 5678 9012 3456 789", "1234567890123456789"),
        ("19036 8842 11012", "19036884211012"),
        ("  263301000123.", "263301000123"),
        ("\u{202d}263301000123\u{202c}", "263301000123"),
        ("２６３３０１０００１２３", "263301000123"),
        ("2633\u{a0}0100\u{a0}0123", "263301000123"),
        ("2633‑0100‑0123", "263301000123"),
        ("VQRQ0001234", "VQRQ0001234"),
        ("1234", "1234"),
        ("96247VNPAY01", "96247VNPAY01"),
        ("0071\u{200b}001234", "0071001234"),
    ] {
        let read = AccountNumber::parse(typed);
        assert_eq!(
            read.as_ref().map(AccountNumber::as_str),
            Ok(number),
            "{typed}"
        );
    }
}

#[test]
fn what_may_be_another_number_is_refused() {
    use AccountNumberError::*;
    for (typed, error) in [
        ("", Empty),
        (" \u{200b} ", Empty),
        ("123", TooShort),
        ("263301000123 (VCB)", Forbidden('(')),
        ("263301000123 VCB", Unclear),
        ("12345678 VCB", Unclear),
        ("263301000123 / 970436000111", Forbidden('/')),
        ("0071/263301000123", Forbidden('/')),
        ("263301000123 970436000111", Unclear),
        ("263301000123.0", Unclear),
        ("12345678.00", Unclear),
        ("263301000123,00", Forbidden(',')),
        ("2.63301E+11", Exponent),
        ("2.63301E11", Exponent),
        ("2,63301e11", Exponent),
        ("263301E11", Exponent),
        ("2633 0100 0123 – 0071", Unclear),
        ("-263301000123", Unclear),
        ("+84912345678", Forbidden('+')),
        ("số 263301000123", Forbidden('ố')),
        ("٢٦٣٣٠١٠٠٠١٢٣", Forbidden('٢')),
        ("1234567890123456789012345", TooLong(1)),
    ] {
        assert_eq!(AccountNumber::parse(typed).err(), Some(error), "{typed}");
    }
}

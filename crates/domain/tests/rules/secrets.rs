use domain::one_time_code::{LIFETIME, MAX_TRIES, OneTimeCode, OneTimeCodeError, RESEND_AFTER};
use domain::password::{Password, PasswordError};
use time::Duration;

#[test]
fn the_same_password_from_another_keyboard_is_the_same() {
    let composed = Password::parse("mật khẩu ế").unwrap();
    let decomposed = Password::parse("mâ\u{323}t khâ\u{309}u ê\u{301}").unwrap();
    assert_eq!(composed.expose(), decomposed.expose());
}

#[test]
fn a_password_has_eight_to_128_characters_of_any_kind() {
    let error = |text: &str| Password::parse(text).err();
    assert_eq!(error(""), Some(PasswordError::Empty));
    assert_eq!(error("1234567"), Some(PasswordError::TooShort));
    assert_eq!(error("ếếếếếếế"), Some(PasswordError::TooShort));
    assert_eq!(error(" spaces kept "), None);
    assert_eq!(error(&"🔑".repeat(8)), None);
    assert_eq!(error(&"ế".repeat(128)), None);
    assert_eq!(error(&"ê\u{301}".repeat(128)), None);
    assert_eq!(error(&"ế".repeat(129)), Some(PasswordError::TooLong));
    assert_eq!(error(&"x".repeat(10_000_000)), Some(PasswordError::TooLong));
    assert_eq!(
        Password::parse(" giữ nguyên ").unwrap().expose(),
        " giữ nguyên "
    );
}

#[test]
fn a_password_holding_the_identity_number_is_noticed() {
    let password = Password::parse("xx072090001234YY").unwrap();
    assert!(password.contains_identifier("072090001234"));
    assert!(password.contains_identifier("34yy"));
    assert!(!password.contains_identifier("079090001234"));
    assert!(!password.contains_identifier("072"), "too short to matter");
    assert!(!password.contains_identifier(""));
}

#[test]
fn secrets_are_not_printed() {
    let password = Password::parse("bí mật lắm").unwrap();
    let code = OneTimeCode::parse("123456").unwrap();
    assert_eq!(
        format!("{password:?} {code:?}"),
        "Password(…) OneTimeCode(…)"
    );
}

#[test]
fn a_one_time_code_is_six_digits_with_spaces_anywhere() {
    for text in [
        "123456",
        " 123 456 ",
        "1 2 3 4 5 6",
        "123-456",
        "123.456",
        "123 456.",
    ] {
        assert_eq!(OneTimeCode::parse(text).unwrap().as_str(), "123456");
    }
    let error = |text: &str| OneTimeCode::parse(text).err();
    assert_eq!(error(" "), Some(OneTimeCodeError::Empty));
    for text in ["12345", "1234567", "12345a", "-12345", "١٢٣٤٥٦", "123+456"] {
        assert_eq!(error(text), Some(OneTimeCodeError::NotSixDigits), "{text}");
    }
}

#[test]
fn drawn_codes_keep_their_leading_zeros() {
    let code = |number| OneTimeCode::from_number(number).map(String::from);
    assert_eq!(code(42).as_deref(), Some("000042"));
    assert_eq!(code(999_999).as_deref(), Some("999999"));
    assert_eq!(code(1_000_000), None);
}

#[test]
fn a_code_lives_five_minutes_and_five_tries() {
    assert_eq!(LIFETIME, Duration::minutes(5));
    assert_eq!(MAX_TRIES, 5);
    assert_eq!(RESEND_AFTER, Duration::seconds(60));
}

use domain::language::{Language, Localized};
use domain::money::{MoneyError, TypedAmountError, Vnd};
use proptest::prelude::*;

#[test]
fn amounts_are_written_with_dots_and_the_dong_sign() {
    for (dong, text) in [
        (0, "0 đ"),
        (1, "1 đ"),
        (999, "999 đ"),
        (1_000, "1.000 đ"),
        (1_435_000, "1.435.000 đ"),
        (-5_000, "-5.000 đ"),
        (-999, "-999 đ"),
        (i64::MAX, "9.223.372.036.854.775.807 đ"),
        (i64::MIN, "-9.223.372.036.854.775.808 đ"),
    ] {
        assert_eq!(Vnd::new(dong).to_string(), text);
    }
}

#[test]
fn amounts_in_english_have_commas_and_the_code_of_the_currency_and_are_read_again() {
    for (dong, text) in [
        (0, "0 VND"),
        (999, "999 VND"),
        (1_435_000, "1,435,000 VND"),
        (-5_000, "-5,000 VND"),
    ] {
        assert_eq!(Vnd::new(dong).localized(Language::English), text);
    }
    assert_eq!(Vnd::parse("1,435,000 VND"), Ok(Vnd::new(1_435_000)));
    assert_eq!(
        Vnd::new(205_000).localized(Language::Vietnamese),
        "205.000 đ"
    );
}

#[test]
fn only_plain_digits_are_an_amount() {
    assert_eq!("215000".parse(), Ok(Vnd::new(215_000)));
    assert_eq!("0".parse(), Ok(Vnd::ZERO));
    for text in [
        "", "-1", "+1", " 1", "1.000", "1,0", "1e3", "0x1", "٣", "１", "1đ",
    ] {
        assert_eq!(text.parse::<Vnd>(), Err(MoneyError::NotDigits), "{text}");
    }
    assert_eq!(
        "9223372036854775808".parse::<Vnd>(),
        Err(MoneyError::TooLarge)
    );
}

#[test]
fn an_amount_is_read_as_people_type_it_or_not_at_all() {
    for (typed, dong) in [
        ("200000", 200_000),
        ("200.000", 200_000),
        ("200,000", 200_000),
        ("200 000", 200_000),
        ("200\u{a0}000", 200_000),
        ("200\u{202f}000", 200_000),
        ("200.000 đ", 200_000),
        ("200.000đ", 200_000),
        ("200.000 ₫", 200_000),
        ("200.000 VND", 200_000),
        ("200.000 vnđ", 200_000),
        ("200000 đồng", 200_000),
        ("200000.00", 200_000),
        ("200000,00", 200_000),
        ("200.000,00", 200_000),
        ("200,000.00", 200_000),
        ("\u{202d}200.000\u{202c}", 200_000),
        ("２００．０００", 200_000),
        ("200.000.", 200_000),
        ("240.000 VNÐ", 240_000),
        ("240.000 Ð", 240_000),
        ("240.000 đ.", 240_000),
        ("240.000 VNĐ,", 240_000),
        ("VND 240,000", 240_000),
        ("₫240.000", 240_000),
        ("1.435.000", 1_435_000),
        ("1.435.000,00 đ", 1_435_000),
        ("0", 0),
        ("5", 5),
        ("9223372036854775807", i64::MAX),
    ] {
        assert_eq!(Vnd::parse(typed), Ok(Vnd::new(dong)), "{typed:?}");
    }
    for typed in [
        "1000.0",
        "1,5",
        "1.00",
        "100.00",
        "1.5",
        "0.00",
        "20.00",
        "2.0000",
        "1.0000",
        "20.0000",
        "2000.000",
        "1.000,000",
        "1.000.00",
        "1,000,00",
        "1..000",
        ".000",
        "1.000,5",
        "1.000,0",
        "1.000,000.00",
        "-1000",
        "+1000",
        "1e5",
        "0x1",
        "200k",
        "200 nghìn",
        "1,5 triệu",
        "٢٠٠",
        "12 34",
        "20 0000",
        "200-000",
        "2.63301E+11",
        "1/2",
        "0.240",
        "0,500",
        "000.200",
        "00.001",
    ] {
        assert_eq!(
            Vnd::parse(typed),
            Err(TypedAmountError::NotAnAmount),
            "{typed:?}"
        );
    }
    for typed in ["", "  ", "\u{200b}", "đ", "VND"] {
        assert_eq!(Vnd::parse(typed), Err(TypedAmountError::Empty), "{typed:?}");
    }
    assert_eq!(
        Vnd::parse("9.223.372.036.854.775.808"),
        Err(TypedAmountError::TooLarge)
    );
}

#[test]
fn sums_that_do_not_fit_are_refused() {
    let most = Vnd::new(i64::MAX);
    assert_eq!(most.checked_add(Vnd::new(1)), None);
    assert_eq!(Vnd::new(i64::MIN).checked_sub(Vnd::new(1)), None);
    assert_eq!(most.checked_mul(2), None);
    assert_eq!(Vnd::checked_sum([most, Vnd::new(1)]), None);
    assert_eq!(Vnd::checked_sum([]), Some(Vnd::ZERO));
    assert_eq!(
        Vnd::checked_sum([200_000, 15_000].map(Vnd::new)),
        Some(Vnd::new(215_000))
    );
}

#[test]
fn an_amount_is_a_number_in_json() {
    assert_eq!(serde_json::to_string(&Vnd::new(1_000)).unwrap(), "1000");
    assert!(serde_json::from_str::<Vnd>("1000.5").is_err());
    assert!(serde_json::from_str::<Vnd>("\"1000\"").is_err());
}

proptest! {
    #[test]
    fn the_written_amount_without_dots_is_the_amount(dong in 0..=i64::MAX) {
        let written = Vnd::new(dong).to_string();
        let digits = written.strip_suffix(" đ").unwrap().replace('.', "");
        prop_assert_eq!(digits.parse(), Ok(Vnd::new(dong)));
    }
}

use domain::catalogue::{Level, ProcedureCode, ServiceLevel};
use domain::language::{Language, text};
use proptest::prelude::*;
use strum::IntoEnumIterator;

#[test]
fn levels_of_government_have_names() {
    let labels: Vec<_> = Level::iter().map(Level::label).collect();
    let expected = [
        text("Cấp tỉnh", "Province"),
        text("Cấp huyện", "District"),
        text("Cấp xã", "Commune"),
    ];
    assert_eq!(labels, expected);
    for level in Level::iter() {
        let json = format!("\"{level}\"");
        assert_eq!(serde_json::to_string(&level).unwrap(), json);
    }
}

#[test]
fn filing_begins_at_level_3_and_paying_at_level_4() {
    let abilities = ServiceLevel::ALL.map(|l| (l.can_file_online(), l.can_pay_online()));
    assert_eq!(
        abilities,
        [(false, false), (false, false), (true, false), (true, true)]
    );
    for level in ServiceLevel::ALL {
        let label = level.label();
        let number = level.number();
        assert_eq!(label.to(Language::Vietnamese), format!("Mức độ {number}"));
        assert_eq!(label.to(Language::English), format!("Level {number}"));
    }
}

#[test]
fn a_service_level_is_a_number_from_1_to_4() {
    let level: ServiceLevel = serde_json::from_str("4").unwrap();
    assert_eq!(level.number(), 4);
    assert_eq!(serde_json::to_string(&level).unwrap(), "4");
    for json in ["0", "5", "256", "-1", "\"4\"", "3.5"] {
        assert!(
            serde_json::from_str::<ServiceLevel>(json).is_err(),
            "{json}"
        );
    }
}

#[test]
fn procedure_codes_are_national_with_or_without_suffix() {
    for (text, suffix) in [
        ("1.001193", None),
        (" 2.000488 ", None),
        ("1.001193.01", Some("01")),
        ("1.010708.000.00.00.H56", Some("000.00.00.H56")),
        ("1.010708.000.00.00.h56", Some("000.00.00.H56")),
        ("1.010708.H56", Some("H56")),
    ] {
        let code = ProcedureCode::parse(text).unwrap();
        assert_eq!(code.suffix(), suffix, "{text}");
        assert_eq!(code.national().len(), 8);
    }
}

#[test]
fn other_texts_are_no_procedure_codes() {
    for text in [
        "",
        "1",
        "1.00119",
        "1001193",
        "x.001193",
        "1.00119x",
        "1.001193.1",
        "1.001193.001",
        "1.001193-01",
        "1.001193.000.00.H56",
        "١.٠٠١١٩٣",
        "1.00119ế",
        "1.001193.01.02",
    ] {
        assert!(ProcedureCode::parse(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_upsets_the_reader(text in "\\PC*|[0-9.H]{0,24}") {
        if let Ok(code) = ProcedureCode::parse(&text) {
            prop_assert_eq!(ProcedureCode::parse(code.as_str()), Ok(code));
        }
    }
}

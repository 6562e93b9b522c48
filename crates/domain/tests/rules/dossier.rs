use std::collections::BTreeSet;

use domain::dossier::{DossierCode, DossierCodeError as Error, DossierState, RunningNumber};
use domain::language::text;
use proptest::prelude::*;
use strum::IntoEnumIterator;
use time::Date;
use time::macros::date;

use DossierState::{
    Draft, Finished, NotReceived, PaymentRequested, Processing, Received, Returned, Sent, Stopped,
    SupplementRequested, Withdrawn,
};

#[test]
fn the_code_of_the_guide_is_understood() {
    let code = DossierCode::parse("000.20.31.H53-200610-0007").unwrap();
    assert_eq!(code.organisation(), "000.20.31.H53");
    assert_eq!(code.date(), date!(2020 - 06 - 10));
    assert_eq!(code.sequence(), 7);
    let made = DossierCode::new("000.20.31.H53", date!(2020 - 06 - 10), 7);
    assert_eq!(made, Ok(code));
}

#[test]
fn every_code_of_the_pilot_is_understood() {
    let pilot = include_str!("../data/binh-dinh-pilot-2020.csv");
    let codes = pilot
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').nth(1));
    let understood = codes
        .filter(|code| DossierCode::parse(code).is_ok_and(|read| read.as_str() == *code))
        .count();
    assert_eq!(understood, 39);
}

#[test]
fn both_ways_of_writing_the_organisation_are_understood() {
    for (text, organisation) in [
        ("H53.31.20-250610-0007", "H53.31.20"),
        ("H53-250610-000007", "H53"),
        ("H55.242-250610-12345", "H55.242"),
        (" h53.31.20-250610-0007 ", "H53.31.20"),
    ] {
        let code = DossierCode::parse(text).unwrap();
        assert_eq!(code.organisation(), organisation, "{text}");
    }
}

#[test]
fn other_codes_say_what_is_wrong() {
    for (text, error) in [
        (" ", Error::Empty),
        ("363815", Error::Malformed),
        ("000.20.31.H53-200610", Error::Malformed),
        ("000.20.31.H53-200610-0007-1", Error::Malformed),
        ("00.20.31.H53-200610-0007", Error::BadOrganisation),
        ("000.20.31.53-200610-0007", Error::BadOrganisation),
        ("000.20.31.H5-200610-0007", Error::BadOrganisation),
        ("H53.1.2.3.4-200610-0007", Error::BadOrganisation),
        ("Đ53-200610-0007", Error::BadOrganisation),
        ("-200610-0007", Error::BadOrganisation),
        ("000.20.31.H53-200631-0007", Error::BadDate),
        ("000.20.31.H53-201310-0007", Error::BadDate),
        ("000.20.31.H53-2006100-007", Error::BadDate),
        ("000.20.31.H53-200610-007", Error::BadSequence),
        ("000.20.31.H53-200610-0000", Error::BadSequence),
        ("000.20.31.H53-200610-0000007", Error::BadSequence),
    ] {
        assert_eq!(DossierCode::parse(text), Err(error), "{text}");
    }
    let day = date!(2020 - 06 - 10);
    assert_eq!(
        DossierCode::new("Bến Cầu", day, 1),
        Err(Error::BadOrganisation)
    );
    assert_eq!(
        DossierCode::new("H53", date!(1999 - 12 - 31), 1),
        Err(Error::BadDate)
    );
    assert_eq!(DossierCode::new("H53", day, 0), Err(Error::BadSequence));
    assert_eq!(
        DossierCode::new("H53", day, 1_000_000),
        Err(Error::BadSequence)
    );
}

#[test]
fn running_numbers_are_digits() {
    let number: RunningNumber = " 363815 ".parse().unwrap();
    assert_eq!(number.as_i64(), 363_815);
    assert_eq!(number.to_string(), "363815");
    assert_eq!(serde_json::to_string(&number).unwrap(), "363815");
    for text in ["", "-1", "+1", "99999999999999999999"] {
        assert!(text.parse::<RunningNumber>().is_err(), "{text}");
    }
}

#[test]
fn states_carry_the_national_numbers() {
    let numbers: Vec<_> = DossierState::iter().map(|state| state as i16).collect();
    assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for state in DossierState::iter() {
        assert_eq!(DossierState::from_repr(state as i16), Some(state));
    }
    assert!(DossierState::from_repr(11).is_none());
    assert_eq!(Sent.label(), text("Đã gửi, chờ tiếp nhận", "Submitted"));
    assert_eq!(
        serde_json::to_string(&SupplementRequested).unwrap(),
        "\"supplement_requested\""
    );
}

#[test]
fn a_dossier_walks_the_whole_way() {
    let way = [
        Draft,
        Sent,
        SupplementRequested,
        Sent,
        Received,
        Processing,
        PaymentRequested,
        Processing,
        SupplementRequested,
        Processing,
        Finished,
        Returned,
    ];
    for step in way.windows(2) {
        assert!(step[0].can_become(step[1]), "{step:?}");
    }
}

#[test]
fn what_is_over_stays_over() {
    for over in [NotReceived, Withdrawn, Stopped, Returned] {
        assert!(over.is_final());
        assert!(DossierState::iter().all(|next| !over.can_become(next)));
    }
    assert!(
        !Finished.can_become(Withdrawn),
        "finished work cannot be withdrawn"
    );
    assert!(!Draft.can_become(Received), "nothing is received unsent");
    assert!(
        !Received.can_become(NotReceived),
        "what was received is stopped instead"
    );
}

#[test]
fn every_state_is_reached_and_every_open_one_can_end() {
    let reached: BTreeSet<_> = DossierState::iter()
        .flat_map(DossierState::successors)
        .copied()
        .chain([Draft])
        .collect();
    assert_eq!(reached.len(), DossierState::iter().len());
    for open in DossierState::iter().filter(|s| !s.is_final()) {
        let mut ahead = BTreeSet::from([open]);
        for _ in DossierState::iter() {
            let next: Vec<_> = ahead.iter().flat_map(|s| s.successors()).copied().collect();
            ahead.extend(next);
        }
        assert!(ahead.iter().any(|state| state.is_final()), "{open:?}");
    }
}

proptest! {
    #[test]
    fn a_made_code_says_what_it_was_made_of(
        day in 0_i32..36_524,
        sequence in 1_u32..=999_999,
        organisation in "[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(\\.[0-9]{1,3}){0,3}",
    ) {
        let day = Date::from_julian_day(date!(2000-01-01).to_julian_day() + day).unwrap();
        let code = DossierCode::new(&organisation, day, sequence).unwrap();
        prop_assert_eq!(code.organisation(), &organisation);
        prop_assert_eq!((code.date(), code.sequence()), (day, sequence));
        prop_assert_eq!(DossierCode::parse(code.as_str()), Ok(code));
    }

    #[test]
    fn no_text_upsets_the_reader(text in "\\PC*|[0-9.H-]{0,30}") {
        if let Ok(code) = DossierCode::parse(&text) {
            prop_assert!(code.sequence() > 0);
            prop_assert!(code.date().year() >= 2000);
        }
    }
}

use domain::fees::{FeeError, FeeInput, FeeKind, FeeLine, FeeRule, MAX_COPIES, Totals, compute};
use domain::money::Vnd;
use proptest::prelude::*;
use time::Date;
use time::macros::date;

const PILOT: Date = date!(2020 - 06 - 10);

fn criminal_record() -> FeeRule {
    FeeRule {
        procedure: "2.000488".parse().expect("a national code"),
        code: "LLTP".into(),
        name: "Phí cung cấp thông tin lý lịch tư pháp".into(),
        name_en: Some("Fee for criminal record information".into()),
        kind: FeeKind::Fee,
        valid_from: date!(2017 - 01 - 01),
        valid_to: None,
        amount: Vnd::new(200_000),
        reduced_amount: Some(Vnd::new(100_000)),
        included_copies: Some(2),
        extra_copy_amount: Some(Vnd::new(5_000)),
        legal_basis: "Thông tư 244/2016/TT-BTC".into(),
    }
}

fn birth_registration() -> FeeRule {
    FeeRule {
        code: "HT".into(),
        name: "Lệ phí hộ tịch".into(),
        name_en: None,
        kind: FeeKind::Charge,
        amount: Vnd::new(1_000),
        reduced_amount: None,
        included_copies: None,
        extra_copy_amount: None,
        ..criminal_record()
    }
}

fn total(rules: &[FeeRule], reduced: bool, copies: u32) -> Result<i64, FeeError> {
    let lines = compute(rules, PILOT, &FeeInput { reduced, copies })?;
    Ok(Totals::of(&lines)?.total.as_i64())
}

#[test]
fn the_criminal_record_costs_what_the_circular_says() {
    let rules = [criminal_record()];
    for (reduced, copies, dong) in [
        (false, 1, 200_000),
        (false, 2, 200_000),
        (false, 3, 205_000),
        (false, 4, 210_000),
        (false, 5, 215_000),
        (true, 1, 100_000),
        (true, 2, 100_000),
        (true, 3, 105_000),
        (false, 20, 290_000),
    ] {
        assert_eq!(total(&rules, reduced, copies), Ok(dong), "{copies} copies");
    }
}

#[test]
fn all_39_amounts_of_the_pilot_follow_from_the_rule() {
    let rules = [criminal_record()];
    let mut rows = 0;
    for row in include_str!("../data/binh-dinh-pilot-2020.csv")
        .lines()
        .skip(1)
    {
        let amount: i64 = row.split(',').nth(4).unwrap().parse().unwrap();
        // The amount names its input: reduced below the full amount, then copies by 5 000 each.
        let reduced = amount < 200_000;
        let base = if reduced { 100_000 } else { 200_000 };
        let copies = 2 + u32::try_from((amount - base) / 5_000).unwrap();
        assert_eq!(total(&rules, reduced, copies), Ok(amount), "{row}");
        rows += 1;
    }
    assert_eq!(rows, 39);
}

#[test]
fn further_copies_are_a_line_of_their_own() {
    let input = FeeInput {
        reduced: false,
        copies: 5,
    };
    let lines = compute(&[criminal_record()], PILOT, &input).unwrap();
    let shape = |line: &FeeLine| {
        (
            line.quantity,
            line.unit_amount.as_i64(),
            line.amount.as_i64(),
        )
    };
    let shapes: Vec<_> = lines.iter().map(shape).collect();
    assert_eq!(shapes, [(1, 200_000, 200_000), (3, 5_000, 15_000)]);
    assert_eq!(
        lines[1].name,
        "Phí cung cấp thông tin lý lịch tư pháp (bản cấp thêm)"
    );
    assert_eq!(
        lines[1].name_en.as_deref(),
        Some("Fee for criminal record information (extra copies)")
    );
}

#[test]
fn phi_and_le_phi_are_summed_apart() {
    let lines = compute(
        &[criminal_record(), birth_registration()],
        PILOT,
        &FeeInput::default(),
    )
    .unwrap();
    assert_eq!(
        Totals::of(&lines),
        Ok(Totals {
            fees: Vnd::new(200_000),
            charges: Vnd::new(1_000),
            total: Vnd::new(201_000),
        })
    );
}

#[test]
fn the_rule_of_the_day_counts_on_its_first_and_last_day() {
    let old = FeeRule {
        valid_to: Some(date!(2020 - 06 - 30)),
        ..criminal_record()
    };
    let new = FeeRule {
        valid_from: date!(2020 - 07 - 01),
        amount: Vnd::new(150_000),
        ..criminal_record()
    };
    let on = |day| {
        let lines = compute(&[old.clone(), new.clone()], day, &FeeInput::default())?;
        Ok(lines[0].amount.as_i64())
    };
    assert_eq!(on(date!(2016 - 12 - 31)), Err(FeeError::NoRuleInForce));
    assert_eq!(on(date!(2017 - 01 - 01)), Ok(200_000));
    assert_eq!(on(date!(2020 - 06 - 30)), Ok(200_000));
    assert_eq!(on(date!(2020 - 07 - 01)), Ok(150_000));
}

#[test]
fn a_day_that_rules_leave_out_is_not_free() {
    let (first, last) = (date!(2026 - 12 - 31), date!(2027 - 03 - 01));
    let old = FeeRule {
        valid_to: Some(first),
        ..criminal_record()
    };
    let new = FeeRule {
        valid_from: last,
        ..criminal_record()
    };
    let (alone, beside) = (
        vec![old.clone(), new.clone()],
        vec![old.clone(), new, birth_registration()],
    );
    // A fee that ended is not asked for beside one that goes on: that may have been decided.
    let ended = vec![old, birth_registration()];
    let gap = || {
        Err(FeeError::Gap {
            code: "LLTP".into(),
        })
    };
    for (rules, on, expected) in [
        (&alone, first, Ok(1)),
        (&alone, date!(2027 - 01 - 01), Err(FeeError::NoRuleInForce)),
        (&alone, date!(2027 - 02 - 28), Err(FeeError::NoRuleInForce)),
        (&alone, last, Ok(1)),
        (&beside, first, Ok(2)),
        (&beside, date!(2027 - 01 - 01), gap()),
        (&beside, date!(2027 - 02 - 28), gap()),
        (&beside, last, Ok(2)),
        (&ended, date!(2027 - 01 - 01), Ok(1)),
    ] {
        let lines = compute(rules, on, &FeeInput::default());
        assert_eq!(lines.map(|lines| lines.len()), expected, "{on}");
    }
}

#[test]
fn impossible_numbers_of_copies_are_refused() {
    for copies in [0, MAX_COPIES + 1, u32::MAX] {
        let refused = total(&[criminal_record()], false, copies);
        assert_eq!(refused, Err(FeeError::CopiesOutOfRange), "{copies}");
    }
}

#[test]
fn contradictory_tables_are_refused() {
    let overlap = Err(FeeError::OverlappingRules {
        code: "LLTP".into(),
    });
    assert_eq!(
        total(&[criminal_record(), criminal_record()], false, 1),
        overlap
    );
    let touching = FeeRule {
        valid_to: Some(date!(2017 - 01 - 01)),
        ..criminal_record()
    };
    assert_eq!(total(&[touching, criminal_record()], false, 1), overlap);
    let other = FeeRule {
        procedure: "1.001193".parse().unwrap(),
        ..birth_registration()
    };
    assert_eq!(
        total(&[criminal_record(), other], false, 1),
        Err(FeeError::MixedProcedures)
    );
    assert_eq!(total(&[], false, 1), Err(FeeError::NoRuleInForce));
}

#[test]
fn rules_that_contradict_themselves_are_refused() {
    let rule = criminal_record;
    for wrong in [
        FeeRule {
            amount: Vnd::new(-1),
            reduced_amount: None,
            ..rule()
        },
        FeeRule {
            reduced_amount: Some(Vnd::new(200_001)),
            ..rule()
        },
        FeeRule {
            reduced_amount: Some(Vnd::new(-1)),
            ..rule()
        },
        FeeRule {
            extra_copy_amount: None,
            ..rule()
        },
        FeeRule {
            included_copies: None,
            ..rule()
        },
        FeeRule {
            valid_to: Some(date!(2016 - 12 - 31)),
            ..rule()
        },
    ] {
        let refused = Err(FeeError::InvalidRule {
            code: "LLTP".into(),
        });
        assert_eq!(
            total(std::slice::from_ref(&wrong), false, 1),
            refused,
            "{wrong:?}"
        );
    }
}

#[test]
fn amounts_beyond_64_bits_are_refused() {
    let most = FeeRule {
        amount: Vnd::new(i64::MAX),
        ..criminal_record()
    };
    assert_eq!(
        total(&[most, birth_registration()], false, 1),
        Err(FeeError::Overflow)
    );
    let dear = FeeRule {
        extra_copy_amount: Some(Vnd::new(i64::MAX)),
        ..criminal_record()
    };
    assert_eq!(total(&[dear], false, 5), Err(FeeError::Overflow));
}

#[test]
fn a_rule_is_read_from_json_with_iso_dates() {
    let json = r#"{"procedure":"2.000488","code":"LLTP","name":"Phí","kind":"fee",
        "valid_from":"2017-01-01","valid_to":null,"amount":200000,"reduced_amount":100000,
        "included_copies":2,"extra_copy_amount":5000,"legal_basis":"Thông tư 244/2016/TT-BTC"}"#;
    let rule: FeeRule = serde_json::from_str(json).unwrap();
    let expected = FeeRule {
        name: "Phí".into(),
        name_en: None,
        ..criminal_record()
    };
    assert_eq!(rule, expected);
    let written = serde_json::to_string(&rule).unwrap();
    assert_eq!(serde_json::from_str::<FeeRule>(&written).unwrap(), rule);
}

prop_compose! {
    fn rules()(
        amount in 0_i64..=1_000_000_000,
        reduction in 0_i64..=100,
        included in 0_u32..=MAX_COPIES,
        extra in 0_i64..=1_000_000,
        charge in 0_i64..=1_000_000,
    ) -> [FeeRule; 2] {
        [
            FeeRule {
                amount: Vnd::new(amount),
                reduced_amount: Some(Vnd::new(amount * reduction / 100)),
                included_copies: Some(included),
                extra_copy_amount: Some(Vnd::new(extra)),
                ..criminal_record()
            },
            FeeRule { amount: Vnd::new(charge), ..birth_registration() },
        ]
    }
}

proptest! {
    #[test]
    fn one_more_copy_never_costs_less(rules in rules(), reduced: bool, copies in 1..MAX_COPIES) {
        prop_assert!(total(&rules, reduced, copies + 1)? >= total(&rules, reduced, copies)?);
    }

    #[test]
    fn the_reduced_never_pay_more(rules in rules(), copies in 1..=MAX_COPIES) {
        prop_assert!(total(&rules, true, copies)? <= total(&rules, false, copies)?);
    }

    #[test]
    fn the_lines_add_up(rules in rules(), reduced: bool, copies in 1..=MAX_COPIES) {
        let lines = compute(&rules, PILOT, &FeeInput { reduced, copies })?;
        let totals = Totals::of(&lines)?;
        let sum: i64 = lines.iter().map(|line| line.amount.as_i64()).sum();
        prop_assert_eq!(totals.total.as_i64(), sum);
        prop_assert_eq!(totals.fees.checked_add(totals.charges), Some(totals.total));
        for line in lines {
            let product = line.unit_amount.checked_mul(line.quantity.into());
            prop_assert_eq!(Some(line.amount), product);
        }
    }
}

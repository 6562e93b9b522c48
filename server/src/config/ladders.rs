//! When providers are asked: how far apart the questions are, and how fast the time runs by which they are.

use super::Environment;
use domain::payment::Ladder;
use std::collections::BTreeMap;

/// Providers that can be asked, with the variable that stretches the waits between the questions.
const LADDERS: [(&str, &str); 7] = [
    ("national-platform", "NATIONAL_PLATFORM_LADDER_PERCENT"),
    ("vnpt-pay", "VNPT_PAY_LADDER_PERCENT"),
    ("ngan-luong", "NGAN_LUONG_LADDER_PERCENT"),
    ("momo", "MOMO_LADDER_PERCENT"),
    ("vnpay", "VNPAY_LADDER_PERCENT"),
    ("zalopay", "ZALOPAY_LADDER_PERCENT"),
    ("vietqr", "VIETQR_LADDER_PERCENT"),
];

pub(super) fn read(environment: &Environment) -> BTreeMap<&'static str, Ladder> {
    let percent = LADDERS.map(|(provider, name)| {
        let set = environment.number(name, 20..=600)?;
        Some((provider, Ladder::of_percent(set)?))
    });
    percent.into_iter().flatten().collect()
}

pub(super) fn pace(environment: &Environment) -> u32 {
    let pace = environment.number("LADDER_PACE", 1..=100_000);
    if environment.is_production() && environment.is_set("LADDER_PACE") {
        environment.refuse("LADDER_PACE", "must not be set in production");
    }
    pace.unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::{pace, read};
    use crate::config::Environment;
    use domain::payment::Ladder;

    fn with(variables: &[(&str, &str)]) -> Environment {
        variables.iter().copied().collect()
    }

    #[test]
    fn a_provider_is_asked_as_its_variable_says_and_the_others_as_usual() {
        let ladders = read(&with(&[("MOMO_LADDER_PERCENT", "200")]));
        assert_eq!(ladders.get("momo"), Ladder::of_percent(200).as_ref());
        assert_eq!(ladders.len(), 1);
        for wrong in ["0", "19", "601", "-100", "+100", "often", "1e2", " 100"] {
            let environment = with(&[("MOMO_LADDER_PERCENT", wrong)]);
            assert!(read(&environment).is_empty());
            assert_eq!(environment.into_refusals().len(), 1, "{wrong}");
        }
    }

    #[test]
    fn time_runs_faster_only_where_no_citizen_pays() {
        for (variables, expected, refusals) in [
            (&[("PRODUCTION", "1")][..], 1, 0),
            (&[("LADDER_PACE", "20000")], 20_000, 0),
            (&[("LADDER_PACE", "0")], 1, 1),
            (&[("LADDER_PACE", "2"), ("PRODUCTION", "1")], 2, 1),
        ] {
            let environment = with(variables);
            assert_eq!(pace(&environment), expected);
            assert_eq!(environment.into_refusals().len(), refusals, "{variables:?}");
        }
    }
}

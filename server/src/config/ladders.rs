//! When providers are asked: how far apart the questions are, and how fast the time runs by which they are.

use super::ConfigError;
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

pub(super) fn read(
    get: impl Fn(&'static str) -> Option<String>,
) -> Result<BTreeMap<&'static str, Ladder>, ConfigError> {
    let mut ladders = BTreeMap::new();
    for (provider, name) in LADDERS {
        let Some(set) = get(name) else { continue };
        let ladder = set.parse().ok().and_then(Ladder::of_percent);
        let why = "is a whole number of percent from 20 to 600";
        ladders.insert(
            provider,
            ladder.ok_or(ConfigError {
                name,
                why: why.into(),
            })?,
        );
    }
    Ok(ladders)
}

pub(super) fn pace(set: Option<String>, production: bool) -> Result<u32, ConfigError> {
    let pace = match set {
        None => Some(1),
        Some(_) if production => None,
        Some(pace) => pace
            .parse()
            .ok()
            .filter(|pace| (1..=100_000).contains(pace)),
    };
    pace.ok_or(ConfigError {
        name: "LADDER_PACE",
        why: "is a whole number from 1 to 100000, and must not be set in production".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::{pace, read};
    use domain::payment::Ladder;

    #[test]
    fn a_provider_is_asked_as_its_variable_says_and_the_others_as_usual() {
        let set = |value: &'static str| {
            move |name| (name == "MOMO_LADDER_PERCENT").then(|| value.to_owned())
        };
        let ladders = read(set("200")).unwrap();
        assert_eq!(ladders.get("momo"), Ladder::of_percent(200).as_ref());
        assert_eq!(ladders.len(), 1);
        for wrong in ["0", "19", "601", "-100", "often", ""] {
            assert!(read(set(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn time_runs_faster_only_where_no_citizen_pays() {
        assert_eq!(pace(None, true).unwrap(), 1);
        assert_eq!(pace(Some("20000".into()), false).unwrap(), 20_000);
        assert!(pace(Some("2".into()), true).is_err());
        assert!(pace(Some("0".into()), false).is_err());
    }
}

//! Settings of payment providers, as their descriptors name them. In production one that is not configured is not offered;
//! outside it the sandbox plays them all.

use super::{Environment, section::Source};
use domain::payment::PollSchedule;
use providers::{ALL, Settings};
use std::collections::BTreeMap;

pub(super) fn read(source: &Source<'_>) -> Vec<Settings> {
    let all = ALL.into_iter().filter_map(|provider| {
        let values = source.values(provider.settings, provider.is_required)?;
        Some(Settings::new(provider, values))
    });
    all.collect()
}

/// When providers are asked, by their codes, where not as usual: their variable stretches the waits between the questions.
pub(super) fn poll_schedules(environment: &Environment) -> BTreeMap<&'static str, PollSchedule> {
    let percent = ALL.into_iter().filter_map(|provider| {
        let set = environment.number(provider.poll_percent?, 20..=600)?;
        Some((provider.code, PollSchedule::of_percent(set)?))
    });
    percent.collect()
}

/// How many times as fast as the clock the time runs by which providers are asked.
pub(super) fn time_scale(environment: &Environment) -> u32 {
    let scale = environment.number("POLL_TIME_SCALE", 1..=100_000);
    if environment.is_production() && environment.is_set("POLL_TIME_SCALE") {
        environment.refuse("POLL_TIME_SCALE", "must not be set in production");
    }
    scale.unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::{poll_schedules, time_scale};
    use crate::config::Environment;
    use domain::payment::PollSchedule;

    fn with(variables: &[(&str, &str)]) -> Environment {
        variables.iter().copied().collect()
    }

    #[test]
    fn a_provider_is_asked_as_its_variable_says_and_the_others_as_usual() {
        let schedules = poll_schedules(&with(&[("MOMO_POLL_PERCENT", "200")]));
        assert_eq!(
            schedules.get("momo"),
            PollSchedule::of_percent(200).as_ref()
        );
        assert_eq!(schedules.len(), 1);
        for wrong in ["0", "19", "601", "-100", "+100", "often", "1e2", " 100"] {
            let environment = with(&[("MOMO_POLL_PERCENT", wrong)]);
            assert!(poll_schedules(&environment).is_empty());
            assert_eq!(environment.into_refusals().len(), 1, "{wrong}");
        }
    }

    #[test]
    fn time_runs_faster_only_where_no_citizen_pays() {
        for (variables, expected, refusals) in [
            (&[("PRODUCTION", "1")][..], 1, 0),
            (&[("POLL_TIME_SCALE", "20000")], 20_000, 0),
            (&[("POLL_TIME_SCALE", "0")], 1, 1),
            (&[("POLL_TIME_SCALE", "2"), ("PRODUCTION", "1")], 2, 1),
        ] {
            let environment = with(variables);
            assert_eq!(time_scale(&environment), expected);
            assert_eq!(environment.into_refusals().len(), refusals, "{variables:?}");
        }
    }
}

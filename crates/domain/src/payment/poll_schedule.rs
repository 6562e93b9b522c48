//! When to ask a provider again what became of a payment or a refund.

use time::Duration;

const FIRST_QUESTION: Duration = Duration::minutes(1);
const LAST_QUESTION: Duration = Duration::days(3);

/// How long after each age to ask the provider again.
const STEPS: [(Duration, Duration); 4] = [
    (Duration::hours(1), Duration::minutes(5)),
    (Duration::hours(6), Duration::minutes(15)),
    (Duration::days(1), Duration::minutes(30)),
    (LAST_QUESTION, Duration::days(1)),
];

/// How often a provider is asked: at 1 minute, then every 5 minutes up to 1 hour, every 15 up to 6 hours, every 30 up to 1 day,
/// then daily to day 3. A provider that allows fewer questions, or answers gladly, has the waits between them stretched or
/// shortened; the first and the last question stay where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollSchedule {
    percent: u16,
}

impl Default for PollSchedule {
    fn default() -> Self {
        Self { percent: 100 }
    }
}

impl PollSchedule {
    /// A schedule with waits of so many percent of the usual ones, from 20 to 600: at most every 30 minutes within the hour.
    #[must_use]
    pub fn of_percent(percent: u16) -> Option<Self> {
        (20..=600).contains(&percent).then_some(Self { percent })
    }

    /// How long to wait from now before the provider is asked (again) about what has no answer. `None` means that a person
    /// must look: it is never answered by giving up.
    ///
    /// `since_created` is the age of the attempt or refund, `tries` how many times the provider was asked. What was never
    /// asked about is asked about at once, however old it is, so that a long outage of ours cannot expire it unasked.
    #[must_use]
    pub fn wait(self, since_created: Duration, tries: u32) -> Option<Duration> {
        let age = since_created.max(Duration::ZERO);
        if tries == 0 {
            return Some((FIRST_QUESTION - age).max(Duration::ZERO));
        }
        let (_, step) = STEPS.into_iter().find(|(until, _)| age < *until)?;
        let stretched: Duration = step * u32::from(self.percent) / 100;
        // The last question is asked on day 3 itself, not up to a day before it.
        Some(stretched.min(LAST_QUESTION - age))
    }
}

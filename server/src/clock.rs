//! Time is passed in, so that tests can stand still.

use domain::calendar::VIETNAM;
use std::sync::{Arc, Mutex, PoisonError};
use time::{Duration, OffsetDateTime, Time};

#[derive(Clone, Debug, Default)]
pub enum Clock {
    #[default]
    System,
    Set(Arc<Mutex<OffsetDateTime>>),
}

impl Clock {
    /// A clock that stands still until it is set.
    #[must_use]
    pub fn standing_at(instant: OffsetDateTime) -> Self {
        Self::Set(Arc::new(Mutex::new(instant)))
    }

    /// Now, to the microsecond, which is what Postgres keeps.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        let now = match self {
            Self::System => OffsetDateTime::now_utc(),
            Self::Set(instant) => *instant.lock().unwrap_or_else(PoisonError::into_inner),
        };
        now.replace_microsecond(now.microsecond()).unwrap_or(now)
    }

    /// Moves a set clock on; the machine's clock moves by itself.
    pub fn advance(&self, by: Duration) {
        if let Self::Set(instant) = self {
            *instant.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}

/// So many hours after the next midnight in Vietnam.
#[must_use]
pub fn next_night(now: OffsetDateTime, hours: i64) -> OffsetDateTime {
    now.to_offset(VIETNAM).replace_time(Time::MIDNIGHT) + Duration::days(1) + Duration::hours(hours)
}

/// How fast the time runs by which providers are polled, for the replay: a scale of 60 asks after a second instead of a minute.
/// Everything else keeps to the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeScale(pub u32);

impl TimeScale {
    /// How old something is, as the poll schedule sees it.
    #[must_use]
    pub fn age(self, since: OffsetDateTime, now: OffsetDateTime) -> Duration {
        (now - since) * self.0
    }

    /// How long a wait of the poll schedule takes by the clock.
    #[must_use]
    pub fn wait(self, wait: Duration) -> Duration {
        wait / self.0
    }
}

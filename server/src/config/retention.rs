//! `RETENTION_*_DAYS`: how long what was written down is kept.

use super::Environment;
use time::Duration;

/// A hundred years.
const LONGEST: u16 = 36_500;
/// Of the audit log, the shortest as well: logs are kept for twelve months (Decree 333/2026), and the database removes nothing
/// younger either.
const AUDIT_LOG: u16 = 365;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// `RETENTION_CALLBACKS_DAYS`: messages of providers as they came, and counts of what was left out. Default: twelve
    /// months, as logs are to be kept (Decree 333/2026).
    pub callbacks: Duration,
    /// `RETENTION_RAW_BODIES_DAYS`: what providers sent, beside the events of payments. Default: ten years, as accounting
    /// documents on which bookings rest (Law on Accounting 88/2015, Decree 174/2016: unconfirmed). The events stay.
    pub raw_bodies: Duration,
    /// `RETENTION_MESSAGES_DAYS`: texts, calls and e-mails that cannot be delivered. Those that are delivered are forgotten
    /// at once.
    pub messages: Duration,
}

impl Retention {
    pub(super) fn read(environment: &Environment) -> Self {
        // The shortest times of callbacks and raw bodies are also the database's (migration 0020).
        let days = |name, default, shortest| {
            Duration::days(i64::from(read(environment, name, default, shortest)))
        };
        Self {
            callbacks: days("RETENTION_CALLBACKS_DAYS", 366, 30),
            raw_bodies: days("RETENTION_RAW_BODIES_DAYS", 3653, 366),
            messages: days("RETENTION_MESSAGES_DAYS", 7, 1),
        }
    }
}

/// Reads `RETENTION_AUDIT_DAYS`, for [`super::audit::Audit`]: the audit log loses whole days only.
pub(super) fn audit_days(environment: &Environment) -> u32 {
    read(environment, "RETENTION_AUDIT_DAYS", AUDIT_LOG, AUDIT_LOG).into()
}

fn read(environment: &Environment, name: &'static str, default: u16, shortest: u16) -> u16 {
    environment
        .number(name, shortest..=LONGEST)
        .unwrap_or(default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_settings_the_law_s_times_hold() {
        let nothing_set = Environment::from_iter::<[(&str, &str); 0]>([]);
        let kept = Retention::read(&nothing_set);
        let days = [kept.callbacks, kept.raw_bodies, kept.messages].map(Duration::whole_days);
        assert_eq!(days, [366, 3653, 7]);
        assert_eq!(audit_days(&nothing_set), 365);
    }
}

//! How much an account may upload, in MB of 1,048,576 bytes.

use super::Environment;
use std::ops::RangeInclusive;

/// From one document of the largest size to a terabyte.
const ALLOWED: RangeInclusive<u32> = 10..=1_048_576;

/// What one account may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// At once: drafts, what waits for one, and what was sent within a year.
    pub held_mb: u32,
    pub day_mb: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Storage {
    /// `STORAGE_PER_ACCOUNT_MB`, `UPLOADS_PER_DAY_MB`: a citizen.
    pub citizen: Quota,
    /// `STORAGE_PER_ORGANISATION_MB`, `UPLOADS_PER_DAY_ORGANISATION_MB`: an enterprise or an agency, which files for many.
    pub organisation: Quota,
}

impl Storage {
    pub(super) fn read(environment: &Environment) -> Self {
        let mb = |name, default| environment.number(name, ALLOWED).unwrap_or(default);
        Self {
            citizen: Quota {
                held_mb: mb("STORAGE_PER_ACCOUNT_MB", 500),
                day_mb: mb("UPLOADS_PER_DAY_MB", 200),
            },
            organisation: Quota {
                held_mb: mb("STORAGE_PER_ORGANISATION_MB", 5000),
                day_mb: mb("UPLOADS_PER_DAY_ORGANISATION_MB", 1000),
            },
        }
    }
}

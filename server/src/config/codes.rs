//! How many one-time codes the province sends in an hour, by who asks for them.

use super::Environment;

/// Budgets that cannot be spent in each other's place: strangers never use up what sign-ins need.
#[derive(Clone, Copy, Debug)]
pub struct CodesPerHour {
    /// `SIGN_IN_CODES_PER_HOUR`: whoever gave the right password, is signed in, or uses a browser known to the account.
    pub sign_in: u32,
    /// `REGISTRATION_CODES_PER_HOUR`: whoever registers, with the notices to owners of accounts whose number somebody typed.
    pub registration: u32,
    /// `RECOVERY_CODES_PER_HOUR`: forgotten passwords and lost telephones, asked for in a browser that the account does not know.
    pub recovery: u32,
}

impl CodesPerHour {
    pub(super) fn read(environment: &Environment) -> Self {
        let read = |name, usual| environment.number(name, 1..=u32::MAX).unwrap_or(usual);
        Self {
            sign_in: read("SIGN_IN_CODES_PER_HOUR", 2000),
            registration: read("REGISTRATION_CODES_PER_HOUR", 2000),
            recovery: read("RECOVERY_CODES_PER_HOUR", 500),
        }
    }
}

//! The audit log: the key that it is sealed with, and how long it is kept.

use super::{Environment, retention};

/// Shortest key, in bytes: as long as what it makes.
const SHORTEST_KEY: usize = 32;
const DEMONSTRATION_KEY: &str = "demonstration-key-of-the-audit-log";

/// `AUDIT_KEY`, `AUDIT_PREVIOUS_KEYS`, `RETENTION_AUDIT_DAYS`.
#[derive(Clone)]
pub struct Audit {
    /// What entries are sealed with and heads of days are signed with.
    pub key: String,
    /// What older ones were sealed with, separated by blanks.
    pub previous_keys: Vec<String>,
    /// For how many whole days entries are kept.
    pub retention_days: u32,
}

impl Audit {
    pub(super) fn read(environment: &Environment) -> Self {
        let allowed = format!("at least {SHORTEST_KEY} characters without blanks");
        let key = environment.text("AUDIT_KEY").filter(|key| {
            let is_key = is_key(key) && !(environment.is_production() && key == DEMONSTRATION_KEY);
            if !is_key {
                environment.refuse(
                    "AUDIT_KEY",
                    format!("must be {allowed}, and no published key"),
                );
            }
            is_key
        });
        let in_demonstration =
            || (!environment.is_production()).then(|| DEMONSTRATION_KEY.to_owned());
        let previous_keys = environment.text("AUDIT_PREVIOUS_KEYS").unwrap_or_default();
        if !previous_keys.split_whitespace().all(is_key) {
            let why = format!("must be keys of {allowed}, separated by blanks");
            environment.refuse("AUDIT_PREVIOUS_KEYS", why);
        }
        Self {
            key: environment.needed("AUDIT_KEY", key.or_else(in_demonstration)),
            previous_keys: previous_keys
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            retention_days: retention::audit_days(environment),
        }
    }
}

fn is_key(key: &str) -> bool {
    key.len() >= SHORTEST_KEY && !key.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "a-key-of-more-than-thirty-two-bytes";

    #[test]
    fn production_has_a_key_of_its_own_that_is_long_enough() {
        for (production, set, works) in [
            ("0", &[][..], true),
            ("1", &[], false),
            ("1", &[("AUDIT_KEY", KEY)], true),
            ("1", &[("AUDIT_KEY", DEMONSTRATION_KEY)], false),
            (
                "1",
                &[("AUDIT_KEY", "a-key-of-thirty-one-bytes-000000")],
                true,
            ),
            (
                "1",
                &[("AUDIT_KEY", "a-key-of-thirty-one-bytes-00000")],
                false,
            ),
            ("0", &[("AUDIT_KEY", "short")], false),
            (
                "0",
                &[("AUDIT_KEY", "with blanks with blanks with blanks")],
                false,
            ),
            ("0", &[("AUDIT_PREVIOUS_KEYS", "short")], false),
        ] {
            let environment: Environment = [("PRODUCTION", production)]
                .into_iter()
                .chain(set.iter().copied())
                .collect();
            environment.read_production();
            Audit::read(&environment);
            let refusals = environment.into_refusals();
            assert_eq!(refusals.is_empty(), works, "{set:?}: {refusals:?}");
        }
        let twice = format!("{KEY}  {DEMONSTRATION_KEY}");
        let environment = Environment::from_iter([("AUDIT_PREVIOUS_KEYS", &twice)]);
        let audit = Audit::read(&environment);
        assert_eq!(audit.previous_keys, [KEY, DEMONSTRATION_KEY]);
    }
}

//! When the server and the database are killed: while a payment drawn from the seed is being made.
//!
//! Whoever owns the processes does it. A line on standard output asks for it: `@kill server 750` kills the server and starts
//! it again after 750 milliseconds.

use std::collections::BTreeMap;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Drawn apart from the plans, which are the same with and without kills.
const SALT: u64 = 0x006b_696c_6c73;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kill {
    /// `server` or `database`.
    victim: &'static str,
    /// So long after the payment's button was pressed, in milliseconds.
    after_ms: u64,
    /// So long it stays down, in milliseconds.
    down_ms: u64,
}

/// All kills of a run, by the payment during which they happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KillSchedule(BTreeMap<u32, Vec<Kill>>);

impl KillSchedule {
    /// Draws them, none at the very beginning and none near the end, when few payments are under way.
    pub fn draw(seed: u64, payments: u32, server: u32, database: u32) -> Self {
        let mut rng = StdRng::seed_from_u64(seed ^ SALT);
        let mut schedule: BTreeMap<u32, Vec<Kill>> = BTreeMap::new();
        let victims = [("server", server), ("database", database)];
        for (victim, times) in victims {
            for _ in 0..times {
                let during = rng.random_range(payments / 10..=payments * 8 / 10);
                schedule.entry(during).or_default().push(Kill {
                    victim,
                    after_ms: rng.random_range(0..200),
                    down_ms: rng.random_range(0..1_500),
                });
            }
        }
        Self(schedule)
    }

    /// Asks for the kills that happen during a payment, each in its time.
    pub fn start(&self, payment: u32) {
        for kill in self.0.get(&payment).into_iter().flatten().copied() {
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(kill.after_ms)).await;
                println!("@kill {} {}", kill.victim, kill.down_ms);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KillSchedule;

    #[test]
    fn as_many_kills_as_asked_for_and_the_same_for_the_same_seed() {
        let schedule = KillSchedule::draw(3, 200, 4, 2);
        assert_eq!(schedule, KillSchedule::draw(3, 200, 4, 2));
        assert_eq!(schedule.0.values().map(Vec::len).sum::<usize>(), 6);
        let mut payments = schedule.0.keys();
        assert!(payments.all(|payment| (20..=160).contains(payment)));
    }
}

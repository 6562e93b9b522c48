//! How often one network may repeat what a provider has signed. Whoever holds signed messages of their own payments can send them
//! without end, each of them less often than is noticed by its own row. A provider that sends what is new is never limited.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};
use time::{Duration, OffsetDateTime};

/// Over which time a network regains its repeats.
const PER: Duration = Duration::minutes(10);
/// What networks that have used up theirs may still ask the database, all of them together, at once and in a second: something new
/// may be among it.
const AT_ONCE: f64 = 20.0;
const PER_SECOND: f64 = 10.0;
/// Networks that are remembered.
const MOST_NETWORKS: usize = 10_000;

/// Repeats of signed messages by network address: an IPv4 address, or the /64 of an IPv6 address.
#[derive(Debug)]
pub struct RepeatLimit {
    /// Of one network in ten minutes.
    each: f64,
    buckets: Mutex<Buckets>,
}

#[derive(Debug, Default)]
struct Buckets {
    networks: HashMap<String, Bucket>,
    beyond: Option<Bucket>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    since: OffsetDateTime,
}

impl Bucket {
    fn regained(self, most: f64, per_second: f64, now: OffsetDateTime) -> Self {
        let regained = (now - self.since).as_seconds_f64().max(0.0) * per_second;
        let left = (self.left + regained).min(most);
        Self { left, since: now }
    }
}

impl RepeatLimit {
    /// So many repeats from one network in ten minutes.
    #[must_use]
    pub fn new(each: u32) -> Self {
        Self {
            each: f64::from(each),
            buckets: Mutex::default(),
        }
    }

    /// Whether the database may be asked about one more message from a network.
    pub(super) fn admits(&self, network: &str, now: OffsetDateTime) -> bool {
        let mut buckets = self.lock();
        let bucket = buckets.networks.get(network);
        if bucket.is_none_or(|bucket| self.of_network(*bucket, now).left >= 1.0) {
            return true;
        }
        let full = Bucket {
            left: AT_ONCE,
            since: now,
        };
        let beyond = buckets.beyond.unwrap_or(full);
        let mut beyond = beyond.regained(AT_ONCE, PER_SECOND, now);
        let admitted = beyond.left >= 1.0;
        if admitted {
            beyond.left -= 1.0;
        }
        buckets.beyond = Some(beyond);
        admitted
    }

    /// Counts a repeat for a network.
    pub(super) fn count(&self, network: &str, now: OffsetDateTime) {
        let mut buckets = self.lock();
        if buckets.networks.len() >= MOST_NETWORKS {
            let used = |bucket: &Bucket| self.of_network(*bucket, now).left < self.each;
            buckets.networks.retain(|_, bucket| used(bucket));
            if buckets.networks.len() >= MOST_NETWORKS {
                buckets.networks.clear();
            }
        }
        let full = Bucket {
            left: self.each,
            since: now,
        };
        let bucket = buckets.networks.get(network).copied().unwrap_or(full);
        let mut bucket = self.of_network(bucket, now);
        bucket.left = (bucket.left - 1.0).max(0.0);
        buckets.networks.insert(network.to_owned(), bucket);
    }

    fn of_network(&self, bucket: Bucket, now: OffsetDateTime) -> Bucket {
        bucket.regained(self.each, self.each / PER.as_seconds_f64(), now)
    }

    fn lock(&self) -> MutexGuard<'_, Buckets> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn repeated(limit: &RepeatLimit, network: &str, times: u32, at: OffsetDateTime) -> u32 {
        let admitted = (0..times).filter(|_| {
            let admitted = limit.admits(network, at);
            if admitted {
                limit.count(network, at);
            }
            admitted
        });
        u32::try_from(admitted.count()).unwrap()
    }

    #[test]
    fn a_network_repeats_so_often_and_then_all_such_networks_share_what_is_left() {
        let limit = RepeatLimit::new(600);
        assert_eq!(repeated(&limit, "one", 1000, NOW), 620);
        assert_eq!(repeated(&limit, "one", 10, NOW), 0);
        assert_eq!(repeated(&limit, "another", 1000, NOW), 600);
        let later = NOW + Duration::seconds(1);
        assert_eq!(repeated(&limit, "one", 1000, later), 11);
        assert_eq!(repeated(&limit, "another", 1000, later), 1);
        assert_eq!(repeated(&limit, "a third", 1, later), 1);
        let much_later = NOW + Duration::hours(1);
        assert_eq!(repeated(&limit, "another", 1000, much_later), 620);
    }

    #[test]
    fn what_is_not_repeated_is_not_limited() {
        let limit = RepeatLimit::new(1);
        assert!((0..1000).all(|_| limit.admits("provider", NOW)));
    }

    #[test]
    fn so_many_networks_are_remembered() {
        let limit = RepeatLimit::new(1);
        for number in 0..=MOST_NETWORKS {
            limit.count(&number.to_string(), NOW);
        }
        assert!(limit.lock().networks.len() <= MOST_NETWORKS);
    }
}

//! Pages that wait for news hold a connection each, so there are so many and no more. A page for which there is no room asks
//! from time to time instead, as it does where streams do not work.

use crate::config::limits::Limits;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Counts event streams, in all and by the reference of their attempt.
#[derive(Clone, Debug)]
pub struct Streams {
    most: usize,
    most_per_attempt: usize,
    open: Arc<Mutex<Open>>,
}

#[derive(Debug, Default)]
struct Open {
    all: usize,
    by_attempt: HashMap<String, usize>,
}

/// An open stream.
#[derive(Debug)]
pub struct OpenStream {
    streams: Streams,
    reference: String,
}

impl Streams {
    /// As many as the limits say.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        Self {
            most: limits.streams,
            most_per_attempt: limits.streams_per_attempt,
            open: Arc::default(),
        }
    }

    /// Opens one that follows an attempt, if there is room.
    #[must_use]
    pub fn open(&self, reference: &str) -> Option<OpenStream> {
        let mut open = self.now();
        let here = open.by_attempt.get(reference).copied().unwrap_or_default();
        if open.all >= self.most || here >= self.most_per_attempt {
            return None;
        }
        open.all += 1;
        open.by_attempt.insert(reference.to_owned(), here + 1);
        Some(OpenStream {
            streams: self.clone(),
            reference: reference.to_owned(),
        })
    }

    fn now(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let mut open = self.streams.now();
        open.all -= 1;
        if let Some(here) = open.by_attempt.get_mut(&self.reference) {
            *here -= 1;
            if *here == 0 {
                open.by_attempt.remove(&self.reference);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_attempt_has_its_share_of_the_streams_and_gives_them_back() {
        let streams = Streams::new(&Limits {
            streams: 5,
            streams_per_attempt: 3,
            ..Limits::default()
        });
        let all = |reference| std::iter::from_fn(|| streams.open(reference)).collect();
        let (first, second): (Vec<OpenStream>, Vec<OpenStream>) = (all("A"), all("B"));
        assert_eq!((first.len(), second.len()), (3, 2));
        drop((first, second));
        assert_eq!(streams.now().all, 0);
        assert!(streams.now().by_attempt.is_empty());
    }
}

//! How many requests are being worked on. Beyond what the server can do, whoever comes is told at once to come again, rather
//! than that everybody waits until nobody waits any more.

use std::sync::{
    Arc,
    atomic::{AtomicIsize, Ordering},
};

#[derive(Clone, Debug)]
pub struct Load(Arc<Counter>);

#[derive(Debug)]
struct Counter {
    most: isize,
    /// Below nothing for a moment, where a body is waited for by what outlives its request.
    now: AtomicIsize,
}

/// A request being worked on, until it is dropped.
#[derive(Debug)]
pub struct Worked(Load);

/// A request that waits for its own body, and takes nothing of the server meanwhile.
#[derive(Debug)]
pub struct WaitsForBody(Load);

impl Load {
    /// So many at most.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self(Arc::new(Counter {
            most: isize::try_from(most).unwrap_or(isize::MAX),
            now: AtomicIsize::new(0),
        }))
    }

    /// Begins work on a request, if it is not one too many.
    #[must_use]
    pub fn begin(&self) -> Option<Worked> {
        let before = self.0.now.fetch_add(1, Ordering::Relaxed);
        // Dropped, it takes back what was one too many.
        let worked = Worked(self.clone());
        (before < self.0.most).then_some(worked)
    }

    /// Lets a request that was begun step aside while its body is waited for. Its coming back is never refused.
    #[must_use]
    pub fn wait_for_body(&self) -> WaitsForBody {
        self.0.now.fetch_sub(1, Ordering::Relaxed);
        WaitsForBody(self.clone())
    }
}

impl Worked {
    #[must_use]
    pub fn load(&self) -> &Load {
        &self.0
    }
}

impl Drop for Worked {
    fn drop(&mut self) {
        self.0.0.now.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Drop for WaitsForBody {
    fn drop(&mut self) {
        self.0.0.now.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_is_refused_and_whoever_waits_for_his_own_body_is_none() {
        let load = Load::new(2);
        let first = load.begin().unwrap();
        let second = load.begin().unwrap();
        assert!(load.begin().is_none());
        let waits = load.wait_for_body();
        let third = load.begin().unwrap();
        assert!(load.begin().is_none());
        // The body has come: one more than is allowed is at work, and nobody new.
        drop(waits);
        assert!(load.begin().is_none());
        drop(third);
        assert!(load.begin().is_none());
        drop((first, second));
        assert_eq!(load.0.now.load(Ordering::Relaxed), 0);
    }
}

//! How many of a server's workers wait for one and the same.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// By whom their jobs wait for.
#[derive(Debug)]
pub(super) struct Shares {
    most: u32,
    taken: Mutex<HashMap<String, u32>>,
}

/// One of a share, until it is dropped.
#[derive(Debug)]
pub(super) struct Share<'a> {
    shares: &'a Shares,
    of: String,
}

impl Shares {
    /// So many for one at most.
    pub(super) fn new(most: u32) -> Self {
        Self {
            most,
            taken: Mutex::default(),
        }
    }

    /// Those of whom no more jobs can be taken now.
    pub(super) fn full(&self) -> Vec<String> {
        let taken = self.taken();
        let full = taken.iter().filter(|(_, taken)| **taken >= self.most);
        full.map(|(of, _)| of.clone()).collect()
    }

    /// One more, if it is not one too many.
    pub(super) fn take(&self, of: &str) -> Option<Share<'_>> {
        let mut taken = self.taken();
        let count = taken.entry(of.to_owned()).or_default();
        (*count < self.most).then(|| {
            *count += 1;
            Share {
                shares: self,
                of: of.to_owned(),
            }
        })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<String, u32>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        let mut taken = self.shares.taken();
        let left = taken.get(&self.of).map_or(0, |count| count - 1);
        if left == 0 {
            taken.remove(&self.of);
        } else {
            taken.insert(self.of.clone(), left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shares;

    #[test]
    fn one_takes_its_share_and_leaves_the_others_theirs() {
        let shares = Shares::new(2);
        let first = shares.take("vnpay").unwrap();
        let second = shares.take("vnpay").unwrap();
        assert!(shares.take("vnpay").is_none());
        assert_eq!(shares.full(), ["vnpay"]);
        let other = shares.take("momo").unwrap();
        drop(first);
        assert!(shares.full().is_empty());
        assert!(shares.take("vnpay").is_some());
        drop((second, other));
        assert!(shares.taken().is_empty());
    }
}

//! Slots for what holds a connection or memory for long: so many in all, and so many for one of those who take them.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Counts what is held, in all and by who holds it.
#[derive(Clone, Debug)]
pub struct Slots<K: Clone + Eq + Hash> {
    most: usize,
    most_for_one: usize,
    taken: Arc<Mutex<Taken<K>>>,
}

#[derive(Debug)]
struct Taken<K> {
    all: usize,
    by_one: HashMap<K, usize>,
}

/// A slot, given back when it is dropped.
#[derive(Debug)]
pub struct Slot<K: Clone + Eq + Hash> {
    slots: Slots<K>,
    whose: K,
}

impl<K: Clone + Eq + Hash> Slots<K> {
    /// So many at most, and so many for one.
    #[must_use]
    pub fn new(most: usize, most_for_one: usize) -> Self {
        Self {
            most,
            most_for_one,
            taken: Arc::new(Mutex::new(Taken {
                all: 0,
                by_one: HashMap::new(),
            })),
        }
    }

    /// Takes one, if there is room.
    #[must_use]
    pub fn take(&self, whose: &K) -> Option<Slot<K>> {
        let mut taken = self.now();
        let here = taken.by_one.get(whose).copied().unwrap_or_default();
        if taken.all >= self.most || here >= self.most_for_one {
            return None;
        }
        taken.all += 1;
        taken.by_one.insert(whose.clone(), here + 1);
        Some(Slot {
            slots: self.clone(),
            whose: whose.clone(),
        })
    }

    fn now(&self) -> MutexGuard<'_, Taken<K>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Clone + Eq + Hash> Drop for Slot<K> {
    fn drop(&mut self) {
        let mut taken = self.slots.now();
        taken.all -= 1;
        if let Some(here) = taken.by_one.get_mut(&self.whose) {
            *here -= 1;
            if *here == 0 {
                taken.by_one.remove(&self.whose);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_a_share_of_the_slots_and_gives_them_back() {
        let slots = Slots::new(5, 3);
        let all = |whose| std::iter::from_fn(|| slots.take(&whose)).collect();
        let (first, second): (Vec<Slot<&str>>, Vec<Slot<&str>>) = (all("A"), all("B"));
        assert_eq!((first.len(), second.len()), (3, 2));
        drop((first, second));
        assert_eq!(slots.now().all, 0);
        assert!(slots.now().by_one.is_empty());
    }
}

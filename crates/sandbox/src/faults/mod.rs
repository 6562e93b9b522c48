//! Faults on order and by chance: what is passed next misbehaves as told, or as a profile draws. Kept in memory only.

mod api;
mod bend;
mod fault;
mod pilot;
mod profile;

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard},
};

use serde::{Deserialize, Serialize};

use crate::provider::Provider;

pub(crate) use api::{add, clear, list, profile, set_profile};
pub(crate) use bend::bend;
pub(crate) use fault::{Fault, Point};
pub(crate) use profile::{Draw, Profile};

/// An order for faults, and what is left of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ordered {
    #[serde(default)]
    provider: Provider,
    point: Point,
    fault: Fault,
    #[serde(default = "once")]
    times: u32,
}

fn once() -> u32 {
    1
}

/// What is passed: the place, and whose payment passes it.
#[derive(Clone, Copy)]
pub(crate) struct Passage<'a> {
    pub provider: Provider,
    pub point: Point,
    /// The portal's reference of the payment or refund.
    pub reference: &'a str,
    /// What the payer pays with, in the national platform's bank codes; decides the channel of a pilot's row.
    pub bank: &'a str,
}

#[derive(Default)]
struct State {
    /// Faults still to come, first ordered first.
    ordered: VecDeque<Ordered>,
    profile: Profile,
    /// How often each payment has passed each point under this profile.
    passages: HashMap<(Provider, Point, String), u32>,
}

/// The faults of one sandbox.
#[derive(Default)]
pub(crate) struct Faults(Mutex<State>);

impl Faults {
    /// The fault that strikes now: the next one ordered for this point, else what the profile draws.
    pub(crate) fn strike(&self, passage: Passage<'_>) -> Option<Fault> {
        let mut state = self.lock();
        let Passage {
            provider,
            point,
            reference,
            bank,
        } = passage;
        let key = (provider, point, reference.to_owned());
        let passed = state.passages.entry(key).or_default();
        *passed += 1;
        let draw = Draw {
            provider,
            bank,
            reference,
            point,
            number: *passed,
        };
        take(&mut state.ordered, provider, point).or_else(|| state.profile.fault(&draw))
    }

    /// Uses up the next fault ordered for a point that no payment passes, where profiles draw nothing.
    pub(crate) fn strike_ordered(&self, point: Point) -> Option<Fault> {
        take(&mut self.lock().ordered, Provider::default(), point)
    }

    /// Whether the profile makes this payer go away without an answer.
    pub(crate) fn payer_leaves(&self, provider: Provider, reference: &str, bank: &str) -> bool {
        let draw = Draw {
            provider,
            bank,
            reference,
            point: Point::Create,
            number: 0,
        };
        self.lock().profile.payer_leaves(&draw)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0
            .lock()
            .expect("no code panics while it holds the faults")
    }
}

fn take(queue: &mut VecDeque<Ordered>, provider: Provider, point: Point) -> Option<Fault> {
    let index = queue
        .iter()
        .position(|ordered| ordered.provider == provider && ordered.point == point)?;
    let next = &mut queue[index];
    let fault = next.fault;
    next.times -= 1;
    if next.times == 0 {
        queue.remove(index);
    }
    Some(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_one_point_are_used_up_in_order() {
        let mut queue: VecDeque<_> = [
            (Provider::NationalPlatform, Point::Create, Fault::Refuse, 2),
            (Provider::Momo, Point::Create, Fault::Http500, 1),
            (Provider::NationalPlatform, Point::Callback, Fault::Lose, 1),
            (Provider::NationalPlatform, Point::Create, Fault::Slow(5), 1),
        ]
        .map(|(provider, point, fault, times)| Ordered {
            provider,
            point,
            fault,
            times,
        })
        .into();
        let mut next = |provider, point| take(&mut queue, provider, point);
        let create: Vec<_> = (0..4)
            .map(|_| next(Provider::NationalPlatform, Point::Create))
            .collect();
        let expected = [
            Some(Fault::Refuse),
            Some(Fault::Refuse),
            Some(Fault::Slow(5)),
            None,
        ];
        assert_eq!(create, expected);
        assert_eq!(
            next(Provider::NationalPlatform, Point::Callback),
            Some(Fault::Lose)
        );
        assert_eq!(next(Provider::Momo, Point::Create), Some(Fault::Http500));
    }
}

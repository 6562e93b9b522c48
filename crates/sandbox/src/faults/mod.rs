//! Fault injection, scheduled or drawn by a profile. Kept in memory only.

mod api;
mod distort;
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
pub(crate) use distort::{Distortion, distort, respond};
pub(crate) use fault::{Fault, Operation};
pub(crate) use profile::Profile;

/// A fault that was asked for, and how often it is still to come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ScheduledFault {
    #[serde(default)]
    provider: Provider,
    #[serde(rename = "point")]
    operation: Operation,
    fault: Fault,
    #[serde(default = "once")]
    times: u32,
}

fn once() -> u32 {
    1
}

/// Where a fault can be injected: an operation, and whose payment it is about.
#[derive(Clone, Copy)]
pub(crate) struct InjectionPoint<'a> {
    pub provider: Provider,
    pub operation: Operation,
    /// The portal's reference of the payment or refund.
    pub reference: &'a str,
    /// What the payer pays with, in the national platform's bank codes; decides the channel of a pilot's row.
    pub bank: &'a str,
}

impl<'a> InjectionPoint<'a> {
    /// Where the bank makes no difference.
    pub(crate) fn at(provider: Provider, operation: Operation, reference: &'a str) -> Self {
        Self {
            provider,
            operation,
            reference,
            bank: "",
        }
    }
}

#[derive(Default)]
struct State {
    /// First scheduled first.
    scheduled: VecDeque<ScheduledFault>,
    profile: Profile,
    /// How often each payment has passed each point under this profile.
    passed: HashMap<(Provider, Operation, String), u32>,
}

#[derive(Default)]
pub(crate) struct Faults(Mutex<State>);

impl Faults {
    /// The fault that happens here and now: the next one scheduled, else what the profile draws.
    pub(crate) fn inject(&self, point: InjectionPoint<'_>) -> Option<Fault> {
        let mut state = self.lock();
        let key = (point.provider, point.operation, point.reference.to_owned());
        let passed = state.passed.entry(key).or_default();
        *passed += 1;
        let number = *passed;
        take(&mut state.scheduled, point.provider, point.operation)
            .or_else(|| state.profile.fault(&point, number))
    }

    /// Uses up the next fault scheduled for an operation that is about no payment, where profiles draw nothing.
    pub(crate) fn inject_scheduled(&self, operation: Operation) -> Option<Fault> {
        take(&mut self.lock().scheduled, Provider::default(), operation)
    }

    /// Whether the profile makes this payer go away without an answer.
    pub(crate) fn payer_leaves(&self, provider: Provider, reference: &str, bank: &str) -> bool {
        let point = InjectionPoint::at(provider, Operation::Create, reference);
        let point = InjectionPoint { bank, ..point };
        self.lock().profile.payer_leaves(&point)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0
            .lock()
            .expect("no code panics while it holds the faults")
    }
}

fn take(
    queue: &mut VecDeque<ScheduledFault>,
    provider: Provider,
    operation: Operation,
) -> Option<Fault> {
    let index = queue
        .iter()
        .position(|next| next.provider == provider && next.operation == operation)?;
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
    fn faults_of_one_operation_are_used_up_in_order() {
        use Operation::{Callback, Create};
        use Provider::{Momo, NationalPlatform};
        let mut queue: VecDeque<_> = [
            (NationalPlatform, Create, Fault::Refuse, 2),
            (Momo, Create, Fault::Http500, 1),
            (NationalPlatform, Callback, Fault::Lose, 1),
            (NationalPlatform, Create, Fault::Slow(5), 1),
        ]
        .map(|(provider, operation, fault, times)| ScheduledFault {
            provider,
            operation,
            fault,
            times,
        })
        .into();
        let mut next = |provider, operation| take(&mut queue, provider, operation);
        let create = [(); 4].map(|()| next(NationalPlatform, Create));
        let [refuse, slow] = [Some(Fault::Refuse), Some(Fault::Slow(5))];
        assert_eq!(create, [refuse, refuse, slow, None]);
        assert_eq!(next(NationalPlatform, Callback), Some(Fault::Lose));
        assert_eq!(next(Momo, Create), Some(Fault::Http500));
    }
}

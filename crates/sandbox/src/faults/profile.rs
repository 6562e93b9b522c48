//! Faults by chance. A draw depends on nothing but the seed and what is drawn for, so a run can be repeated.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Fault, InjectionPoint, Operation, pilot};

/// From this question on every answer arrives: no truth stays unknown for ever.
const RECOVERED: u32 = 6;

/// Slowest answer a profile draws, in milliseconds.
const SLOWEST: u64 = 3_000;

/// Latest callback a profile draws, in milliseconds.
const LATEST: u64 = 5_000;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    #[default]
    #[serde(rename = "none")]
    None,
    /// Everything that can go wrong but wrong facts with a good digest; about every third payment has a fault.
    #[serde(rename = "every-fault")]
    EveryFault,
    /// Payments end as those of the pilot did, channel by channel.
    #[serde(rename = "pilot-2020")]
    Pilot2020,
}

/// A choice of faults, and the seed they are drawn from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Profile {
    profile: Kind,
    #[serde(default)]
    seed: u64,
}

/// Rates in per mille of opening, asking and refunding; what is left of a thousand goes well.
const ANSWER: [(Fault, [u32; 3]); 5] = [
    (Fault::Refuse, [30, 40, 30]),
    (Fault::Http500, [20, 40, 30]),
    (Fault::LoseRequest, [25, 30, 30]),
    (Fault::LoseAnswer, [35, 70, 100]),
    (Fault::Slow(SLOWEST), [30, 30, 30]),
];
const CALLBACK: [(u32, Fault); 7] = [
    (20, Fault::Lose),
    (40, Fault::Late(LATEST)),
    (40, Fault::Duplicate),
    (25, Fault::OutOfOrder),
    (20, Fault::BadDigest),
    (25, Fault::Forged),
    (25, Fault::LoseAnswer),
];
/// Payments none of whose callbacks arrives, in per mille.
const NEVER_CALLED_BACK: u32 = 60;

#[derive(Clone, Copy, Debug, PartialEq)]
enum PilotEnd {
    Succeeds,
    Refused,
    /// The answer to choosing is lost, and so is every callback.
    AnswerLost,
    PayerLeaves,
}

impl Profile {
    /// The fault that happens when a payment passes a point for the `number`th time, counted from 1.
    pub(super) fn fault(&self, point: &InjectionPoint<'_>, number: u32) -> Option<Fault> {
        use Operation::{Callback, Create};
        match self.profile {
            Kind::None => None,
            Kind::EveryFault => self.every_fault(point, number),
            Kind::Pilot2020 => match (self.pilot_end(point), point.operation) {
                (PilotEnd::Refused, Create) => Some(Fault::Refuse),
                (PilotEnd::AnswerLost, Create) if number == 1 => Some(Fault::LoseAnswer),
                (PilotEnd::AnswerLost | PilotEnd::PayerLeaves, Callback) => Some(Fault::Lose),
                _ => None,
            },
        }
    }

    pub(super) fn payer_leaves(&self, point: &InjectionPoint<'_>) -> bool {
        self.profile == Kind::Pilot2020 && self.pilot_end(point) == PilotEnd::PayerLeaves
    }

    fn every_fault(&self, point: &InjectionPoint<'_>, number: u32) -> Option<Fault> {
        let of_answer = |index: usize| ANSWER.map(|(fault, rates)| (rates[index], fault)).to_vec();
        let table = match point.operation {
            Operation::Create => of_answer(0),
            Operation::Query => of_answer(1),
            Operation::Refund => of_answer(2),
            Operation::Callback => {
                if self.draw(point, 0) % 1000 < u64::from(NEVER_CALLED_BACK) {
                    return Some(Fault::Lose);
                }
                CALLBACK.to_vec()
            }
            Operation::Sms | Operation::Voice | Operation::Mail => return None,
        };
        let question = matches!(point.operation, Operation::Query | Operation::Refund);
        if question && number >= RECOVERED {
            return None;
        }
        let drawn = self.draw(point, number);
        let mut left = drawn % 1000;
        for (rate, fault) in table {
            let rate = u64::from(rate);
            if left < rate {
                return Some(match fault {
                    Fault::Slow(most) => Fault::Slow(drawn / 1000 % most),
                    Fault::Late(most) => Fault::Late(drawn / 1000 % most),
                    other => other,
                });
            }
            left -= rate;
        }
        None
    }

    fn pilot_end(&self, point: &InjectionPoint<'_>) -> PilotEnd {
        let row = pilot::channel(point.provider, point.bank);
        let count = u64::from(row.count());
        let opening = InjectionPoint::at(point.provider, Operation::Create, point.reference);
        let drawn = self.draw(&opening, 0);
        let place = drawn % count;
        if place < u64::from(row.succeeded) {
            PilotEnd::Succeeds
        } else if place < u64::from(row.succeeded + row.failed) {
            PilotEnd::Refused
        } else if (drawn / count).is_multiple_of(2) {
            PilotEnd::AnswerLost
        } else {
            PilotEnd::PayerLeaves
        }
    }

    /// A number for the `number`th time, or, with 0, one for all times.
    fn draw(&self, point: &InjectionPoint<'_>, number: u32) -> u64 {
        let (seed, provider, reference) = (self.seed, point.provider, point.reference);
        let operation = point.operation;
        let text = format!("{seed}|{provider}|{reference}|{operation:?}|{number}");
        let digest = Sha256::digest(text);
        let first = digest.first_chunk().expect("a digest has 32 bytes");
        u64::from_be_bytes(*first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::Provider;

    const PAYMENTS: u32 = 5_000;

    fn profile(profile: Kind, seed: u64) -> Profile {
        Profile { profile, seed }
    }

    fn point(reference: &str, operation: Operation) -> InjectionPoint<'_> {
        InjectionPoint::at(Provider::Momo, operation, reference)
    }

    fn drawn(profile: &Profile, payment: u32, operation: Operation, number: u32) -> Option<Fault> {
        profile.fault(&point(&payment.to_string(), operation), number)
    }

    /// In per cent of all payments.
    fn share(of: impl Fn(u32) -> bool) -> usize {
        (0..PAYMENTS).filter(|n| of(*n)).count() * 100 / PAYMENTS as usize
    }

    #[test]
    fn about_every_third_payment_has_a_fault_when_opened_or_called_back() {
        let profile = profile(Kind::EveryFault, 7);
        let points = [Operation::Create, Operation::Callback];
        let share = share(|n| points.iter().any(|p| drawn(&profile, n, *p, 1).is_some()));
        assert!((30..=40).contains(&share), "{share} %");
    }

    #[test]
    fn the_same_seed_draws_the_same_and_another_does_not() {
        let faults = |seed| -> Vec<_> {
            let profile = profile(Kind::EveryFault, seed);
            let fault = |n| drawn(&profile, n, Operation::Create, 1);
            (0..200).map(fault).collect()
        };
        assert_eq!(faults(1), faults(1));
        assert_ne!(faults(1), faults(2));
    }

    #[test]
    fn no_question_goes_unanswered_for_ever() {
        let profile = profile(Kind::EveryFault, 3);
        for n in 0..PAYMENTS {
            assert_eq!(drawn(&profile, n, Operation::Query, 6), None);
        }
    }

    #[test]
    fn no_distortion_carries_a_good_digest() {
        let profile = profile(Kind::EveryFault, 3);
        for n in 0..PAYMENTS {
            for operation in [Operation::Query, Operation::Callback] {
                let fault = drawn(&profile, n, operation, 1);
                assert_ne!(fault, Some(Fault::WrongAmount));
                assert!(fault.is_none_or(|fault| operation.knows(fault)));
            }
        }
    }

    #[test]
    fn the_pilot_ends_channel_by_channel_as_it_did() {
        let profile = profile(Kind::Pilot2020, 1);
        let ends = |n: u32| profile.pilot_end(&point(&n.to_string(), Operation::Create));
        // Four of MoMo's six payments succeeded.
        let share = share(|n| ends(n) == PilotEnd::Succeeds);
        assert!((63..=70).contains(&share), "{share} %");
    }
}

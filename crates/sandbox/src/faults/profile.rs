//! Faults by chance. A draw depends on nothing but the seed and what is drawn for, so a run can be repeated.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Fault, Point, pilot};
use crate::provider::Provider;

/// From this question on every answer arrives: no truth stays unknown for ever.
const RECOVERED: u32 = 6;

/// Slowest answer a profile draws, in milliseconds.
const SLOWEST: u64 = 3_000;

/// Latest callback a profile draws, in milliseconds.
const LATEST: u64 = 5_000;

/// Which faults are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    #[default]
    #[serde(rename = "none")]
    None,
    /// Everything that can go wrong without a lie that carries a good digest; strikes about every third payment.
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

/// What is drawn for.
pub(crate) struct Draw<'a> {
    pub provider: Provider,
    pub bank: &'a str,
    pub reference: &'a str,
    pub point: Point,
    /// The how many-th time, from 1; 0 draws once for the payment.
    pub number: u32,
}

/// Rates in per mille; what is left of a thousand goes well.
const CREATE: [(u32, Fault); 5] = [
    (30, Fault::Refuse),
    (20, Fault::Http500),
    (25, Fault::LoseRequest),
    (35, Fault::LoseAnswer),
    (30, Fault::Slow(SLOWEST)),
];
const QUERY: [(u32, Fault); 5] = [
    (40, Fault::Refuse),
    (40, Fault::Http500),
    (30, Fault::LoseRequest),
    (70, Fault::LoseAnswer),
    (30, Fault::Slow(SLOWEST)),
];
const REFUND: [(u32, Fault); 5] = [
    (30, Fault::Refuse),
    (30, Fault::Http500),
    (30, Fault::LoseRequest),
    (100, Fault::LoseAnswer),
    (30, Fault::Slow(SLOWEST)),
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

/// How a payment of the pilot ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum PilotEnd {
    Succeeds,
    Refused,
    /// The answer to choosing is lost, and so is every callback.
    AnswerLost,
    /// The payer goes away.
    PayerLeaves,
}

impl Profile {
    /// The fault that strikes, if one does.
    pub(super) fn fault(&self, draw: &Draw<'_>) -> Option<Fault> {
        match self.profile {
            Kind::None => None,
            Kind::EveryFault => self.every_fault(draw),
            Kind::Pilot2020 => match (self.pilot_end(draw), draw.point) {
                (PilotEnd::Refused, Point::Create) => Some(Fault::Refuse),
                (PilotEnd::AnswerLost, Point::Create) if draw.number == 1 => {
                    Some(Fault::LoseAnswer)
                }
                (PilotEnd::AnswerLost | PilotEnd::PayerLeaves, Point::Callback) => {
                    Some(Fault::Lose)
                }
                _ => None,
            },
        }
    }

    /// Whether the payer goes away instead of paying.
    pub(super) fn payer_leaves(&self, draw: &Draw<'_>) -> bool {
        self.profile == Kind::Pilot2020 && self.pilot_end(draw) == PilotEnd::PayerLeaves
    }

    fn every_fault(&self, draw: &Draw<'_>) -> Option<Fault> {
        let table: &[(u32, Fault)] = match draw.point {
            Point::Create => &CREATE,
            Point::Query => &QUERY,
            Point::Refund => &REFUND,
            Point::Callback => {
                let for_good = self.number(&Draw { number: 0, ..*draw }) % 1000;
                if for_good < u64::from(NEVER_CALLED_BACK) {
                    return Some(Fault::Lose);
                }
                &CALLBACK
            }
            Point::Sms | Point::Voice | Point::Mail => return None,
        };
        let question = matches!(draw.point, Point::Query | Point::Refund);
        if question && draw.number >= RECOVERED {
            return None;
        }
        let number = self.number(draw);
        let mut left = number % 1000;
        for (rate, fault) in table {
            let rate = u64::from(*rate);
            if left < rate {
                return Some(match fault {
                    Fault::Slow(most) => Fault::Slow(number / 1000 % most),
                    Fault::Late(most) => Fault::Late(number / 1000 % most),
                    other => *other,
                });
            }
            left -= rate;
        }
        None
    }

    fn pilot_end(&self, draw: &Draw<'_>) -> PilotEnd {
        let row = pilot::channel(draw.provider, draw.bank);
        let once = Draw {
            point: Point::Create,
            number: 0,
            ..*draw
        };
        let number = self.number(&once);
        let place = number % u64::from(row.count());
        if place < u64::from(row.succeeded) {
            PilotEnd::Succeeds
        } else if place < u64::from(row.succeeded + row.failed) {
            PilotEnd::Refused
        } else if (number / u64::from(row.count())).is_multiple_of(2) {
            PilotEnd::AnswerLost
        } else {
            PilotEnd::PayerLeaves
        }
    }

    fn number(&self, draw: &Draw<'_>) -> u64 {
        let Draw {
            provider,
            reference,
            point,
            number,
            ..
        } = draw;
        let text = format!("{}|{provider}|{reference}|{point:?}|{number}", self.seed);
        let digest = Sha256::digest(text);
        let (first, _rest) = digest
            .split_first_chunk::<8>()
            .expect("a digest has 32 bytes");
        u64::from_be_bytes(*first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAYMENTS: u32 = 5_000;

    fn draw(reference: &str, point: Point, number: u32) -> Draw<'_> {
        Draw {
            provider: Provider::Momo,
            bank: "",
            reference,
            point,
            number,
        }
    }

    fn every_fault(seed: u64) -> Profile {
        Profile {
            profile: Kind::EveryFault,
            seed,
        }
    }

    #[test]
    fn about_every_third_payment_is_struck_when_opened_or_called_back() {
        let profile = every_fault(7);
        let struck = (0..PAYMENTS).filter(|n| {
            let reference = n.to_string();
            [Point::Create, Point::Callback]
                .iter()
                .any(|point| profile.fault(&draw(&reference, *point, 1)).is_some())
        });
        let share = struck.count() * 100 / PAYMENTS as usize;
        assert!((30..=40).contains(&share), "{share} %");
    }

    #[test]
    fn the_same_seed_draws_the_same_and_another_does_not() {
        let faults = |seed| -> Vec<_> {
            let profile = every_fault(seed);
            (0..200)
                .map(|n: u32| profile.fault(&draw(&n.to_string(), Point::Create, 1)))
                .collect()
        };
        assert_eq!(faults(1), faults(1));
        assert_ne!(faults(1), faults(2));
    }

    #[test]
    fn no_question_goes_unanswered_for_ever() {
        let profile = every_fault(3);
        for n in 0..PAYMENTS {
            let reference = n.to_string();
            assert_eq!(profile.fault(&draw(&reference, Point::Query, 6)), None);
        }
    }

    #[test]
    fn no_lie_carries_a_good_digest() {
        let profile = every_fault(3);
        for n in 0..PAYMENTS {
            let reference = n.to_string();
            for point in [Point::Query, Point::Callback] {
                let fault = profile.fault(&draw(&reference, point, 1));
                assert_ne!(fault, Some(Fault::WrongAmount));
                assert!(fault.is_none_or(|fault| point.knows(fault)));
            }
        }
    }

    #[test]
    fn the_pilot_ends_channel_by_channel_as_it_did() {
        let profile = Profile {
            profile: Kind::Pilot2020,
            seed: 1,
        };
        let succeeded = (0..PAYMENTS).filter(|n| {
            let reference = n.to_string();
            profile.pilot_end(&draw(&reference, Point::Create, 1)) == PilotEnd::Succeeds
        });
        // Four of MoMo's six payments succeeded.
        let share = succeeded.count() * 100 / PAYMENTS as usize;
        assert!((63..=70).contains(&share), "{share} %");
    }
}

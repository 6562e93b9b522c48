//! What each payer will do, drawn from the seed before anything happens, so that a run can be told again.

use clap::ValueEnum;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::Serialize;

use crate::pilot;

/// Which faults happen at the sandbox, and which channels and amounts are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Nothing goes wrong at the providers.
    None,
    /// Everything that can, does.
    EveryFault,
    /// Channels, amounts and failures of Bình Định's pilot.
    #[value(name = "pilot-2020")]
    #[serde(rename = "pilot-2020")]
    Pilot2020,
}

/// Channels, each provider's about equally often.
const CHANNELS: [&str; 16] = [
    "vietcombank",
    "vietinbank",
    "agribank",
    "bidv",
    "techcombank",
    "mbbank",
    "lpbank",
    "kienlongbank",
    "vnpt-pay",
    "momo",
    "momo-atm",
    "zalopay",
    "vnpay",
    "vietqr",
    "ngan-luong",
    "vietqr",
];

/// How the button to pay is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tap {
    Once,
    /// Twice at the same moment.
    Twice,
    /// Once; the line breaks after so many milliseconds, and the browser asks again.
    BrokenOff(u64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Story {
    /// Pays and comes back at once.
    Pays,
    /// Pays and comes back so many milliseconds later.
    ReturnsLate(u64),
    /// Pays and closes the page.
    NeverReturns,
    /// Transfers twice, where the provider takes it.
    PaysTwice,
    /// Chooses another channel in a second tab and pays in both.
    PaysInTwoTabs,
    /// Turns back, then pays over another channel.
    CancelsThenPays,
    /// Has too little money there, then pays over another channel.
    IsShortThenPays,
    /// Types wrong codes and gives up.
    WrongCode,
    /// Goes away without doing anything.
    Leaves,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Copies of the criminal record, which make the amount.
    pub copies: u32,
    pub reduced: bool,
    /// The channel chosen first, and those that are tried where nothing else is suggested.
    pub channels: Vec<&'static str>,
    pub tap: Tap,
    /// Whether the payer waits for the answer to the button for as long as it takes, instead of looking at the order again.
    pub patient: bool,
    pub story: Story,
}

impl Plan {
    pub fn draw(profile: Profile, seed: u64, number: u32) -> Self {
        let mut rng = StdRng::seed_from_u64(seed ^ (u64::from(number) << 32));
        let (first, copies, reduced) = match profile {
            Profile::Pilot2020 => {
                // The appendix row by row, and from its beginning again: 39 payments are the pilot itself.
                let row = pilot::PAYMENTS[number as usize % pilot::PAYMENTS.len()];
                let (copies, reduced) = copies_for(row.amount);
                (row.channel, copies, reduced)
            }
            Profile::None | Profile::EveryFault => (
                any_channel(&mut rng),
                rng.random_range(1..=5),
                rng.random_ratio(1, 10),
            ),
        };
        let others = std::iter::repeat_with(|| any_channel(&mut rng)).take(6);
        let channels = std::iter::once(first).chain(others).collect();
        Self {
            copies,
            reduced,
            channels,
            tap: draw_tap(&mut rng),
            patient: rng.random_ratio(1, 20),
            story: draw_story(&mut rng),
        }
    }
}

fn any_channel(rng: &mut StdRng) -> &'static str {
    CHANNELS[rng.random_range(0..CHANNELS.len())]
}

/// Copies, and whether the fee is reduced, that make an amount of the pilot: 200,000 đ for one or two copies, 5,000 đ for each
/// more, or 100,000 đ.
fn copies_for(amount: i64) -> (u32, bool) {
    match amount {
        100_000 => (1, true),
        205_000 => (3, false),
        210_000 => (4, false),
        215_000 => (5, false),
        _ => (1, false),
    }
}

fn draw_tap(rng: &mut StdRng) -> Tap {
    match rng.random_range(0..100) {
        0..8 => Tap::Twice,
        8..14 => Tap::BrokenOff(rng.random_range(1..60)),
        _ => Tap::Once,
    }
}

fn draw_story(rng: &mut StdRng) -> Story {
    match rng.random_range(0..100) {
        0..6 => Story::ReturnsLate(rng.random_range(500..5_000)),
        6..14 => Story::NeverReturns,
        14..20 => Story::PaysTwice,
        20..27 => Story::PaysInTwoTabs,
        27..32 => Story::CancelsThenPays,
        32..36 => Story::IsShortThenPays,
        36..39 => Story::WrongCode,
        39..44 => Story::Leaves,
        _ => Story::Pays,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANY: u32 = 2_000;

    fn plans(profile: Profile, seed: u64) -> Vec<Plan> {
        (0..MANY).map(|n| Plan::draw(profile, seed, n)).collect()
    }

    #[test]
    fn the_same_seed_makes_the_same_plans_and_another_makes_others() {
        let once = plans(Profile::EveryFault, 7);
        assert_eq!(once, plans(Profile::EveryFault, 7));
        assert_ne!(once, plans(Profile::EveryFault, 8));
    }

    #[test]
    fn every_channel_and_most_payers_pay() {
        let plans = plans(Profile::EveryFault, 1);
        for channel in CHANNELS {
            assert!(plans.iter().any(|plan| plan.channels[0] == channel));
        }
        let pays = |plan: &&Plan| !matches!(plan.story, Story::WrongCode | Story::Leaves);
        assert!(plans.iter().filter(pays).count() > plans.len() * 8 / 10);
    }

    #[test]
    fn the_pilot_is_replayed_over_its_own_channels() {
        let plans = plans(Profile::Pilot2020, 1);
        for plan in &plans {
            let mut rows = pilot::PAYMENTS.iter();
            assert!(rows.any(|row| row.channel == plan.channels[0]));
        }
        assert!(plans.iter().any(|plan| plan.reduced));
    }
}

//! How well a channel works, told from the last tries to open a payment over it; where opening takes no call, from the provider's
//! answers and reports.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// Tries older than this say nothing about now.
pub const WINDOW: Duration = Duration::minutes(10);
/// Failures in a row after which a channel is not tried any more.
const FAILURES_IN_A_ROW: usize = 3;
/// How long it is left alone before one payer may try again.
const REST: Duration = Duration::seconds(30);
/// Tries below which a rate means nothing.
const ENOUGH: usize = 6;

/// One try to open a payment, or to hear of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Try {
    /// When.
    pub at: OffsetDateTime,
    /// `None` while it is under way.
    pub opened: Option<bool>,
    /// How long the provider took, in milliseconds; zero where nobody waited for it.
    pub milliseconds: u32,
}

/// Whether a channel may be tried (circuit breaker; Nygard, Release It!, 2nd edition, chapter 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Breaker {
    /// It works.
    Closed,
    /// It failed again and again just now: it is spared, and so are the payers.
    Open,
    /// It has rested: one may try.
    HalfOpen,
}

/// How a channel did in the last minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// Tries that have ended.
    pub tries: u32,
    /// Those that opened a payment, or were answered.
    pub opened: u32,
    /// Half of them took longer than this many milliseconds.
    pub median_milliseconds: Option<u32>,
    /// Whether it may be tried.
    pub breaker: Breaker,
    /// What citizens are told: “đang gián đoạn”.
    pub disrupted: bool,
}

/// The health that tries add up to, in any order. A try that fails because of what was asked is no failure of the channel
/// and must not be among them.
#[must_use]
pub fn health(tries: &[Try], now: OffsetDateTime) -> Health {
    let mut recent: Vec<&Try> = tries.iter().filter(|t| now - t.at < WINDOW).collect();
    recent.sort_by_key(|t| std::cmp::Reverse(t.at));
    let ended: Vec<(&Try, bool)> = recent
        .iter()
        .filter_map(|t| Some((*t, t.opened?)))
        .collect();
    let opened = ended.iter().filter(|(_, opened)| *opened).count();
    let breaker = breaker(&recent, &ended, now);
    let mostly_failing = ended.len() >= ENOUGH && opened * 2 < ended.len();
    Health {
        tries: count(ended.len()),
        opened: count(opened),
        median_milliseconds: median(ended.iter().map(|(t, _)| t.milliseconds).collect()),
        breaker,
        disrupted: breaker != Breaker::Closed || mostly_failing,
    }
}

fn breaker(recent: &[&Try], ended: &[(&Try, bool)], now: OffsetDateTime) -> Breaker {
    let failing = ended.iter().take_while(|(_, opened)| !opened).count() >= FAILURES_IN_A_ROW;
    let Some((latest, _)) = ended.first().filter(|_| failing) else {
        return Breaker::Closed;
    };
    let somebody_tries = recent
        .iter()
        .any(|t| t.opened.is_none() && t.at > latest.at && now - t.at < REST);
    if now - latest.at < REST || somebody_tries {
        Breaker::Open
    } else {
        Breaker::HalfOpen
    }
}

fn median(mut milliseconds: Vec<u32>) -> Option<u32> {
    milliseconds.retain(|took| *took > 0);
    milliseconds.sort_unstable();
    milliseconds.get(milliseconds.len() / 2).copied()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

//! Which charges an attempt made, by messages and acts alone.

use crate::{
    facts::{Act, Attempt},
    messages::Meaning,
};
use std::collections::{BTreeMap, BTreeSet};

/// Which messages count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Messages {
    /// Those that the books must have taken in by now.
    Due,
    /// All, also those that are being taken in.
    All,
}

/// What an attempt took, by the number of the charge; the empty number is that of a charge without one.
///
/// A charge is told without the provider's number, by itself or by officers out of the bank's papers, where nobody knows the number
/// yet. What the provider names then is the same money; only what those charges do not account for is left without a number, and
/// that is nothing where one of them is of the amount due.
pub(crate) fn charges(attempt: &Attempt, messages: Messages) -> BTreeMap<String, i64> {
    let due = attempt.due;
    let mut charges: BTreeMap<String, i64> = BTreeMap::new();
    let mut unnumbered = 0;
    let mut take = |number: &str, amount: i64| {
        let known = match number {
            "" => &mut unnumbered,
            number => charges.entry(number.to_owned()).or_default(),
        };
        *known = believed(due, *known, amount);
    };
    for heard in &attempt.heard {
        let counts = messages == Messages::All || heard.is_due;
        if heard.meaning == Meaning::Took && counts {
            let number = heard.number.as_deref().unwrap_or_default();
            take(number, heard.amount.unwrap_or(due));
        }
    }
    for act in &attempt.acts {
        match act {
            Act::FoundPaid { amount, .. } => take("", *amount),
            Act::Cash { receipt, amount } => take(receipt, *amount),
            Act::FoundUnpaid | Act::Accepted { .. } => {}
        }
    }
    charges.retain(|_, amount| *amount > 0);
    if !charges.values().any(|amount| *amount == due) {
        let rest = unnumbered - charges.values().sum::<i64>();
        if rest > 0 {
            charges.insert(String::new(), rest);
        }
    }
    charges
}

/// One charge told with two amounts is one: the amount due is believed before another, and more before less.
fn believed(due: i64, known: i64, told: i64) -> i64 {
    if known == due || told == due {
        due
    } else {
        known.max(told)
    }
}

/// How many numbers were told for an attempt's money, the officers' among them.
pub(crate) fn numbers(attempt: &Attempt) -> usize {
    let told = attempt.heard.iter().filter_map(|heard| {
        let took = heard.meaning == Meaning::Took;
        heard.number.as_deref().filter(|_| took)
    });
    let found = attempt.acts.iter().filter_map(|act| match act {
        Act::FoundPaid { number, .. } => Some(number.as_str()),
        Act::Cash { .. } | Act::FoundUnpaid | Act::Accepted { .. } => None,
    });
    let numbers: BTreeSet<&str> = told.chain(found).collect();
    numbers.len()
}

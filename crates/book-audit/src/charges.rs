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
/// A charge is told without a number, or under the number of the bank's papers, where nobody knows the provider's own yet. Once the
/// provider names it, that is the same money.
pub(crate) fn charges(attempt: &Attempt, messages: Messages) -> BTreeMap<String, i64> {
    let mut charges = BTreeMap::new();
    for heard in &attempt.heard {
        let counts = messages == Messages::All || heard.is_due;
        if heard.meaning == Meaning::Took && counts {
            let number = heard.number.clone().unwrap_or_default();
            add(
                &mut charges,
                attempt.due,
                number,
                heard.amount.unwrap_or(attempt.due),
            );
        }
    }
    if charges.len() > 1 {
        charges.remove("");
    }
    let provider_named_none = charges.is_empty();
    for act in &attempt.acts {
        match act {
            Act::FoundPaid { number, amount, .. } if provider_named_none => {
                add(&mut charges, attempt.due, number.clone(), *amount);
            }
            Act::Cash { receipt, amount } => {
                add(&mut charges, attempt.due, receipt.clone(), *amount);
            }
            Act::FoundPaid { .. } | Act::FoundUnpaid => {}
        }
    }
    charges
}

/// One charge told with two amounts is one: the amount due is believed before another, and more before less.
fn add(charges: &mut BTreeMap<String, i64>, due: i64, number: String, amount: i64) {
    if amount <= 0 {
        return;
    }
    let known = charges.entry(number).or_insert(amount);
    if *known != due && (amount == due || amount > *known) {
        *known = amount;
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
        Act::Cash { .. } | Act::FoundUnpaid => None,
    });
    let numbers: BTreeSet<&str> = told.chain(found).collect();
    numbers.len()
}

//! Messages come in any order and any number of times: what was taken is the same.

use book_audit::{Attempt, Heard, Meaning, Order, audit};
use proptest::prelude::*;
use time::OffsetDateTime;

const DUE: i64 = 200_000;

fn heard() -> impl Strategy<Value = Heard> {
    let meaning = prop::sample::select(vec![
        Meaning::Took,
        Meaning::Held,
        Meaning::NotTaken,
        Meaning::Nothing,
    ]);
    let number = prop::sample::select(vec![None, Some("1"), Some("2")]);
    let amount = prop::sample::select(vec![None, Some(DUE), Some(DUE - 1), Some(DUE + 1)]);
    (meaning, number, amount).prop_map(|(meaning, number, amount)| Heard {
        meaning,
        number: number.map(str::to_owned),
        amount,
        received_at: OffsetDateTime::UNIX_EPOCH,
        is_due: true,
    })
}

/// Some messages, and the same twice each in another order.
fn once_and_again() -> impl Strategy<Value = (Vec<Heard>, Vec<Heard>)> {
    prop::collection::vec(heard(), 0..8).prop_flat_map(|once| {
        let twice = [once.clone(), once.clone()].concat();
        (Just(once), Just(twice).prop_shuffle())
    })
}

fn order(heard: Vec<Heard>) -> Order {
    Order {
        id: "o".to_owned(),
        due: DUE,
        attempts: vec![Attempt {
            id: "a".to_owned(),
            provider: "momo".to_owned(),
            due: DUE,
            state: "pending".to_owned(),
            heard,
            acts: Vec::new(),
        }],
        refunds: Vec::new(),
        entries: Vec::new(),
    }
}

proptest! {
    #[test]
    fn order_and_repetition_of_messages_change_nothing((once, again) in once_and_again()) {
        let named = once.iter().filter(|heard| heard.meaning == Meaning::Took);
        let charges: std::collections::BTreeSet<_> = named.filter_map(|heard| heard.number.clone()).collect();
        let (once, again) = (audit(&order(once)), audit(&order(again)));
        prop_assert_eq!(&once, &again);
        let taken = once.0.taken;
        let most = i64::try_from(charges.len().max(1)).unwrap_or(i64::MAX) * (DUE + 1);
        prop_assert!(taken <= most, "{} charges took {}", charges.len(), taken);
    }
}

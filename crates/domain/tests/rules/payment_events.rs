//! What holds of payments whatever the order, the number and the delay of a provider's reports.

use domain::money::Vnd;
use domain::payment::{
    Attempt, AttemptEvent, AttemptState, OrderState, ReportSource, fold, fold_order,
};
use domain::refund::{ChargeRefunds, share_back};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

const DUE: Vnd = Vnd::new(200_000);

fn report() -> impl Strategy<Value = AttemptEvent> {
    let source = select(vec![ReportSource::Callback, ReportSource::Query]);
    let amount = prop_oneof![
        3 => Just(DUE),
        1 => select(vec![-1, 0, 1, 199_999, 200_001, 20_000_000, i64::MAX]).prop_map(Vnd::new),
    ];
    let transaction = select(vec![Some("GD1"), Some("GD2"), None]);
    let code = select(vec!["01", "04", "99"]);
    (source, amount, transaction, code, 0..6).prop_map(
        |(source, amount, transaction, code, kind)| match kind {
            0 => AttemptEvent::ReportedPaid {
                amount,
                provider_transaction: transaction.map(str::to_owned),
                source,
            },
            1 => AttemptEvent::ReportedFailed {
                code: code.into(),
                source,
            },
            2 => AttemptEvent::ReportedCancelled {
                code: code.into(),
                source,
            },
            3 => AttemptEvent::ReportedInFlight {
                code: code.into(),
                source,
            },
            4 => AttemptEvent::ReportedUndecided {
                code: code.into(),
                source,
            },
            _ => AttemptEvent::ReportedPending { source },
        },
    )
}

fn creation() -> impl Strategy<Value = Vec<AttemptEvent>> {
    let answer = select(vec![
        AttemptEvent::CreateAccepted,
        AttemptEvent::CreateRefused { code: "06".into() },
        AttemptEvent::CreateUnanswered,
    ]);
    (prop::option::of(answer), any::<bool>()).prop_map(|(answer, superseded)| {
        let superseded = superseded.then_some(AttemptEvent::Superseded);
        [AttemptEvent::CreateRequested]
            .into_iter()
            .chain(answer)
            .chain(superseded)
            .collect()
    })
}

/// Some reports, and the same reports again in another order with some of them repeated.
fn reports_twice() -> impl Strategy<Value = (Vec<AttemptEvent>, Vec<AttemptEvent>)> {
    prop::collection::vec(report(), 1..8).prop_flat_map(|reports| {
        let repeats = prop::collection::vec(select(reports.clone()), 0..6);
        let again = repeats
            .prop_map({
                let reports = reports.clone();
                move |repeats| [reports.clone(), repeats].concat()
            })
            .prop_shuffle();
        (Just(reports), again)
    })
}

/// What happens to an attempt besides reports, as far as it may happen to one in that state.
fn other_event() -> impl Strategy<Value = AttemptEvent> {
    select(vec![
        AttemptEvent::CreateRequested,
        AttemptEvent::CreateAccepted,
        AttemptEvent::CreateRefused { code: "06".into() },
        AttemptEvent::CreateUnanswered,
        AttemptEvent::Superseded,
        AttemptEvent::PayerReturned,
        AttemptEvent::Expired,
        AttemptEvent::CashReceived {
            amount: DUE,
            receipt: "PT1".into(),
            officer: "CB1".into(),
        },
        AttemptEvent::CorrectedPaid {
            amount: DUE,
            provider_transaction: "GD1".into(),
            reason: "sao kê".into(),
            proposed_by: "CB1".into(),
            approved_by: "CB2".into(),
        },
        AttemptEvent::CorrectedFailed {
            reason: "sao kê".into(),
            proposed_by: "CB1".into(),
            approved_by: "CB2".into(),
        },
    ])
}

/// Two officers accept some amount, or some amount has gone back.
fn exit() -> impl Strategy<Value = AttemptEvent> {
    let amount = select(vec![1, 199_999, 200_000, 200_001, 399_999, 400_000]).prop_map(Vnd::new);
    (amount, any::<bool>()).prop_map(|(amount, accepted)| {
        if accepted {
            AttemptEvent::DifferenceAccepted {
                received: amount,
                reason: "tờ trình".into(),
                proposed_by: "CB1".into(),
                approved_by: "CB2".into(),
            }
        } else {
            AttemptEvent::Returned { amount }
        }
    })
}

/// Anything that may happen, in any order, the same things again and again among it.
fn history() -> impl Strategy<Value = Vec<AttemptEvent>> {
    let few = prop::collection::vec(
        prop_oneof![6 => report(), 4 => other_event(), 3 => exit()],
        1..6,
    );
    few.prop_flat_map(|few| prop::collection::vec(select(few), 1..24))
        .prop_map(possible)
}

/// An attempt takes another's place only while that one is under way: the server looks before it says so.
fn possible(history: Vec<AttemptEvent>) -> Vec<AttemptEvent> {
    let mut attempt = fold(DUE, []);
    let mut possible = Vec::new();
    for event in history {
        if event != AttemptEvent::Superseded || attempt.state.is_under_way() {
            attempt.apply(&event);
            possible.push(event);
        }
    }
    possible
}

fn after(creation: &[AttemptEvent], reports: &[AttemptEvent]) -> Attempt {
    fold(DUE, creation.iter().chain(reports))
}

/// News of a charge of the amount due: with one of three numbers, without, or by two officers.
fn charge() -> impl Strategy<Value = AttemptEvent> {
    let numbered = |number: Option<&str>| AttemptEvent::ReportedPaid {
        amount: DUE,
        provider_transaction: number.map(str::to_owned),
        source: ReportSource::Query,
    };
    select(vec![
        numbered(Some("GD1")),
        numbered(Some("GD2")),
        numbered(Some("GD3")),
        numbered(None),
        AttemptEvent::CorrectedPaid {
            amount: DUE,
            provider_transaction: "FT1".into(),
            reason: "sao kê".into(),
            proposed_by: "CB1".into(),
            approved_by: "CB2".into(),
        },
    ])
}

/// What was taken, whenever it was told.
fn counted(attempt: &Attempt) -> BTreeMap<String, Vnd> {
    attempt
        .charges()
        .into_iter()
        .map(|charge| (charge.number, charge.amount))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn order_and_repeats_of_reports_change_nothing(
        creation in creation(),
        (reports, again) in reports_twice(),
    ) {
        let (told, again) = (after(&creation, &reports), after(&creation, &again));
        prop_assert_eq!(told.state, again.state);
        prop_assert_eq!(told.superseded, again.superseded);
        prop_assert_eq!(told.contact, again.contact);
        prop_assert_eq!(&told.failure_codes, &again.failure_codes);
        // Only the order of the charges is that of the reports.
        prop_assert_eq!(counted(&told), counted(&again));
    }

    #[test]
    fn what_was_told_before_is_the_same_attempt_counted_or_kept(history in history()) {
        let mut told = Vec::new();
        let once: Vec<_> = history
            .iter()
            .filter(|event| {
                let again = event.is_told() && told.contains(event);
                told.push(event);
                !again
            })
            .collect();
        prop_assert_eq!(fold(DUE, &history), fold(DUE, once));
    }

    #[test]
    fn an_order_is_paid_alike_whenever_its_attempt_was_superseded(
        (reports, again) in reports_twice(),
        at in 0_usize..16,
    ) {
        let mut interleaved = again;
        interleaved.insert(at.min(interleaved.len()), AttemptEvent::Superseded);
        let first: Vec<_> = [AttemptEvent::Superseded].into_iter().chain(reports).collect();
        let (one, other) = (fold(DUE, &first), fold(DUE, &interleaved));
        prop_assert_eq!(fold_order(DUE, &[one]), fold_order(DUE, &[other]));
    }

    #[test]
    fn money_on_its_way_is_lost_to_nothing_but_an_end(
        creation in creation(),
        (reports, _) in reports_twice(),
        waited in 0_usize..16,
    ) {
        let mut events = [creation.clone(), reports.clone()].concat();
        events.insert((creation.len() + waited).min(events.len()), AttemptEvent::Expired);
        let told = |wanted: fn(&AttemptEvent) -> bool| reports.iter().any(wanted);
        let ended = told(|event| matches!(event, AttemptEvent::ReportedPaid { .. }))
            || told(|event| matches!(event, AttemptEvent::ReportedFailed { .. }))
            || told(|event| matches!(event, AttemptEvent::ReportedCancelled { .. }))
            || creation.iter().any(|event| matches!(event, AttemptEvent::CreateRefused { .. }));
        if !ended && told(|event| matches!(event, AttemptEvent::ReportedInFlight { .. })) {
            let superseded = creation.contains(&AttemptEvent::Superseded);
            let attempt = fold(DUE, &events);
            prop_assert!(attempt.state.needs_answer());
            prop_assert!(attempt.state != AttemptState::Expired);
            prop_assert_eq!(attempt.state == AttemptState::InFlight, !superseded);
        }
    }

    #[test]
    fn what_decides_nothing_moves_no_money_and_ends_nothing(history in history()) {
        let is_final = |event: &&AttemptEvent| {
            !matches!(
                event,
                AttemptEvent::ReportedPending { .. }
                    | AttemptEvent::ReportedInFlight { .. }
                    | AttemptEvent::ReportedUndecided { .. }
            )
        };
        let (all, finals) = (fold(DUE, &history), fold(DUE, history.iter().filter(is_final)));
        prop_assert_eq!(all.charges(), finals.charges());
        prop_assert_eq!(all.state.holds_money(), finals.state.holds_money());
        let (told, expected) = (fold_order(DUE, &[all]), fold_order(DUE, &[finals]));
        prop_assert_eq!(told.surplus, expected.surplus);
        prop_assert_eq!(told.state == OrderState::Paid, expected.state == OrderState::Paid);
    }

    #[test]
    fn nothing_but_a_provider_or_two_officers_says_that_money_on_its_way_failed(history in history()) {
        let mut attempt = fold(DUE, []);
        for event in &history {
            let before = attempt.state;
            attempt.apply(event);
            if before == AttemptState::InFlight && attempt.state == AttemptState::Failed {
                let ends = matches!(
                    event,
                    AttemptEvent::ReportedFailed { .. } | AttemptEvent::CorrectedFailed { .. }
                );
                prop_assert!(ends, "{:?}", event);
            }
            prop_assert!(before != AttemptState::InFlight || attempt.state != AttemptState::Expired);
        }
    }

    #[test]
    fn without_a_report_of_the_exact_amount_nothing_is_paid(
        creation in creation(),
        (reports, _) in reports_twice(),
    ) {
        let exact = reports.iter().any(|report| {
            matches!(report, AttemptEvent::ReportedPaid { amount, .. } if *amount == DUE)
        });
        let attempt = after(&creation, &reports);
        prop_assert_eq!(attempt.state.holds_money(), exact);
        let order = fold_order(DUE, &[attempt]);
        prop_assert_eq!(order.state == OrderState::Paid, exact);
    }

    #[test]
    fn money_once_held_is_never_forgotten(
        creation in creation(),
        (reports, later) in reports_twice(),
    ) {
        let before = after(&creation, &reports);
        let more: Vec<_> = reports.into_iter().chain(later).collect();
        let afterwards = after(&creation, &more);
        if before.state.holds_money() {
            prop_assert_eq!(afterwards.state, before.state);
        }
        prop_assert!(afterwards.charges().len() >= before.charges().len());
    }

    #[test]
    fn what_holds_money_has_received_what_is_due_or_was_accepted(history in history()) {
        let attempt = fold(DUE, &history);
        let accepted = |event: &AttemptEvent| matches!(event, AttemptEvent::DifferenceAccepted { .. });
        if attempt.state.holds_money() {
            let least = if history.iter().any(accepted) { Vnd::new(1) } else { DUE };
            prop_assert!(attempt.received() >= least);
        }
    }

    #[test]
    fn whatever_happens_an_order_owes_nobody_a_negative_amount(
        histories in prop::collection::vec(history(), 0..4),
    ) {
        let attempts: Vec<_> = histories.iter().map(|history| fold(DUE, history)).collect();
        let order = fold_order(DUE, &attempts);
        prop_assert!(!order.surplus.is_negative() && !order.missing.is_negative());
        prop_assert!(order.missing < DUE || order.settled_by.is_some());
        if order.settled_by.is_some() && order.received < Vnd::new(i64::MAX) {
            // What is there and what is forgiven make up what is due and what goes back.
            let there = order.received.checked_add(order.missing);
            prop_assert_eq!(there, order.surplus.checked_add(DUE));
        }
    }

    #[test]
    fn what_was_returned_is_told_again_without_effect((reports, again) in reports_twice()) {
        let mut attempt = fold(DUE, &reports);
        attempt.apply(&AttemptEvent::Returned { amount: attempt.received() });
        if attempt.state == AttemptState::Returned {
            let received = attempt.received();
            for event in &again {
                attempt.apply(event);
            }
            prop_assert_eq!(attempt.state, AttemptState::Returned);
            prop_assert_eq!(attempt.received(), received);
        }
    }

    #[test]
    fn a_correction_adds_nothing_to_what_the_provider_tells(
        (reports, _) in reports_twice(),
        at in 0_usize..16,
    ) {
        let correction = AttemptEvent::CorrectedPaid {
            amount: DUE,
            provider_transaction: "FT1".into(),
            reason: "sao kê".into(),
            proposed_by: "CB1".into(),
            approved_by: "CB2".into(),
        };
        let mut corrected = reports.clone();
        corrected.insert(at.min(corrected.len()), correction);
        let (told, corrected) = (fold(DUE, &reports), fold(DUE, &corrected));
        prop_assert!(corrected.state.holds_money());
        prop_assert!(corrected.received() <= told.received().max(DUE));
    }

    #[test]
    fn whatever_is_told_of_a_charge_it_goes_back_once(
        told in prop::collection::vec(charge(), 1..12),
        settles in any::<bool>(),
    ) {
        let mut attempt = fold(DUE, []);
        let mut returning: BTreeMap<String, i64> = BTreeMap::new();
        let kept = if settles { DUE } else { Vnd::ZERO };
        for event in &told {
            attempt.apply(event);
            if let Some(number) = attempt.replacement() {
                let moved = returning.remove("").unwrap_or(0);
                *returning.entry(number.to_owned()).or_default() += moved;
            }
            let charges = attempt.charges();
            let refunds: Vec<_> = charges
                .iter()
                .map(|charge| ChargeRefunds {
                    taken: charge.amount,
                    returning: Vnd::new(returning.get(&charge.number).copied().unwrap_or(0)),
                })
                .collect();
            for (charge, back) in charges.iter().zip(share_back(kept, &refunds)) {
                let returning = returning.entry(charge.number.clone()).or_default();
                *returning += back.as_i64();
                prop_assert!(*returning <= charge.amount.as_i64());
            }
            let back: i64 = returning.values().sum();
            prop_assert_eq!(back + kept.as_i64(), attempt.received().as_i64());
        }
    }

    #[test]
    fn a_paid_order_keeps_exactly_what_is_due(
        attempts in prop::collection::vec((creation(), reports_twice()), 0..4),
    ) {
        let attempts: Vec<_> = attempts
            .iter()
            .map(|(creation, (reports, _))| after(creation, reports))
            .collect();
        let order = fold_order(DUE, &attempts);
        let holding = attempts.iter().filter(|attempt| attempt.state.holds_money()).count();
        prop_assert_eq!(order.state == OrderState::Paid, holding > 0);
        prop_assert!(!order.surplus.is_negative());
        if let Some(index) = order.settled_by {
            prop_assert!(attempts[index].state.holds_money());
            // At the ends of 64 bits the sum is only the nearest one.
            if order.received < Vnd::new(i64::MAX) {
                prop_assert_eq!(order.received.checked_sub(order.surplus), Some(DUE));
            }
        } else {
            prop_assert_eq!(order.surplus, Vnd::ZERO);
            prop_assert!(attempts.iter().all(|a| a.state != AttemptState::Paid));
        }
    }
}

use std::collections::BTreeSet;

use domain::language::Language;
use domain::money::Vnd;
use domain::payment::{
    Answer, Attempt, AttemptEvent, AttemptState, EventKind, OrderState, Outcome, PollSchedule,
    ReportSource, TRANSITIONS, fold, fold_order, is_over, transition,
};
use strum::IntoEnumIterator;
use time::Duration;

use AttemptEvent::{
    CreateAccepted, CreateRequested, CreateUnanswered, ReportedFailed, ReportedInFlight,
    ReportedPaid, ReportedPending, ReportedUndecided, Superseded,
};

const DUE: Vnd = Vnd::new(200_000);

fn paid(dong: i64, transaction: &str) -> AttemptEvent {
    ReportedPaid {
        amount: Vnd::new(dong),
        provider_transaction: Some(transaction.into()),
        source: ReportSource::Callback,
    }
}

fn failed() -> AttemptEvent {
    ReportedFailed {
        code: "01".into(),
        source: ReportSource::Query,
    }
}

fn in_flight() -> AttemptEvent {
    ReportedInFlight {
        code: "3".into(),
        source: ReportSource::Query,
    }
}

fn attempt(events: &[AttemptEvent]) -> Attempt {
    fold(DUE, events)
}

fn state(events: &[AttemptEvent]) -> AttemptState {
    attempt(events).state
}

#[test]
fn a_paid_attempt_passes_through_pending() {
    let events = [CreateRequested, CreateAccepted, paid(200_000, "GD1")];
    let states: Vec<_> = (0..=3).map(|count| state(&events[..count])).collect();
    assert_eq!(
        states,
        [
            AttemptState::Created,
            AttemptState::Created,
            AttemptState::Pending,
            AttemptState::Paid
        ]
    );
}

#[test]
fn a_timeout_is_unknown_and_never_failed() {
    let unanswered = [CreateRequested, CreateUnanswered];
    assert_eq!(state(&unanswered), AttemptState::Unknown);
    let refused_repetition = AttemptEvent::CreateRefused { code: "03".into() };
    let events = [CreateRequested, CreateUnanswered, refused_repetition];
    assert_eq!(state(&events), AttemptState::Unknown);
    let events = [CreateRequested, CreateUnanswered, paid(200_000, "GD1")];
    assert_eq!(state(&events), AttemptState::Paid);
}

#[test]
fn a_refused_creation_failed() {
    let refused = AttemptEvent::CreateRefused { code: "06".into() };
    let attempt = attempt(&[CreateRequested, refused]);
    assert_eq!(attempt.state, AttemptState::Failed);
    assert!(attempt.failure_codes.contains("06"));
}

#[test]
fn a_callback_may_overtake_the_answer_to_the_creation() {
    let events = [CreateRequested, paid(200_000, "GD1"), CreateUnanswered];
    assert_eq!(state(&events), AttemptState::Paid);
}

#[test]
fn another_amount_is_never_paid() {
    for dong in [
        1,
        199_999,
        200_001,
        20_000_000,
        0,
        -200_000,
        i64::MIN,
        i64::MAX,
    ] {
        let attempt = attempt(&[CreateRequested, CreateAccepted, paid(dong, "GD1")]);
        assert_eq!(attempt.state, AttemptState::AmountMismatch, "{dong}");
        assert_eq!(attempt.state.outcome(), Outcome::Waiting);
        let is_money = dong > 0;
        assert_eq!(attempt.charges().len(), usize::from(is_money), "{dong}");
        let order = fold_order(DUE, &[attempt]);
        assert_eq!(order.state, OrderState::NeedsReview);
        assert_eq!(order.surplus, Vnd::ZERO);
    }
}

#[test]
fn a_wrong_report_does_not_undo_a_right_one() {
    let (right, wrong) = (paid(200_000, "GD1"), paid(1, "GD1"));
    for reports in [[right.clone(), wrong.clone()], [wrong, right]] {
        let attempt = attempt(&reports);
        assert_eq!(attempt.state, AttemptState::Paid);
        assert_eq!(attempt.received(), DUE);
    }
}

#[test]
fn money_outranks_an_earlier_failure() {
    let events = [CreateAccepted, failed(), paid(200_000, "GD1")];
    assert_eq!(state(&events), AttemptState::Paid);
}

#[test]
fn a_failure_outranks_a_cancellation() {
    let cancelled = AttemptEvent::ReportedCancelled {
        code: "24".into(),
        source: ReportSource::Callback,
    };
    for reports in [[cancelled.clone(), failed()], [failed(), cancelled.clone()]] {
        assert_eq!(state(&reports), AttemptState::Failed);
    }
    assert_eq!(state(&[cancelled]), AttemptState::Cancelled);
}

#[test]
fn money_on_its_way_neither_expires_nor_fails_by_waiting() {
    let pending = ReportedPending {
        source: ReportSource::Query,
    };
    let waited = [
        CreateAccepted,
        in_flight(),
        AttemptEvent::Expired,
        pending.clone(),
        AttemptEvent::CreateRefused { code: "03".into() },
    ];
    for told in 2..=waited.len() {
        let attempt = attempt(&waited[..told]);
        assert_eq!(attempt.state, AttemptState::InFlight, "{told}");
        assert_eq!(attempt.state.outcome(), Outcome::Waiting);
        assert!(attempt.state.needs_answer() && !attempt.state.is_live());
        assert_eq!(attempt.received(), Vnd::ZERO);
        assert_eq!(fold_order(DUE, &[attempt]).state, OrderState::InProgress);
    }
}

#[test]
fn each_news_leads_money_on_its_way_to_one_state() {
    let corrected = AttemptEvent::CorrectedFailed {
        reason: "sao kê".into(),
        proposed_by: "a".into(),
        approved_by: "b".into(),
    };
    for (news, after) in [
        (in_flight(), AttemptState::InFlight),
        (CreateAccepted, AttemptState::InFlight),
        (CreateUnanswered, AttemptState::InFlight),
        (AttemptEvent::PayerReturned, AttemptState::InFlight),
        (AttemptEvent::Expired, AttemptState::InFlight),
        (paid(200_000, "GD1"), AttemptState::Paid),
        (paid(199_000, "GD1"), AttemptState::AmountMismatch),
        (failed(), AttemptState::Failed),
        (Superseded, AttemptState::Superseded),
        (corrected, AttemptState::Failed),
    ] {
        let events = [CreateAccepted, in_flight(), news.clone()];
        assert_eq!(state(&events), after, "{news:?}");
    }
}

#[test]
fn money_on_its_way_is_told_of_whatever_stood_before() {
    let other = paid(1_000, "GD1");
    for (before, after) in [
        (vec![], AttemptState::InFlight),
        (vec![CreateAccepted], AttemptState::InFlight),
        (vec![CreateUnanswered], AttemptState::InFlight),
        // Its payer was told that it failed: that is taken back.
        (
            vec![CreateAccepted, AttemptEvent::Expired],
            AttemptState::InFlight,
        ),
        // Another attempt has its place already, and it is asked about all the same.
        (vec![CreateAccepted, Superseded], AttemptState::Superseded),
        (vec![failed()], AttemptState::Failed),
        (vec![other], AttemptState::AmountMismatch),
        (vec![paid(200_000, "GD1")], AttemptState::Paid),
    ] {
        let events = [before.clone(), vec![in_flight()]].concat();
        assert_eq!(state(&events), after, "{before:?}");
    }
}

#[test]
fn another_attempt_takes_the_place_of_money_on_its_way_which_goes_back_if_both_arrive() {
    let old = attempt(&[
        CreateAccepted,
        in_flight(),
        Superseded,
        paid(200_000, "GD1"),
    ]);
    assert_eq!(old.state, AttemptState::Duplicate);
    let new = attempt(&[CreateAccepted, paid(200_000, "GD2")]);
    let order = fold_order(DUE, &[old, new]);
    assert_eq!((order.state, order.settled_by), (OrderState::Paid, Some(1)));
    assert_eq!(order.surplus, DUE);
    // The same for one whose time was over before it was known to be on its way.
    let old = [CreateAccepted, AttemptEvent::Expired, in_flight()];
    assert_eq!(
        fold_order(DUE, &[attempt(&old)]).state,
        OrderState::InProgress
    );
    let old = [&old[..], &[Superseded, paid(200_000, "GD1")]].concat();
    assert_eq!(state(&old), AttemptState::Duplicate);
}

#[test]
fn a_code_that_decides_nothing_changes_nothing_but_that_the_provider_was_heard_of() {
    let undecided = ReportedUndecided {
        code: "ZZ".into(),
        source: ReportSource::Callback,
    };
    for (before, after) in [
        (vec![CreateUnanswered], AttemptState::Pending),
        (vec![CreateAccepted], AttemptState::Pending),
        (vec![CreateAccepted, in_flight()], AttemptState::InFlight),
        (
            vec![CreateAccepted, AttemptEvent::Expired],
            AttemptState::Expired,
        ),
        (vec![CreateAccepted, Superseded], AttemptState::Superseded),
        (vec![failed()], AttemptState::Failed),
        (vec![paid(200_000, "GD1")], AttemptState::Paid),
    ] {
        let events = [before.clone(), vec![undecided.clone()]].concat();
        let told = attempt(&events);
        assert_eq!(told.state, after, "{before:?}");
        assert!(told.contact);
        assert!(!told.failure_codes.contains("ZZ"), "it is no failure");
    }
}

#[test]
fn only_not_paid_yet_ends_the_time_to_pay() {
    let late = Duration::days(3);
    for answer in [
        Answer::InFlight,
        Answer::Paid,
        Answer::Failed,
        Answer::NotKnown,
        Answer::Undecided,
    ] {
        assert!(!answer.ends_time_to_pay(late, false), "{answer:?}");
    }
    let minutes = Duration::minutes;
    assert!(!Answer::NotPaid.ends_time_to_pay(minutes(14), false));
    assert!(Answer::NotPaid.ends_time_to_pay(minutes(15), false));
    assert!(!Answer::NotPaid.ends_time_to_pay(minutes(89), true));
    assert!(Answer::NotPaid.ends_time_to_pay(minutes(90), true));
}

#[test]
fn what_is_not_decided_on_day_3_is_for_a_person() {
    use AttemptState::{Expired, Failed, InFlight, Paid, Pending, Superseded, Unknown};
    for (answer, after, was_in_flight, person) in [
        (Answer::NotPaid, Expired, false, false),
        (Answer::NotPaid, Superseded, false, false),
        // Money was on its way, and now there is none: where did it go?
        (Answer::NotPaid, Superseded, true, true),
        (Answer::NotPaid, InFlight, true, true),
        // It ends no time to pay that is not over, so somebody is still to find out.
        (Answer::NotPaid, Pending, false, true),
        (Answer::InFlight, InFlight, true, true),
        (Answer::InFlight, Superseded, true, true),
        (Answer::NotKnown, Superseded, true, true),
        (Answer::NotKnown, Pending, false, true),
        (Answer::Undecided, Expired, false, true),
        (Answer::Undecided, Unknown, false, true),
        (Answer::Undecided, InFlight, true, true),
        (Answer::Failed, Failed, true, false),
        (Answer::Paid, Paid, true, false),
    ] {
        assert_eq!(
            answer.needs_person(after, was_in_flight),
            person,
            "{answer:?} {after:?} {was_in_flight}"
        );
    }
}

#[test]
fn a_superseded_attempt_waits_for_its_answer() {
    let superseded = [CreateAccepted, Superseded];
    assert_eq!(state(&superseded), AttemptState::Superseded);
    assert!(state(&superseded).needs_answer());
    assert_eq!(state(&superseded).outcome(), Outcome::Replaced);
    let unpaid = [CreateAccepted, Superseded, failed()];
    assert_eq!(state(&unpaid), AttemptState::Failed);
    let late = [CreateAccepted, Superseded, failed(), paid(200_000, "GD1")];
    assert_eq!(state(&late), AttemptState::Duplicate);
}

#[test]
fn time_is_over_sooner_for_a_payer_who_was_never_heard_of() {
    let minutes = Duration::minutes;
    for (age, contact, over) in [
        (minutes(14), false, false),
        (minutes(15), false, true),
        (minutes(15), true, false),
        (minutes(89), true, false),
        (minutes(90), true, true),
    ] {
        assert_eq!(is_over(age, contact), over, "{age}, contact {contact}");
    }
    assert!(!attempt(&[CreateRequested, CreateAccepted]).contact);
    assert!(attempt(&[CreateRequested, AttemptEvent::PayerReturned]).contact);
}

#[test]
fn money_that_comes_after_the_time_was_over_still_counts() {
    let expired = [CreateAccepted, AttemptEvent::Expired];
    assert_eq!(state(&expired), AttemptState::Expired);
    assert!(!state(&expired).is_live() && state(&expired).needs_answer());
    let late = [
        CreateAccepted,
        AttemptEvent::Expired,
        paid(200_000, "GD1"),
        AttemptEvent::Expired,
    ];
    assert_eq!(state(&late), AttemptState::Paid);
}

#[test]
fn money_told_without_a_number_is_the_money_told_with_one() {
    let unnamed = ReportedPaid {
        amount: DUE,
        provider_transaction: None,
        source: ReportSource::Query,
    };
    for reports in [
        [unnamed.clone(), paid(200_000, "GD1")],
        [paid(200_000, "GD1"), unnamed.clone()],
        [unnamed.clone(), unnamed],
    ] {
        assert_eq!(attempt(&reports).received(), DUE);
    }
}

fn corrected(dong: i64) -> AttemptEvent {
    AttemptEvent::CorrectedPaid {
        amount: Vnd::new(dong),
        provider_transaction: "FT26075".into(),
        reason: "Có trong sao kê".into(),
        proposed_by: "a".into(),
        approved_by: "b".into(),
    }
}

fn unnumbered(dong: i64) -> AttemptEvent {
    ReportedPaid {
        amount: Vnd::new(dong),
        provider_transaction: None,
        source: ReportSource::Query,
    }
}

#[test]
fn a_charge_is_counted_once_whoever_tells_of_it() {
    for (told, charges) in [
        // Officers have the bank's number, the provider comes later with its own, or had come before.
        (vec![corrected(200_000)], vec![("", 200_000)]),
        (
            vec![corrected(200_000), paid(200_000, "GD1")],
            vec![("GD1", 200_000)],
        ),
        (
            vec![paid(200_000, "GD1"), corrected(200_000)],
            vec![("GD1", 200_000)],
        ),
        (
            vec![
                unnumbered(200_000),
                corrected(200_000),
                paid(200_000, "GD1"),
            ],
            vec![("GD1", 200_000)],
        ),
        // The second number is a second charge.
        (
            vec![
                unnumbered(200_000),
                paid(200_000, "GD2"),
                paid(200_000, "GD1"),
            ],
            vec![("GD2", 200_000), ("GD1", 200_000)],
        ),
        // What was believed to settle the order stays accounted for.
        (
            vec![corrected(200_000), paid(199_000, "GD1")],
            vec![("GD1", 199_000), ("", 1_000)],
        ),
        (
            vec![paid(199_000, "GD1"), unnumbered(200_000)],
            vec![("GD1", 199_000), ("", 1_000)],
        ),
        (
            vec![unnumbered(300_000), paid(200_000, "GD1")],
            vec![("GD1", 200_000)],
        ),
        (
            vec![unnumbered(7_000), paid(9_000, "GD1")],
            vec![("GD1", 9_000)],
        ),
    ] {
        let found: Vec<_> = attempt(&told)
            .charges()
            .into_iter()
            .map(|charge| (charge.number, charge.amount.as_i64()))
            .collect();
        let expected: Vec<_> = charges
            .into_iter()
            .map(|(number, dong)| (number.to_owned(), dong))
            .collect();
        assert_eq!(found, expected, "{told:?}");
    }
}

#[test]
fn charges_are_listed_by_time_and_not_by_number() {
    let events = [paid(200_000, "GD9"), paid(200_000, "GD1"), paid(1, "GD9")];
    let attempt = attempt(&events);
    let numbers: Vec<_> = attempt
        .charges()
        .into_iter()
        .map(|charge| charge.number)
        .collect();
    assert_eq!(numbers, ["GD9", "GD1"]);
    assert_eq!(attempt.transaction_number(), Some("GD9"));
}

#[test]
fn a_payment_is_found_by_the_banks_number_until_the_provider_tells_its_own() {
    let mut events = vec![corrected(200_000)];
    let known = attempt(&events);
    assert_eq!(known.transaction_number(), Some("FT26075"));
    assert_eq!(known.replacement(), None);
    events.push(paid(200_000, "GD1"));
    let known = attempt(&events);
    assert_eq!(known.transaction_number(), Some("GD1"));
    assert_eq!(known.replacement(), Some("GD1"));
    assert_eq!(attempt(&events[1..]).replacement(), None);
}

#[test]
fn two_officers_can_say_what_became_of_an_attempt_but_not_take_money_away() {
    let no_money = AttemptEvent::CorrectedFailed {
        reason: "Sao kê ngày 16/03 không có".into(),
        proposed_by: "a".into(),
        approved_by: "b".into(),
    };
    let money = AttemptEvent::CorrectedPaid {
        amount: DUE,
        provider_transaction: "FT26075".into(),
        reason: "Có trong sao kê".into(),
        proposed_by: "a".into(),
        approved_by: "b".into(),
    };
    assert_eq!(
        state(&[CreateUnanswered, no_money.clone()]),
        AttemptState::Failed
    );
    assert_eq!(
        state(&[CreateUnanswered, money.clone()]),
        AttemptState::Paid
    );
    assert_eq!(state(&[money, no_money]), AttemptState::Paid);
}

fn accepted(dong: i64) -> AttemptEvent {
    AttemptEvent::DifferenceAccepted {
        received: Vnd::new(dong),
        reason: "Tờ trình 12".into(),
        proposed_by: "a".into(),
        approved_by: "b".into(),
    }
}

fn returned(dong: i64) -> AttemptEvent {
    AttemptEvent::Returned {
        amount: Vnd::new(dong),
    }
}

fn no_money() -> AttemptEvent {
    AttemptEvent::CorrectedFailed {
        reason: "sao kê".into(),
        proposed_by: "a".into(),
        approved_by: "b".into(),
    }
}

#[test]
fn a_difference_that_two_officers_accept_settles_the_order() {
    for (events, surplus, missing) in [
        (vec![paid(199_000, "GD1"), accepted(199_000)], 0, 1_000),
        (vec![paid(200_001, "GD1"), accepted(200_001)], 1, 0),
        (
            vec![paid(120_000, "GD1"), paid(70_000, "GD2"), accepted(190_000)],
            0,
            10_000,
        ),
        // What is missing comes after all, or too much of it.
        (
            vec![
                paid(199_000, "GD1"),
                accepted(199_000),
                paid(200_000, "GD1"),
            ],
            0,
            0,
        ),
        (
            vec![
                paid(199_000, "GD1"),
                accepted(199_000),
                paid(200_000, "GD2"),
            ],
            199_000,
            0,
        ),
        // Told again, it is the same.
        (
            vec![
                paid(199_000, "GD1"),
                accepted(199_000),
                paid(199_000, "GD1"),
            ],
            0,
            1_000,
        ),
    ] {
        let order = fold_order(DUE, &[attempt(&events)]);
        assert_eq!(
            (order.state, order.surplus.as_i64(), order.missing.as_i64()),
            (OrderState::Paid, surplus, missing),
            "{events:?}"
        );
    }
}

#[test]
fn nobody_accepts_what_was_not_seen_or_nothing() {
    for events in [
        vec![paid(199_000, "GD1"), accepted(198_000)],
        vec![paid(0, "GD1"), accepted(0)],
    ] {
        assert_eq!(state(&events), AttemptState::AmountMismatch, "{events:?}");
    }
    assert_eq!(state(&[CreateAccepted, accepted(0)]), AttemptState::Pending);
}

#[test]
fn what_is_paid_beside_an_accepted_difference_goes_back() {
    let less = attempt(&[paid(199_000, "GD1"), accepted(199_000)]);
    let failed_then_paid = attempt(&[failed(), paid(200_000, "GD2")]);
    for (attempts, settled_by) in [
        ([less.clone(), failed_then_paid.clone()], 0),
        ([failed_then_paid, less], 1),
    ] {
        let order = fold_order(DUE, &attempts);
        assert_eq!(order.settled_by, Some(settled_by));
        assert_eq!(
            (order.surplus.as_i64(), order.missing.as_i64()),
            (200_000, 1_000)
        );
    }
}

#[test]
fn a_report_of_nothing_can_be_said_to_be_nothing_and_no_other_can() {
    let nothing = [paid(0, "GD1"), no_money()];
    assert_eq!(state(&nothing), AttemptState::Failed);
    let money = [paid(1, "GD1"), no_money()];
    assert_eq!(state(&money), AttemptState::AmountMismatch);
}

#[test]
fn what_went_back_entirely_leaves_the_order_due() {
    for events in [
        vec![paid(199_000, "GD1"), returned(199_000)],
        vec![paid(200_000, "GD1"), returned(200_000)],
        vec![paid(199_000, "GD1"), accepted(199_000), returned(199_000)],
        vec![Superseded, paid(200_000, "GD1"), returned(200_000)],
    ] {
        let attempt = attempt(&events);
        assert_eq!(attempt.state, AttemptState::Returned, "{events:?}");
        assert_eq!(attempt.state.outcome(), Outcome::Returned);
        assert_eq!(attempt.held(), Vnd::ZERO);
        let order = fold_order(DUE, &[attempt]);
        assert_eq!(order.state, OrderState::Due);
        assert_eq!((order.surplus, order.missing), (Vnd::ZERO, Vnd::ZERO));
    }
    let part = [paid(200_000, "GD1"), returned(199_000)];
    assert_eq!(state(&part), AttemptState::Paid, "not all of it");
}

#[test]
fn money_that_comes_after_all_went_back_is_new_money_and_what_went_back_is_not() {
    let gone = [paid(199_000, "GD1"), returned(199_000)];
    for (told, after, held) in [
        (paid(199_000, "GD1"), AttemptState::Returned, 0),
        (failed(), AttemptState::Returned, 0),
        (paid(200_000, "GD2"), AttemptState::Paid, 200_000),
        (paid(1_000, "GD2"), AttemptState::AmountMismatch, 1_000),
        // The same charge turns out to be larger: only the rest is there.
        (paid(200_000, "GD1"), AttemptState::AmountMismatch, 1_000),
    ] {
        let again = attempt(&[&gone[..], std::slice::from_ref(&told)].concat());
        assert_eq!(
            (again.state, again.held().as_i64()),
            (after, held),
            "{told:?}"
        );
    }
    let exact = [paid(200_000, "GD1"), returned(200_000)];
    let again = [&exact[..], &[paid(1_000, "GD2"), paid(200_000, "GD1")]].concat();
    assert_eq!(
        state(&again),
        AttemptState::AmountMismatch,
        "what went back pays for nothing"
    );
    let again = [&exact[..], &[paid(200_000, "GD2")]].concat();
    let again = attempt(&again);
    assert_eq!(again.transaction_number(), Some("GD2"));
    let order = fold_order(DUE, &[again]);
    assert_eq!((order.state, order.surplus), (OrderState::Paid, Vnd::ZERO));
    assert_eq!(order.received, DUE);
    let late = [Superseded, paid(200_000, "GD1"), returned(200_000)];
    let late = [&late[..], &[paid(200_000, "GD2")]].concat();
    assert_eq!(state(&late), AttemptState::Duplicate);
}

#[test]
fn an_order_that_was_given_back_is_settled_by_the_next_who_pays() {
    let gone = attempt(&[paid(200_000, "GD1"), returned(200_000)]);
    let next = attempt(&[CreateAccepted, paid(200_000, "GD2")]);
    let order = fold_order(DUE, &[gone, next]);
    assert_eq!((order.state, order.settled_by), (OrderState::Paid, Some(1)));
    assert_eq!((order.received, order.surplus), (DUE, Vnd::ZERO));
}

#[test]
fn both_attempts_paid_leaves_a_surplus_to_refund() {
    let old = attempt(&[CreateAccepted, Superseded, paid(200_000, "GD1")]);
    let new = attempt(&[CreateAccepted, paid(200_000, "GD2")]);
    let order = fold_order(DUE, &[old, new]);
    assert_eq!(order.state, OrderState::Paid);
    assert_eq!(order.settled_by, Some(1));
    assert_eq!(order.received, Vnd::new(400_000));
    assert_eq!(order.surplus, DUE);
}

#[test]
fn a_superseded_attempt_that_alone_was_paid_settles_the_order() {
    let old = attempt(&[CreateAccepted, Superseded, paid(200_000, "GD1")]);
    let new = attempt(&[CreateAccepted, failed()]);
    let order = fold_order(DUE, &[old, new]);
    assert_eq!((order.state, order.settled_by), (OrderState::Paid, Some(0)));
    assert_eq!(order.surplus, Vnd::ZERO);
}

#[test]
fn one_attempt_charged_twice_leaves_a_surplus() {
    let events = [
        paid(200_000, "GD1"),
        paid(200_000, "GD2"),
        paid(200_000, "GD1"),
    ];
    let order = fold_order(DUE, &[attempt(&events)]);
    assert_eq!(order.received, Vnd::new(400_000));
    assert_eq!(order.surplus, DUE);
}

#[test]
fn an_order_is_due_again_after_a_failure() {
    let live = attempt(&[CreateRequested]);
    let gone = attempt(&[CreateRequested, failed()]);
    let order_state = |attempts: &[Attempt]| fold_order(DUE, attempts).state;
    assert_eq!(order_state(&[]), OrderState::Due);
    assert_eq!(
        order_state(std::slice::from_ref(&live)),
        OrderState::InProgress
    );
    assert_eq!(order_state(std::slice::from_ref(&gone)), OrderState::Due);
    assert_eq!(order_state(&[gone, live]), OrderState::InProgress);
}

#[test]
fn citizens_read_one_of_five_outcomes() {
    let labels = |outcome: Outcome| outcome.label().to(Language::Vietnamese);
    assert_eq!(labels(AttemptState::Unknown.outcome()), "Đang chờ kết quả");
    assert_eq!(
        labels(AttemptState::Paid.outcome()),
        "Thanh toán thành công"
    );
    assert_eq!(
        labels(AttemptState::Cancelled.outcome()),
        "Thanh toán không thành công"
    );
    assert_eq!(
        labels(AttemptState::Superseded.outcome()),
        "Đã thay bằng lần khác – chưa nhận tiền"
    );
    assert_eq!(labels(AttemptState::Returned.outcome()), "Đã hoàn lại");
    for state in AttemptState::iter() {
        let unanswered = !state.outcome().is_final();
        // The provider of an expired one was asked and knew of no money; it is asked on all the same.
        let expired = state == AttemptState::Expired;
        assert!(unanswered || expired || !state.needs_answer(), "{state:?}");
        assert_eq!(state.holds_money(), state.outcome() == Outcome::Succeeded);
    }
}

#[test]
fn the_table_names_every_pair_once_and_money_is_left_only_when_it_went_back() {
    let pairs: BTreeSet<_> = TRANSITIONS
        .iter()
        .map(|(from, kind, _)| (from, kind))
        .collect();
    assert_eq!(pairs.len(), TRANSITIONS.len());
    assert!(TRANSITIONS.iter().all(|(from, _, to)| from != to));
    for kind in EventKind::iter() {
        for state in [AttemptState::Paid, AttemptState::Duplicate] {
            let after = if kind == EventKind::Returned {
                AttemptState::Returned
            } else {
                state
            };
            assert_eq!(transition(state, kind), after);
        }
    }
}

#[test]
fn only_reports_of_money_and_two_officers_lead_to_money() {
    for (from, kind, to) in TRANSITIONS {
        let by_money = matches!(
            kind,
            EventKind::ReportedPaid | EventKind::ReportedPaidLate | EventKind::DifferenceAccepted
        );
        assert_eq!(to.holds_money(), by_money, "{from:?} {kind:?}");
        assert!(to.is_live() <= from.is_live(), "nothing comes back to life");
    }
}

#[test]
fn events_are_tagged_objects_in_json() {
    let event = ReportedPending {
        source: ReportSource::Query,
    };
    let undecided = ReportedUndecided {
        code: "ZZ".into(),
        source: ReportSource::Callback,
    };
    for (event, json) in [
        (event, r#"{"type":"reported_pending","source":"query"}"#),
        (
            in_flight(),
            r#"{"type":"reported_in_flight","code":"3","source":"query"}"#,
        ),
        (
            undecided,
            r#"{"type":"reported_undecided","code":"ZZ","source":"callback"}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
        assert_eq!(serde_json::from_str::<AttemptEvent>(json).unwrap(), event);
    }
}

#[test]
fn the_provider_is_asked_ever_more_rarely_until_day_3() {
    let minutes = Duration::minutes;
    for (age, tries, wait) in [
        (minutes(0), 0, Some(minutes(1))),
        (Duration::seconds(45), 0, Some(Duration::seconds(15))),
        (minutes(-5), 0, Some(minutes(1))),
        (minutes(1), 1, Some(minutes(5))),
        (minutes(59), 12, Some(minutes(5))),
        (minutes(60), 13, Some(minutes(15))),
        (Duration::hours(6), 40, Some(minutes(30))),
        (Duration::hours(24), 76, Some(Duration::days(1))),
        (Duration::hours(60), 78, Some(Duration::hours(12))),
        (Duration::days(3), 79, None),
        (Duration::days(30), 79, None),
        (Duration::days(30), 0, Some(Duration::ZERO)),
    ] {
        assert_eq!(
            PollSchedule::default().wait(age, tries),
            wait,
            "{age} after {tries}"
        );
    }
}

#[test]
fn the_poll_schedule_ends_with_a_question_on_day_3() {
    // 1 + 12 within the hour, 20 to hour 6, 36 to day 1, days 2 and 3, give or take a boundary.
    for (percent, questions) in [
        (100, 68..=76),
        (200, 35..=41),
        (20, 345..=370),
        (600, 11..=16),
    ] {
        let schedule = PollSchedule::of_percent(percent).unwrap();
        let mut age = Duration::ZERO;
        let mut tries = 0;
        while let Some(wait) = schedule.wait(age, tries) {
            age += wait;
            tries += 1;
            assert!(tries < 1_000, "the schedule must end");
        }
        assert_eq!(age, Duration::days(3));
        assert!(questions.contains(&tries), "{tries} at {percent} %");
    }
    assert_eq!(PollSchedule::of_percent(0), None, "asking without a pause");
}

//! What holds of refunds whatever happens: never more than was captured, never a second life, phí and lệ phí apart.

use domain::money::Vnd;
use domain::refund::{
    BankAccount, ChargeRefunds, REFUND_TRANSITIONS, RefundEvent, RefundRefusal, RefundState,
    Shares, check_refund, fold_refund, share_back, share_out,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn by(who: &str) -> RefundEvent {
    RefundEvent::Approved { by: who.into() }
}

fn event() -> impl Strategy<Value = RefundEvent> {
    prop::sample::select(vec![
        by("b"),
        RefundEvent::ApprovedForTransfer {
            by: "b".into(),
            account: None,
        },
        RefundEvent::AccountNamed {
            by: "a".into(),
            account: BankAccount {
                bank_bin: "970436".into(),
                number: "0071001234".into(),
                holder: "NGUYEN VAN AN".into(),
            },
        },
        RefundEvent::Rejected {
            by: "b".into(),
            reason: "Sai".into(),
        },
        RefundEvent::Withdrawn {
            reason: "Đã hoàn".into(),
        },
        RefundEvent::SendRequested,
        RefundEvent::Accepted,
        RefundEvent::Unanswered,
        RefundEvent::NotSent,
        RefundEvent::Done { number: None },
        RefundEvent::Failed {
            code: "1080".into(),
        },
    ])
}

#[test]
fn the_table_names_every_pair_once_and_money_gone_back_is_left_by_nothing() {
    let pairs: BTreeSet<_> = REFUND_TRANSITIONS
        .iter()
        .map(|(from, kind, _)| (from, kind))
        .collect();
    assert_eq!(pairs.len(), REFUND_TRANSITIONS.len());
    assert!(
        REFUND_TRANSITIONS
            .iter()
            .all(|(from, _, _)| { !matches!(from, RefundState::Done | RefundState::Rejected) })
    );
}

#[test]
fn nothing_is_sent_before_it_is_approved() {
    for event in [
        RefundEvent::SendRequested,
        RefundEvent::Accepted,
        RefundEvent::Done { number: None },
        RefundEvent::Failed { code: "x".into() },
        RefundEvent::Unanswered,
    ] {
        assert_eq!(fold_refund([&event]), RefundState::Proposed);
    }
    assert_eq!(
        fold_refund([&by("b"), &RefundEvent::SendRequested]),
        RefundState::Unknown,
        "a server that dies leaves a question"
    );
    assert_eq!(
        fold_refund([&by("b"), &RefundEvent::Unanswered]),
        RefundState::Unknown,
        "a time-out is unknown"
    );
}

#[test]
fn whoever_did_not_see_what_is_available_must_look_again() {
    let vnd = Vnd::new;
    assert_eq!(
        check_refund(vnd(1), vnd(5), vnd(6)),
        Err(RefundRefusal::Stale)
    );
    assert_eq!(
        check_refund(vnd(0), vnd(5), vnd(5)),
        Err(RefundRefusal::NotPositive)
    );
    assert_eq!(
        check_refund(vnd(6), vnd(5), vnd(5)),
        Err(RefundRefusal::MoreThanAvailable)
    );
    assert_eq!(check_refund(vnd(5), vnd(5), vnd(5)), Ok(()));
}

#[test]
fn a_part_takes_the_surplus_first_and_the_kinds_in_proportion() {
    let left = Shares {
        surplus: Vnd::new(10),
        fees: Vnd::new(150),
        charges: Vnd::new(50),
    };
    let taken = |dong| {
        let shares = share_out(Vnd::new(dong), left)?;
        Some([shares.surplus, shares.fees, shares.charges].map(Vnd::as_i64))
    };
    assert_eq!(taken(7), Some([7, 0, 0]));
    assert_eq!(taken(110), Some([10, 75, 25]));
    assert_eq!(taken(11), Some([10, 1, 0]));
    assert_eq!(taken(210), Some([10, 150, 50]));
    assert_eq!(taken(211), None);
    assert_eq!(taken(-1), None);
}

#[test]
fn the_charge_that_came_first_is_kept_and_the_newest_go_back() {
    let charge = |&(taken, returning): &(i64, i64)| ChargeRefunds {
        taken: Vnd::new(taken),
        returning: Vnd::new(returning),
    };
    for (kept, charges, back) in [
        (200, vec![(200, 0), (200, 0)], vec![0, 200]),
        (200, vec![(200, 0), (200, 0), (200, 0)], vec![0, 200, 200]),
        // The amount due is kept before another that came first.
        (200, vec![(199, 0), (200, 0)], vec![199, 0]),
        // What goes back already is not kept, and nothing goes back twice.
        (200, vec![(200, 200), (200, 0)], vec![0, 0]),
        (200, vec![(200, 0), (200, 200)], vec![0, 0]),
        (200, vec![(200, 199), (200, 0)], vec![1, 0]),
        (200, vec![(200, 200), (200, 200)], vec![0, 0]),
        // None is of that amount: the oldest are kept.
        (200, vec![(150, 0), (150, 0)], vec![0, 100]),
        (150, vec![(200, 50), (200, 0)], vec![0, 200]),
        (0, vec![(200, 0), (7, 3)], vec![200, 4]),
        (200, vec![(100, 0)], vec![0]),
        (200, vec![], vec![]),
    ] {
        let listed: Vec<_> = charges.iter().map(charge).collect();
        let shares = share_back(Vnd::new(kept), &listed);
        let shares: Vec<_> = shares.into_iter().map(Vnd::as_i64).collect();
        assert_eq!(shares, back, "{kept} of {charges:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn parts_add_up_and_never_exceed_what_was_captured(
        surplus in 0_i64..1_000_000,
        fees in 0_i64..1_000_000_000,
        charges in 0_i64..1_000_000_000,
        amounts in prop::collection::vec(0_i64..1_500_000_000, 1..8),
    ) {
        let mut left = Shares {
            surplus: Vnd::new(surplus),
            fees: Vnd::new(fees),
            charges: Vnd::new(charges),
        };
        let captured = surplus + fees + charges;
        let mut refunded = 0;
        for amount in amounts {
            let available = left.total().expect("fits");
            let allowed = check_refund(Vnd::new(amount), available, available).is_ok();
            let taken = share_out(Vnd::new(amount), left);
            if !allowed {
                prop_assert!(taken.is_none() || amount == 0);
                continue;
            }
            let taken = taken.expect("allowed");
            prop_assert_eq!(taken.total(), Some(Vnd::new(amount)));
            let minus = |a: Vnd, b: Vnd| a.checked_sub(b).expect("fits");
            left = Shares {
                surplus: minus(left.surplus, taken.surplus),
                fees: minus(left.fees, taken.fees),
                charges: minus(left.charges, taken.charges),
            };
            prop_assert!([left.surplus, left.fees, left.charges].iter().all(|l| !l.is_negative()));
            refunded += amount;
            prop_assert!(refunded <= captured);
        }
    }

    #[test]
    fn nothing_goes_back_beyond_a_charge_or_beyond_what_is_kept(
        kept in 0_i64..300,
        charges in prop::collection::vec((1_i64..300, 0_i64..300), 0..5),
    ) {
        let charges: Vec<_> = charges
            .into_iter()
            .map(|(taken, returning)| ChargeRefunds {
                taken: Vnd::new(taken),
                returning: Vnd::new(returning.min(taken)),
            })
            .collect();
        let sum = |part: fn(&ChargeRefunds) -> Vnd| -> i64 {
            charges.iter().map(|charge| part(charge).as_i64()).sum()
        };
        let beyond = sum(|charge| charge.taken) - sum(|charge| charge.returning) - kept;
        let shares = share_back(Vnd::new(kept), &charges);
        for (share, charge) in shares.iter().zip(&charges) {
            prop_assert!(!share.is_negative() && *share <= charge.left());
        }
        let back: i64 = shares.iter().map(|share| share.as_i64()).sum();
        prop_assert_eq!(back, beyond.max(0));
    }

    #[test]
    fn final_states_stay(events in prop::collection::vec(event(), 0..12)) {
        let mut ended = None;
        for length in 0..=events.len() {
            let state = fold_refund(&events[..length]);
            if let Some(ended) = ended {
                prop_assert_eq!(state, ended);
            }
            if matches!(state, RefundState::Done | RefundState::Rejected) {
                ended = Some(state);
            }
        }
    }
}

//! Each difference that the auditor knows, made once; and journeys in which there is none.

use book_audit::{
    Act, Attempt, Entry, FindingKind as Kind, Heard, Meaning, Order, Position, Refund, RefundAct,
    audit, without_owner,
};
use strum::IntoEnumIterator;
use time::{Duration, OffsetDateTime};

const DUE: i64 = 200_000;

fn heard(meaning: Meaning, number: &str) -> Heard {
    Heard {
        meaning,
        number: Some(number.to_owned()).filter(|number| !number.is_empty()),
        amount: Some(DUE),
        received_at: OffsetDateTime::UNIX_EPOCH,
        is_due: true,
    }
}

fn attempt(id: &str, heard: Vec<Heard>) -> Attempt {
    Attempt {
        id: id.to_owned(),
        provider: "momo".to_owned(),
        due: DUE,
        state: "paid".to_owned(),
        heard,
        acts: Vec::new(),
    }
}

fn refund(id: &str, amount: i64, acts: Vec<RefundAct>) -> Refund {
    Refund {
        id: id.to_owned(),
        attempt: "a".to_owned(),
        charge: "1".to_owned(),
        amount,
        acts,
        heard: Vec::new(),
    }
}

fn entries(cause: &str, entries: &[(&str, i64)]) -> Vec<Entry> {
    let entry = |(account, amount): &(&str, i64)| Entry {
        cause: cause.to_owned(),
        account: (*account).to_owned(),
        amount: *amount,
    };
    entries.iter().map(entry).collect()
}

fn received(amount: i64) -> Vec<Entry> {
    entries(
        "received:1",
        &[("clearing:momo", amount), ("citizens:o", -amount)],
    )
}

fn settled() -> Vec<Entry> {
    entries("settled:o", &[("citizens:o", DUE), ("revenue:fee:u", -DUE)])
}

fn owed(amount: i64) -> Vec<Entry> {
    entries(
        "refund-owed:1",
        &[("revenue:fee:u", amount), ("refunds:momo", -amount)],
    )
}

fn gone(amount: i64) -> Vec<Entry> {
    entries(
        "refunded:r",
        &[("refunds:momo", amount), ("clearing:momo", -amount)],
    )
}

fn approved() -> Vec<RefundAct> {
    vec![
        RefundAct::Proposed(Some("dung".to_owned())),
        RefundAct::Approved(Some("giang".to_owned())),
    ]
}

fn done(number: &str) -> Vec<RefundAct> {
    let number = Some(number.to_owned());
    [approved(), vec![RefundAct::Done { number, by: None }]].concat()
}

/// Paid once, and booked.
fn paid() -> Order {
    Order {
        id: "o".to_owned(),
        due: DUE,
        attempts: vec![attempt("a", vec![heard(Meaning::Took, "1")])],
        refunds: Vec::new(),
        entries: [received(DUE), settled()].concat(),
    }
}

/// Paid and given back whole.
fn refunded() -> Order {
    let mut order = paid();
    let mut back = refund("r", DUE, done("9"));
    back.heard = vec![heard(Meaning::GaveBack, "9")];
    order.refunds = vec![back];
    order.entries.extend(owed(DUE));
    order.entries.extend(gone(DUE));
    order
}

fn difference(amount: i64) -> Vec<Entry> {
    entries(
        "difference:2",
        &[("differences:u", amount), ("citizens:o", -amount)],
    )
}

/// 1,000 đ less than was due, accepted by two people.
fn accepted(by: &str) -> Order {
    let mut less = heard(Meaning::Took, "1");
    less.amount = Some(DUE - 1_000);
    let mut attempt = attempt("a", vec![less]);
    attempt.acts = vec![Act::Accepted {
        received: DUE - 1_000,
        proposed_by: Some("hoa".to_owned()),
        approved_by: Some(by.to_owned()),
    }];
    Order {
        attempts: vec![attempt],
        entries: [received(DUE - 1_000), settled(), difference(1_000)].concat(),
        ..paid()
    }
}

/// Paid, given back whole with the fee still due, and paid again by another attempt.
fn paid_again() -> Order {
    let mut order = refunded();
    order.attempts[0].state = "returned".to_owned();
    order
        .attempts
        .push(attempt("b", vec![heard(Meaning::Took, "2")]));
    order.entries.extend(received(DUE));
    order.entries.extend(entries(
        "settled:o:2",
        &[("citizens:o", DUE), ("revenue:fee:u", -DUE)],
    ));
    order
}

fn kinds(order: &Order) -> Vec<Kind> {
    audit(order)
        .1
        .into_iter()
        .map(|finding| finding.kind)
        .collect()
}

#[test]
fn an_honest_order_is_found_clean_and_says_where_its_money_is() {
    let position = |taken, given_back, on_its_way| Position {
        taken,
        kept: taken - given_back - on_its_way,
        given_back,
        on_its_way,
    };
    let untouched = Order {
        attempts: vec![attempt("a", Vec::new())],
        entries: Vec::new(),
        ..paid()
    };
    let mut under_way = paid();
    under_way.refunds = vec![refund("r", 50_000, approved())];
    under_way.entries.extend(owed(50_000));
    for (order, expected) in [
        (untouched, position(0, 0, 0)),
        (paid(), position(DUE, 0, 0)),
        (refunded(), position(DUE, DUE, 0)),
        (under_way, position(DUE, 0, 50_000)),
        (accepted("giang"), position(DUE - 1_000, 0, 0)),
        (paid_again(), position(2 * DUE, DUE, 0)),
    ] {
        assert_eq!(audit(&order), (expected, Vec::new()));
    }
}

#[test]
fn a_number_that_comes_later_is_the_same_money() {
    let found = Act::FoundPaid {
        number: "FT1".to_owned(),
        amount: DUE,
        proposed_by: Some("dung".to_owned()),
        approved_by: Some("giang".to_owned()),
    };
    for heard in [
        vec![heard(Meaning::Took, "")],
        vec![heard(Meaning::Took, ""), heard(Meaning::Took, "1")],
        vec![heard(Meaning::Took, "1"), heard(Meaning::Took, "1")],
        Vec::new(),
    ] {
        let mut order = paid();
        order.attempts[0].heard = heard;
        order.attempts[0].acts = vec![found.clone()];
        assert_eq!(kinds(&order), []);
    }
}

#[test]
fn what_a_named_charge_does_not_account_for_is_left() {
    let mut order = paid();
    order.attempts[0].heard[0].amount = Some(150_000);
    order.attempts[0].acts = vec![Act::FoundPaid {
        number: "FT1".to_owned(),
        amount: DUE,
        proposed_by: None,
        approved_by: None,
    }];
    let (position, findings) = audit(&order);
    assert_eq!((position.taken, findings), (DUE, Vec::new()));
}

#[test]
fn what_is_being_taken_in_is_neither_missing_nor_too_much() {
    let mut order = paid();
    order.attempts[0].heard[0].is_due = false;
    assert_eq!(kinds(&order), []);
    order.entries.clear();
    assert_eq!(kinds(&order), []);
}

#[test]
fn cash_is_an_act() {
    let mut order = paid();
    order.attempts[0].heard.clear();
    order.attempts[0].acts = vec![Act::Cash {
        receipt: "7".to_owned(),
        amount: DUE,
    }];
    assert_eq!(kinds(&order), []);
}

/// An order in which one thing is wrong, and what is found.
fn defects() -> Vec<(&'static str, Order, Vec<Kind>)> {
    let make = |change: &dyn Fn(&mut Order)| {
        let mut order = paid();
        change(&mut order);
        order
    };
    let two_refunds = |first: Refund, second: Refund| {
        make(&|order: &mut Order| {
            let back = first.amount + second.amount;
            order.refunds = vec![first.clone(), second.clone()];
            order.entries.extend(owed(back));
        })
    };
    let mut same_number = refunded();
    let mut half = same_number.refunds.remove(0);
    half.amount = DUE / 2;
    half.heard[0].amount = Some(half.amount);
    let other = Refund {
        id: "s".to_owned(),
        ..half.clone()
    };
    same_number.refunds = vec![half, other];
    vec![
        (
            "an officer's number and the provider's are booked both",
            make(&|order: &mut Order| {
                order.attempts[0].acts = vec![Act::FoundPaid {
                    number: "FT1".to_owned(),
                    amount: DUE,
                    proposed_by: Some("dung".to_owned()),
                    approved_by: Some("giang".to_owned()),
                }];
                order.entries.extend(received(DUE));
            }),
            vec![Kind::ChargeCountedTwice],
        ),
        (
            "one charge is told of two attempts",
            make(&|order: &mut Order| {
                order
                    .attempts
                    .push(attempt("b", vec![heard(Meaning::Took, "1")]));
                order.entries.extend(received(DUE));
            }),
            vec![Kind::ChargeCountedTwice],
        ),
        (
            "one charge is refunded twice",
            two_refunds(refund("r", DUE, approved()), refund("s", DUE, approved())),
            vec![Kind::OverRefund],
        ),
        (
            "a charge without a number and with one are refunded both",
            two_refunds(
                refund("r", DUE, approved()),
                Refund {
                    charge: String::new(),
                    ..refund("s", DUE, approved())
                },
            ),
            vec![Kind::OverRefund],
        ),
        (
            "a refund is of no attempt",
            make(&|order: &mut Order| {
                order.refunds = vec![Refund {
                    attempt: "x".to_owned(),
                    ..refund("r", DUE + 1, approved())
                }];
                order.entries.extend(owed(DUE + 1));
            }),
            vec![Kind::OverRefund],
        ),
        (
            "the citizen is in debit",
            make(&|order: &mut Order| {
                order.entries.extend(entries(
                    "x",
                    &[
                        ("citizens:o", 1),
                        ("revenue:fee:u", -1),
                        ("revenue:fee:u", 1),
                    ],
                ));
            }),
            vec![Kind::CitizenInDebit],
        ),
        (
            "money is not booked",
            make(&|order: &mut Order| order.entries.clear()),
            vec![Kind::MoneyNotBooked],
        ),
        (
            "money is booked that nobody told of",
            make(&|order: &mut Order| order.attempts[0].heard.clear()),
            vec![Kind::EntryWithoutEvidence],
        ),
        (
            "money left the books that no refund gave back",
            make(&|order: &mut Order| {
                order.entries.extend(entries(
                    "refunded:r",
                    &[
                        ("refunds:momo", 1),
                        ("clearing:momo", -1),
                        ("refunds:momo", -1),
                    ],
                ));
            }),
            vec![Kind::EntryWithoutEvidence],
        ),
        (
            "the payer was told that it expired",
            make(&|order: &mut Order| order.attempts[0].state = "expired".to_owned()),
            vec![Kind::ToldNoMoney],
        ),
        (
            "the payer was told that it failed while money was held",
            make(&|order: &mut Order| {
                order.attempts[0].state = "failed".to_owned();
                order.attempts[0].heard = vec![heard(Meaning::Held, "")];
                order.entries.clear();
            }),
            vec![Kind::ToldNoMoney],
        ),
        (
            "two refunds are done by one transaction",
            same_number,
            vec![Kind::RefundCountedByAnother],
        ),
        (
            "a refund is done and its provider never said so",
            {
                let mut order = refunded();
                order.refunds[0].heard.clear();
                order
            },
            vec![Kind::RefundWithoutEvidence],
        ),
        (
            "a refund went back and does not count",
            make(&|order: &mut Order| {
                let mut back = refund("r", DUE, approved());
                back.heard = vec![heard(Meaning::GaveBack, "9")];
                order.refunds = vec![back];
                order.entries.extend(owed(DUE));
            }),
            vec![Kind::RefundNotCounted],
        ),
        (
            "a refund that was approved is not owed",
            make(&|order: &mut Order| order.refunds = vec![refund("r", DUE, approved())]),
            vec![Kind::RefundsNotBooked],
        ),
        (
            "one officer proposed and approved",
            make(&|order: &mut Order| {
                let dung = Some("dung".to_owned());
                let acts = vec![RefundAct::Proposed(dung.clone()), RefundAct::Approved(dung)];
                order.refunds = vec![refund("r", DUE, acts)];
                order.entries.extend(owed(DUE));
            }),
            vec![Kind::OnePersonDecided],
        ),
        (
            "one officer named the account and approved it",
            make(&|order: &mut Order| {
                let acts = vec![
                    RefundAct::Proposed(None),
                    RefundAct::AccountNamed(Some("dung".to_owned())),
                    RefundAct::ApprovedForTransfer(Some("dung".to_owned())),
                ];
                order.refunds = vec![refund("r", DUE, acts)];
                order.entries.extend(owed(DUE));
            }),
            vec![Kind::OnePersonDecided],
        ),
        (
            "one officer accepted less than was due",
            {
                let mut order = accepted("dung");
                order.attempts[0].acts[0] = Act::Accepted {
                    received: DUE - 1_000,
                    proposed_by: Some("dung".to_owned()),
                    approved_by: Some("dung".to_owned()),
                };
                order
            },
            vec![Kind::OnePersonDecided],
        ),
        (
            "less was due by nobody's word",
            {
                let mut order = accepted("giang");
                order.attempts[0].acts.clear();
                order
            },
            vec![Kind::DifferenceWithoutAct],
        ),
        (
            "more was forgiven than is missing",
            {
                let mut order = accepted("giang");
                order.entries.extend(difference(1));
                order
            },
            vec![Kind::DifferenceWithoutAct],
        ),
        (
            "the payer was told that everything went back",
            make(&|order: &mut Order| order.attempts[0].state = "returned".to_owned()),
            vec![Kind::ToldNoMoney],
        ),
        (
            "more than the fee is revenue",
            make(&|order: &mut Order| {
                order.attempts[0].heard.push(heard(Meaning::Took, "2"));
                order.entries.extend(received(DUE));
                order
                    .entries
                    .extend(entries("x", &[("citizens:o", 1), ("revenue:fee:u", -1)]));
            }),
            vec![Kind::RevenueBeyondDue],
        ),
    ]
}

#[test]
fn each_defect_is_found() {
    for (what, order, expected) in defects() {
        assert_eq!(kinds(&order), expected, "{what}: {:?}", audit(&order).1);
    }
}

#[test]
fn no_kind_of_finding_is_without_its_defect() {
    // Found in the database as a whole, not in one order.
    let elsewhere = [
        Kind::Unbalanced,
        Kind::MoneyWithoutOwner,
        Kind::UnreadMessage,
        Kind::EvidenceChanged,
    ];
    let found: Vec<Kind> = defects()
        .into_iter()
        .flat_map(|(_, _, found)| found)
        .chain(elsewhere)
        .collect();
    for kind in Kind::iter() {
        assert!(found.contains(&kind), "{kind}");
    }
}

#[test]
fn held_money_that_came_to_nothing_was_rightly_told_so() {
    let mut order = paid();
    order.entries.clear();
    order.attempts[0].state = "failed".to_owned();
    for meaning in [Meaning::NotTaken, Meaning::NotPaid] {
        let mut after = heard(meaning, "");
        after.received_at += Duration::minutes(1);
        order.attempts[0].heard = vec![heard(Meaning::Held, ""), after];
        assert_eq!(kinds(&order), []);
    }
    order.attempts[0].heard.pop();
    order.attempts[0].acts = vec![Act::FoundUnpaid];
    assert_eq!(kinds(&order), []);
}

#[test]
fn money_of_no_order_has_an_account() {
    assert_eq!(without_owner("vietqr", 7, 7), None);
    let kind = |taken, booked| without_owner("vietqr", taken, booked).map(|found| found.kind);
    assert_eq!(kind(7, 0), Some(Kind::MoneyWithoutOwner));
    assert_eq!(kind(0, 7), Some(Kind::EntryWithoutEvidence));
}

//! Where an order's money is, and what does not agree.

use crate::{
    charges::{Messages, charges, numbers},
    facts::{Act, Attempt, Entry, Order, Position, Refund, RefundAct, Stage},
    finding::{Finding, FindingKind as Kind},
    messages::Meaning,
};
use std::collections::{BTreeMap, BTreeSet};

/// The state by which a payer is told that everything went back.
const RETURNED: &str = "returned";
/// States by which a payer is told that no money was taken.
const TOLD_NO_MONEY: [&str; 3] = ["cancelled", "expired", "failed"];

/// Says where the money of an order is, and what does not agree.
#[must_use]
pub fn audit(order: &Order) -> (Position, Vec<Finding>) {
    let mut auditor = Auditor {
        order,
        findings: Vec::new(),
    };
    let position = auditor.position();
    auditor.messages();
    auditor.refunds();
    auditor.over_refunds();
    auditor.books(&position);
    // One charge that is told again is told once.
    auditor.findings.dedup();
    (position, auditor.findings)
}

struct Auditor<'a> {
    order: &'a Order,
    findings: Vec<Finding>,
}

impl Auditor<'_> {
    fn find(&mut self, kind: Kind, detail: String) {
        self.findings
            .push(Finding::of_order(kind, &self.order.id, detail));
    }

    fn position(&self) -> Position {
        let attempts = self.order.attempts.iter();
        let taken: i64 = attempts
            .map(|attempt| sum(&charges(attempt, Messages::All)))
            .sum();
        let given_back = self.refunded(Stage::Done);
        let on_its_way = self.refunded(Stage::OnItsWay);
        Position {
            taken,
            kept: taken - given_back - on_its_way,
            given_back,
            on_its_way,
        }
    }

    fn refunded(&self, stage: Stage) -> i64 {
        let refunds = self.order.refunds.iter();
        refunds
            .filter(|refund| refund.stage() == stage)
            .map(|refund| refund.amount)
            .sum()
    }

    /// What the payer was told of each attempt, who decided, and whether one charge is told of two attempts.
    fn messages(&mut self) {
        let order = self.order;
        let mut charged: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        for attempt in &order.attempts {
            if TOLD_NO_MONEY.contains(&attempt.state.as_str()) && has_money(attempt) {
                let (id, state) = (&attempt.id, &attempt.state);
                self.find(
                    Kind::ToldNoMoney,
                    format!("attempt {id} is {state}, and its provider told of money"),
                );
            }
            // All of it has gone back, or the payer, who is asked to pay again, was told too early.
            let (taken, back) = (
                sum(&charges(attempt, Messages::Due)),
                self.given_back_of(attempt),
            );
            if attempt.state == RETURNED && taken > back {
                let id = &attempt.id;
                self.find(
                    Kind::ToldNoMoney,
                    format!("attempt {id} is {RETURNED}, it took {taken}, and {back} went back"),
                );
            }
            if attempt.acts.iter().any(is_of_one) {
                let id = &attempt.id;
                self.find(
                    Kind::OnePersonDecided,
                    format!("a correction of attempt {id}"),
                );
            }
            for heard in &attempt.heard {
                let number = heard.number.as_deref();
                if let (Meaning::Took, Some(number)) = (heard.meaning, number) {
                    let key = (attempt.provider.as_str(), number);
                    let first = *charged.entry(key).or_insert(attempt.id.as_str());
                    if first != attempt.id {
                        let id = &attempt.id;
                        self.find(
                            Kind::ChargeCountedTwice,
                            format!("charge {number} of attempts {first} and {id}"),
                        );
                    }
                }
            }
        }
    }

    /// Each refund: who decided, and who says that it is done.
    fn refunds(&mut self) {
        let order = self.order;
        let mut done: BTreeMap<(String, &str), &str> = BTreeMap::new();
        for refund in &order.refunds {
            let id = &refund.id;
            if decided_by_one(refund) {
                self.find(Kind::OnePersonDecided, format!("refund {id}"));
            }
            if let Some(number) = refund.done_number() {
                // Two banks may count alike.
                let by = if refund.is_transferred() {
                    "bank".to_owned()
                } else {
                    self.provider_of(refund).to_owned()
                };
                let first = *done.entry((by, number)).or_insert(id.as_str());
                if first != id {
                    self.find(
                        Kind::RefundCountedByAnother,
                        format!("refunds {first} and {id} by transaction {number}"),
                    );
                }
            }
            let gave_back = refund.heard.iter().any(|heard| refund.is_told_by(heard));
            let is_done = refund.stage() == Stage::Done;
            let by_provider = refund
                .acts
                .iter()
                .any(|act| matches!(act, RefundAct::Done { by: None, .. }));
            if is_done && by_provider && !refund.is_transferred() && !gave_back {
                self.find(
                    Kind::RefundWithoutEvidence,
                    format!("refund {id} of {}", refund.amount),
                );
            }
            if !is_done && self.was_given_back(refund) {
                self.find(
                    Kind::RefundNotCounted,
                    format!("refund {id} of {}", refund.amount),
                );
            }
        }
    }

    /// Whether a provider says that a refund's money went back, by a transaction that is no other refund's.
    fn was_given_back(&self, refund: &Refund) -> bool {
        let is_anothers = |number: &str| {
            let mut others = self.order.refunds.iter();
            others.any(|other| other.id != refund.id && other.done_number() == Some(number))
        };
        refund.heard.iter().any(|heard| {
            refund.is_told_by(heard)
                && heard.is_due
                && !heard.number.as_deref().is_some_and(is_anothers)
        })
    }

    /// More back than was taken: of a charge, of an attempt, of the order. What was found closer is not told again.
    fn over_refunds(&mut self) {
        let order = self.order;
        let live: Vec<&Refund> = order
            .refunds
            .iter()
            .filter(|refund| refund.is_live())
            .collect();
        let mut found = false;
        let mut taken_of_order = 0;
        for attempt in &order.attempts {
            let charges = charges(attempt, Messages::All);
            let taken = sum(&charges);
            taken_of_order += taken;
            let of_attempt: Vec<&&Refund> = live
                .iter()
                .filter(|refund| refund.attempt == attempt.id)
                .collect();
            let named: BTreeSet<&str> = of_attempt
                .iter()
                .map(|refund| refund.charge.as_str())
                .collect();
            let mut found_of_charge = false;
            for number in named {
                let back: i64 = of_attempt
                    .iter()
                    .filter(|refund| refund.charge == number)
                    .map(|refund| refund.amount)
                    .sum();
                if let Some(took) = charges.get(number).filter(|took| back > **took) {
                    found_of_charge = true;
                    self.find(
                        Kind::OverRefund,
                        format!("charge {number} took {took}, {back} goes back"),
                    );
                }
            }
            let back: i64 = of_attempt.iter().map(|refund| refund.amount).sum();
            if back > taken && !found_of_charge {
                found = true;
                let id = &attempt.id;
                self.find(
                    Kind::OverRefund,
                    format!("attempt {id} took {taken}, {back} goes back"),
                );
            }
            found |= found_of_charge;
        }
        let back: i64 = live.iter().map(|refund| refund.amount).sum();
        if back > taken_of_order && !found {
            self.find(
                Kind::OverRefund,
                format!("the order took {taken_of_order}, {back} goes back"),
            );
        }
    }

    /// What the ledger holds for the order, against messages and acts.
    fn books(&mut self, position: &Position) {
        let order = self.order;
        let citizen = format!("citizens:{}", order.id);
        let balance = |is_of: &dyn Fn(&Entry) -> bool| -> i64 {
            let entries = order.entries.iter().filter(|entry| is_of(entry));
            entries.map(|entry| entry.amount).sum()
        };
        let debit = balance(&|entry: &Entry| entry.account == citizen);
        if debit > 0 {
            self.find(Kind::CitizenInDebit, format!("by {debit}"));
        }
        let revenue = -balance(&|entry: &Entry| entry.account.starts_with("revenue:"));
        if revenue > order.due {
            let due = order.due;
            self.find(
                Kind::RevenueBeyondDue,
                format!("{revenue} is revenue, {due} was due"),
            );
        }
        let forgiven = balance(&|entry: &Entry| entry.account.starts_with("differences:"));
        let most = self.accepted_less();
        if forgiven < 0 || forgiven > most {
            self.find(
                Kind::DifferenceWithoutAct,
                format!("{forgiven} is forgiven, at most {most} was accepted"),
            );
        }
        let owed = -balance(&|entry: &Entry| entry.account.starts_with("refunds:"));
        if owed != position.on_its_way {
            let on_its_way = position.on_its_way;
            self.find(
                Kind::RefundsNotBooked,
                format!("{owed} is owed, {on_its_way} is on its way"),
            );
        }
        let gave = -balance(&|entry: &Entry| is_clearing(entry) && is_refunded(entry));
        let given_back = position.given_back;
        if gave != given_back {
            let kind = if gave > given_back {
                Kind::EntryWithoutEvidence
            } else {
                Kind::RefundsNotBooked
            };
            self.find(kind, format!("{gave} left the books, {given_back} is done"));
        }
        for provider in self.providers() {
            let account = format!("clearing:{provider}");
            let booked = balance(&|entry: &Entry| entry.account == account && !is_refunded(entry));
            self.taken_by(&provider, booked);
        }
    }

    /// The most that officers forgave of the amount due: what an attempt that they accepted lacks of it. What went back of it is
    /// not there either, where the order was paid and given back before.
    fn accepted_less(&self) -> i64 {
        let accepted = |act: &Act| matches!(act, Act::Accepted { .. });
        let attempts = self.order.attempts.iter();
        attempts
            .filter(|attempt| attempt.acts.iter().any(accepted))
            .map(|attempt| {
                let taken = sum(&charges(attempt, Messages::Due));
                let there = (taken - self.given_back_of(attempt)).max(0);
                (self.order.due - there).max(0)
            })
            .max()
            .unwrap_or_default()
    }

    fn given_back_of(&self, attempt: &Attempt) -> i64 {
        let refunds = self.order.refunds.iter();
        refunds
            .filter(|refund| refund.attempt == attempt.id && refund.stage() == Stage::Done)
            .map(|refund| refund.amount)
            .sum()
    }

    /// What one provider took for the order, against what is booked of it.
    fn taken_by(&mut self, provider: &str, booked: i64) {
        let order = self.order;
        let attempts = || {
            let all = order.attempts.iter();
            all.filter(move |attempt| attempt.provider == provider)
        };
        let taken = |messages| -> i64 {
            attempts()
                .map(|attempt| sum(&charges(attempt, messages)))
                .sum()
        };
        let (due, all) = (taken(Messages::Due), taken(Messages::All));
        let (least, most) = (due.min(all), due.max(all));
        if booked < least {
            self.find(
                Kind::MoneyNotBooked,
                format!("{provider} took {least}, {booked} is booked"),
            );
        } else if booked > most {
            let told_apart: usize = attempts().map(numbers).sum();
            let counted: usize = attempts()
                .map(|attempt| charges(attempt, Messages::All).len())
                .sum();
            let kind = if told_apart > counted {
                Kind::ChargeCountedTwice
            } else {
                Kind::EntryWithoutEvidence
            };
            self.find(kind, format!("{provider} took {most}, {booked} is booked"));
        }
    }

    /// Of the attempts, and of the entries.
    fn providers(&self) -> BTreeSet<String> {
        let booked = self.order.entries.iter().filter_map(|entry| {
            let provider = entry.account.strip_prefix("clearing:")?;
            Some(provider.to_owned())
        });
        let tried = self.order.attempts.iter();
        tried
            .map(|attempt| attempt.provider.clone())
            .chain(booked)
            .collect()
    }

    fn provider_of(&self, refund: &Refund) -> &str {
        let mut attempts = self.order.attempts.iter();
        attempts
            .find(|attempt| attempt.id == refund.attempt)
            .map_or("", |attempt| attempt.provider.as_str())
    }
}

fn sum(charges: &BTreeMap<String, i64>) -> i64 {
    charges.values().sum()
}

fn is_clearing(entry: &Entry) -> bool {
    entry.account.starts_with("clearing:")
}

fn is_refunded(entry: &Entry) -> bool {
    entry.cause.starts_with("refunded:")
}

/// Whether one officer alone said what became of an attempt, or accepted what arrived.
fn is_of_one(act: &Act) -> bool {
    match act {
        Act::FoundPaid {
            proposed_by,
            approved_by,
            ..
        } => proposed_by.is_some() && proposed_by == approved_by,
        // Both are named, always.
        Act::Accepted {
            proposed_by,
            approved_by,
            ..
        } => approved_by.is_none() || proposed_by.is_none() || proposed_by == approved_by,
        Act::FoundUnpaid | Act::Cash { .. } => false,
    }
}

/// Whether a provider told of money, taken or held, and neither it nor two officers said afterwards that there was none.
fn has_money(attempt: &Attempt) -> bool {
    if !charges(attempt, Messages::Due).is_empty() {
        return true;
    }
    let found_unpaid = attempt
        .acts
        .iter()
        .any(|act| matches!(act, Act::FoundUnpaid));
    let last = attempt
        .heard
        .iter()
        .filter(|heard| {
            heard.is_due
                && matches!(
                    heard.meaning,
                    Meaning::Held | Meaning::NotTaken | Meaning::NotPaid
                )
        })
        .max_by_key(|heard| heard.received_at);
    !found_unpaid && last.is_some_and(|heard| heard.meaning == Meaning::Held)
}

/// Whether an officer approved what they had proposed, or an account that they had named.
fn decided_by_one(refund: &Refund) -> bool {
    let mut made_by: Vec<&str> = Vec::new();
    for act in &refund.acts {
        match act {
            RefundAct::Proposed(by) | RefundAct::AccountNamed(by) => {
                made_by.extend(by.as_deref());
            }
            RefundAct::Approved(Some(by)) | RefundAct::ApprovedForTransfer(Some(by))
                if made_by.contains(&by.as_str()) =>
            {
                return true;
            }
            _ => {}
        }
    }
    false
}

/// Compares what a provider took for no order with what is booked of it outside of every order, in whole đồng.
#[must_use]
pub fn without_owner(provider: &str, taken: i64, booked: i64) -> Option<Finding> {
    let kind = match booked {
        booked if booked < taken => Kind::MoneyWithoutOwner,
        booked if booked > taken => Kind::EntryWithoutEvidence,
        _ => return None,
    };
    Some(Finding::new(
        kind,
        format!("provider {provider}"),
        format!("took {taken} for no order, {booked} is booked"),
    ))
}

//! What the banks took and gave back against what the portal says: payment by payment, order by order.

use std::collections::{BTreeMap, HashMap};

use time::OffsetDateTime;
use uuid::Uuid;

use crate::ledgers::{BankRefund, Charge, PortalLedger};

#[derive(Debug, Default, PartialEq)]
pub struct Comparison {
    /// Orders for which a bank took money.
    pub paid_at_bank: u32,
    /// Orders that the portal calls paid.
    pub paid_here: u32,
    /// Everything that does not agree, a sentence each.
    pub differences: Vec<String>,
    /// Orders for which the banks keep more than was due.
    pub charged_twice_unrefunded: u32,
    /// From the bank's taking the money to the order's being paid here, in seconds, ascending.
    pub settle_s: Vec<f64>,
}

#[derive(Default)]
struct AtBank {
    charged: i64,
    refunded: i64,
    first_charge: Option<OffsetDateTime>,
}

pub fn compare(portal: &PortalLedger, charges: &[Charge], refunds: &[BankRefund]) -> Comparison {
    let mut result = Comparison::default();
    let mut at_bank: HashMap<Uuid, AtBank> = HashMap::new();
    compare_charges(portal, charges, &mut at_bank, &mut result);
    compare_refunds(portal, refunds, &mut at_bank, &mut result);
    compare_orders(portal, &at_bank, &mut result);
    result.settle_s.sort_by(f64::total_cmp);
    result
}

fn compare_charges(
    portal: &PortalLedger,
    charges: &[Charge],
    at_bank: &mut HashMap<Uuid, AtBank>,
    result: &mut Comparison,
) {
    let mut taken: HashMap<&str, i64> = HashMap::new();
    for charge in charges {
        *taken.entry(&charge.reference).or_default() += charge.amount;
    }
    let attempts = portal.attempts.iter();
    let order_of = attempts.map(|attempt| (attempt.reference.as_str(), attempt.order_id));
    let order_of: HashMap<&str, Uuid> = order_of.collect();
    for charge in charges {
        let Some(order) = order_of.get(charge.reference.as_str()) else {
            result.differences.push(format!(
                "the bank took {} for {}, which the portal does not know",
                charge.amount, charge.reference
            ));
            continue;
        };
        let known = at_bank.entry(*order).or_default();
        known.charged += charge.amount;
        known.first_charge = Some(known.first_charge.map_or(charge.at, |at| at.min(charge.at)));
    }
    for attempt in &portal.attempts {
        let taken = taken.get(attempt.reference.as_str()).copied().unwrap_or(0);
        if taken != attempt.received {
            result.differences.push(format!(
                "attempt {} ({}): the bank took {taken}, the portal booked {}; {}",
                attempt.reference, attempt.state, attempt.received, attempt.history
            ));
        }
    }
}

/// VNPAY gives a refund no number of the portal's: there refunds are told apart by their payment.
const VNPAY: &str = "vnpay";

fn compare_refunds(
    portal: &PortalLedger,
    refunds: &[BankRefund],
    at_bank: &mut HashMap<Uuid, AtBank>,
    result: &mut Comparison,
) {
    let mut given: HashMap<&str, i64> = HashMap::new();
    for refund in refunds {
        *given.entry(refund.known_by()).or_default() += refund.amount;
    }
    let mut booked: BTreeMap<(&str, Uuid), i64> = BTreeMap::new();
    for refund in &portal.refunds {
        let is_done = refund.state == "done";
        // What VNPAY refused to give back goes out as a transfer, which bears our number.
        let known_by = if refund.provider == VNPAY && !given.contains_key(refund.reference.as_str())
        {
            &refund.attempt_reference
        } else {
            &refund.reference
        };
        *booked
            .entry((known_by.as_str(), refund.order_id))
            .or_default() += if is_done { refund.amount } else { 0 };
    }
    for ((known_by, order_id), done) in booked {
        let given = given.remove(known_by).unwrap_or(0);
        at_bank.entry(order_id).or_default().refunded += given;
        if given != done {
            result.differences.push(format!(
                "refund {known_by}: the bank gave {given}, the portal booked {done}"
            ));
        }
    }
    for (reference, amount) in given {
        result.differences.push(format!(
            "the bank gave {amount} back for {reference}, which the portal does not know"
        ));
    }
}

impl BankRefund {
    fn known_by(&self) -> &str {
        if self.provider == VNPAY {
            &self.reference
        } else {
            &self.refund_reference
        }
    }
}

fn compare_orders(portal: &PortalLedger, at_bank: &HashMap<Uuid, AtBank>, result: &mut Comparison) {
    let nothing = AtBank::default();
    for order in &portal.orders {
        let bank = at_bank.get(&order.id).unwrap_or(&nothing);
        let kept = bank.charged - bank.refunded;
        let is_paid = order.state == "paid";
        result.paid_at_bank += u32::from(bank.charged > 0);
        result.paid_here += u32::from(is_paid);
        let due = if bank.charged > 0 { order.amount } else { 0 };
        if kept != due || is_paid != (bank.charged > 0) {
            result.differences.push(format!(
                "order {} ({}) of {}: the banks keep {kept}",
                order.id, order.state, order.amount
            ));
        }
        result.charged_twice_unrefunded += u32::from(kept > order.amount);
        if let (Some(charged), Some(settled)) = (bank.first_charge, order.settled_at) {
            // Clocks of one machine; the server's ledger tell its time before it committed.
            let seconds = (settled - charged).as_seconds_f64();
            result.settle_s.push(seconds.max(0.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledgers::{Attempt, Order, Refund};
    use time::Duration;

    const DUE: i64 = 200_000;

    fn portal(state: &str, received: [i64; 2]) -> PortalLedger {
        let order_id = Uuid::nil();
        let attempt = |reference: &str, received| Attempt {
            reference: reference.to_owned(),
            order_id,
            state: "paid".to_owned(),
            received,
            history: String::new(),
        };
        PortalLedger {
            orders: vec![Order {
                id: order_id,
                amount: DUE,
                state: state.to_owned(),
                settled_at: (state == "paid")
                    .then(|| OffsetDateTime::UNIX_EPOCH + Duration::seconds(3)),
            }],
            attempts: vec![attempt("a", received[0]), attempt("b", received[1])],
            ..PortalLedger::default()
        }
    }

    fn charge(reference: &str) -> Charge {
        Charge {
            reference: reference.to_owned(),
            amount: DUE,
            transaction: String::new(),
            at: OffsetDateTime::UNIX_EPOCH,
        }
    }

    fn given_back(portal: &mut PortalLedger, state: &str) -> BankRefund {
        portal.refunds.push(Refund {
            reference: "r".to_owned(),
            provider: "momo".to_owned(),
            attempt_reference: "b".to_owned(),
            order_id: Uuid::nil(),
            amount: DUE,
            state: state.to_owned(),
        });
        BankRefund {
            provider: "momo".to_owned(),
            reference: "b".to_owned(),
            refund_reference: "r".to_owned(),
            amount: DUE,
        }
    }

    #[test]
    fn a_payment_that_both_sides_know_agrees() {
        let result = compare(&portal("paid", [DUE, 0]), &[charge("a")], &[]);
        assert_eq!((result.paid_at_bank, result.paid_here), (1, 1));
        assert_eq!(result.differences, Vec::<String>::new());
        assert_eq!(result.settle_s, [3.0]);
    }

    #[test]
    fn an_order_nobody_paid_agrees() {
        let result = compare(&portal("due", [0, 0]), &[], &[]);
        assert_eq!(result, Comparison::default());
    }

    #[test]
    fn money_that_only_the_bank_knows_of_disagrees() {
        let result = compare(&portal("due", [0, 0]), &[charge("a")], &[]);
        assert_eq!(result.differences.len(), 2, "attempt and order");
    }

    #[test]
    fn an_order_that_is_paid_only_here_disagrees() {
        let result = compare(&portal("paid", [DUE, 0]), &[], &[]);
        assert_eq!(result.differences.len(), 2, "attempt and order");
    }

    #[test]
    fn a_second_charge_must_have_gone_back() {
        let charges = [charge("a"), charge("b")];
        let mut portal = portal("paid", [DUE, DUE]);
        let kept = compare(&portal, &charges, &[]);
        assert_eq!(kept.charged_twice_unrefunded, 1);
        assert_eq!(kept.differences.len(), 1);

        let refund = given_back(&mut portal, "done");
        let back = compare(&portal, &charges, &[refund]);
        assert_eq!(back.charged_twice_unrefunded, 0);
        assert_eq!(back.differences, Vec::<String>::new());
    }

    #[test]
    fn vnpay_knows_a_refund_by_its_payment() {
        let charges = [charge("a"), charge("b")];
        let mut portal = portal("paid", [DUE, DUE]);
        let mut refund = given_back(&mut portal, "done");
        portal.refunds[0].provider = VNPAY.to_owned();
        refund.provider = VNPAY.to_owned();
        refund.refund_reference = "b_20261126220405".to_owned();
        let result = compare(&portal, &charges, &[refund]);
        assert_eq!(result.differences, Vec::<String>::new());
    }

    #[test]
    fn a_refund_that_went_out_twice_or_unknown_to_us_disagrees() {
        let charges = [charge("a"), charge("b")];
        let mut twice = portal("paid", [DUE, DUE]);
        let refund = given_back(&mut twice, "done");
        let result = compare(&twice, &charges, &[refund.clone(), refund.clone()]);
        assert_eq!(result.differences.len(), 2, "refund and order");

        let mut failed = portal("paid", [DUE, DUE]);
        let went_out = given_back(&mut failed, "failed");
        let result = compare(&failed, &charges, &[went_out]);
        assert_eq!(result.differences.len(), 1);
    }
}

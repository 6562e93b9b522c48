use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::table::{AttemptState, EventKind, transition};
use crate::money::Vnd;

/// How a provider's report reached us. Both are verified before they become an event; a browser's
/// return is neither and proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportSource {
    /// The provider called us.
    Callback,
    /// We asked the provider.
    Query,
}

/// What happened to an attempt. JSON: an object tagged by `type`, which is also what it is as a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[derive(IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum AttemptEvent {
    /// We are about to ask the provider to create it; written before the call.
    CreateRequested,
    /// The provider took it.
    CreateAccepted,
    /// The provider refused it, or the request provably never left us.
    CreateRefused {
        /// The provider's code, or ours.
        code: String,
    },
    /// The call timed out, broke off or was answered unreadably: it may have happened.
    CreateUnanswered,
    /// The provider says it was paid.
    ReportedPaid {
        /// The amount the provider took.
        amount: Vnd,
        /// The provider's own number of the transaction; `None` where the report names none. Then it
        /// is the same money as any that another report names.
        provider_transaction: Option<String>,
        /// How we learnt it.
        source: ReportSource,
    },
    /// An officer took cash at the desk.
    CashReceived {
        /// The amount taken.
        amount: Vnd,
        /// What tells it from other money of the attempt: the attempt's reference, or in earlier events the number of the paper
        /// receipt that was given beside the electronic one.
        receipt: String,
        /// The officer's account.
        officer: String,
    },
    /// The provider says it failed.
    ReportedFailed {
        /// The provider's code.
        code: String,
        /// How we learnt it.
        source: ReportSource,
    },
    /// The provider says that the payer gave up.
    ReportedCancelled {
        /// The provider's code.
        code: String,
        /// How we learnt it.
        source: ReportSource,
    },
    /// The provider says that it has not been paid yet.
    ReportedPending {
        /// How we learnt it.
        source: ReportSource,
    },
    /// The provider says that money is on its way, or taken and held.
    ReportedInFlight {
        /// The provider's code.
        code: String,
        /// How we learnt it.
        source: ReportSource,
    },
    /// The provider told a code that decides nothing: it must be asked. If it says afterwards that the payment failed, the code
    /// may tell why.
    ReportedUndecided {
        /// The provider's code.
        code: String,
        /// How we learnt it.
        source: ReportSource,
    },
    /// Another attempt took its place, or another one paid the order.
    Superseded,
    /// The payer's browser came back from the provider. It proves nothing but that the payer was there.
    PayerReturned,
    /// The time to pay is over; recorded only after the provider said that it had not been paid.
    Expired,
    /// Two officers established, from the bank's own papers, that the money was taken.
    CorrectedPaid {
        /// The amount the provider took.
        amount: Vnd,
        /// The number in the bank's papers. It is not the provider's, so it names no charge: the provider's own report is of the
        /// same money.
        provider_transaction: String,
        /// Why it is believed.
        reason: String,
        /// The account of the officer who proposed it.
        proposed_by: String,
        /// The account of the officer who approved it, another one.
        approved_by: String,
    },
    /// Two officers established that no money was taken.
    CorrectedFailed {
        /// Why it is believed.
        reason: String,
        /// The account of the officer who proposed it.
        proposed_by: String,
        /// The account of the officer who approved it, another one.
        approved_by: String,
    },
    /// Two officers accepted what arrived in the place of the amount due: the order is settled by it. What is missing is forgiven,
    /// what is too much goes back.
    DifferenceAccepted {
        /// All that the provider had taken by then, as both officers saw it.
        received: Vnd,
        /// Why it is accepted.
        reason: String,
        /// The account of the officer who proposed it.
        proposed_by: String,
        /// The account of the officer who approved it, another one.
        approved_by: String,
    },
    /// All that the provider took has gone back, and what was due is still due. Recorded by the system with the refund that made
    /// it so.
    Returned {
        /// All that the provider had taken by then.
        amount: Vnd,
    },
}

/// Money that a provider took at one go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// The provider's own number; empty where nobody has told it yet.
    pub number: String,
    /// What it took.
    pub amount: Vnd,
}

/// An attempt as its events tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// What had to be paid.
    pub due: Vnd,
    /// Where it stands.
    pub state: AttemptState,
    /// Another attempt took its place before the money was known of.
    pub superseded: bool,
    /// What the provider took by charges whose numbers are known, oldest news first.
    numbered: Vec<Charge>,
    /// What it took by a charge whose number was not told. It is a placeholder, see [`Attempt::charges`].
    unnumbered: Vnd,
    /// The number in the bank's papers, where officers said that money was taken.
    bank_number: Option<String>,
    /// What it had taken when all of it went back.
    returned: Vnd,
    /// How many numbered charges that were.
    returned_charges: usize,
    /// Two officers established that no money was taken.
    found_unpaid: bool,
    /// The codes of refusals, failures and cancellations.
    pub failure_codes: BTreeSet<String>,
    /// The provider or the payer was heard of since the attempt was made.
    pub contact: bool,
}

/// The attempt over `due` after `events`, oldest first.
///
/// Repetitions change nothing, and after the creation neither does the order of the provider's
/// reports, but that charges are listed in it.
#[must_use]
pub fn fold<'a>(due: Vnd, events: impl IntoIterator<Item = &'a AttemptEvent>) -> Attempt {
    let mut attempt = Attempt {
        due,
        state: AttemptState::Created,
        superseded: false,
        numbered: Vec::new(),
        unnumbered: Vnd::ZERO,
        bank_number: None,
        returned: Vnd::ZERO,
        returned_charges: 0,
        found_unpaid: false,
        failure_codes: BTreeSet::new(),
        contact: false,
    };
    for event in events {
        attempt.apply(event);
    }
    attempt
}

impl AttemptEvent {
    /// Whether it is told from outside, where the same may be told any number of times.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        self.is_contact()
            || matches!(
                self,
                Self::ReportedPending { .. }
                    | Self::ReportedInFlight { .. }
                    | Self::ReportedUndecided { .. }
            )
    }

    /// Whether the payer or the provider has been heard of by it.
    const fn is_contact(&self) -> bool {
        matches!(
            self,
            Self::PayerReturned
                | Self::ReportedPaid { .. }
                | Self::ReportedFailed { .. }
                | Self::ReportedCancelled { .. }
                | Self::ReportedPending {
                    source: ReportSource::Callback
                }
                | Self::ReportedInFlight {
                    source: ReportSource::Callback,
                    ..
                }
                | Self::ReportedUndecided {
                    source: ReportSource::Callback,
                    ..
                }
        )
    }
}

impl Attempt {
    /// The money the provider took through this attempt, right amount or not.
    #[must_use]
    pub fn received(&self) -> Vnd {
        Vnd::saturating_sum(self.charges().iter().map(|charge| charge.amount))
    }

    /// What it took since all that it had taken before went back.
    #[must_use]
    pub fn held(&self) -> Vnd {
        self.received()
            .checked_sub(self.returned)
            .map_or(Vnd::ZERO, |held| held.max(Vnd::ZERO))
    }

    /// What of its money pays what is due, where it settles its order: the amount due, or less where two officers accepted less.
    #[must_use]
    pub fn kept(&self) -> Vnd {
        self.held().min(self.due)
    }

    /// What the provider took, charge by charge, oldest news first. More than one means that the payer was charged more than
    /// once.
    ///
    /// A charge without a number is the same money as any that the provider numbers, before or after. Only what the numbered
    /// ones do not account for stays without a number; where one of them is of the amount due, that is nothing.
    #[must_use]
    pub fn charges(&self) -> Vec<Charge> {
        let rest = self.unaccounted();
        let placeholder = (rest > Vnd::ZERO).then(|| Charge {
            number: String::new(),
            amount: rest,
        });
        self.numbered.iter().cloned().chain(placeholder).collect()
    }

    fn unaccounted(&self) -> Vnd {
        if self.numbered.iter().any(|charge| charge.amount == self.due) {
            return Vnd::ZERO;
        }
        let numbered = Vnd::saturating_sum(self.numbered.iter().map(|charge| charge.amount));
        self.unnumbered
            .checked_sub(numbered)
            .map_or(Vnd::ZERO, |rest| rest.max(Vnd::ZERO))
    }

    /// The number of the charge that the provider has put in the place of one without.
    #[must_use]
    pub fn replacement(&self) -> Option<&str> {
        let first = self.numbered.first()?;
        (self.unnumbered > Vnd::ZERO).then_some(first.number.as_str())
    }

    /// The number to find the payment by: the provider's of the first charge that did not go back, of any where there is none, or
    /// else the one in the bank's papers.
    #[must_use]
    pub fn transaction_number(&self) -> Option<&str> {
        self.numbered
            .get(self.returned_charges)
            .or_else(|| self.numbered.first())
            .map(|charge| charge.number.as_str())
            .or(self.bank_number.as_deref())
    }

    /// Takes in one more event.
    pub fn apply(&mut self, event: &AttemptEvent) {
        if let Some(kind) = self.kind_of(event) {
            self.state = transition(self.state, kind);
            if kind == EventKind::Returned && self.state == AttemptState::Returned {
                self.returned = self.received();
                self.returned_charges = self.numbered.len();
            }
        }
        self.contact |= event.is_contact();
        self.found_unpaid |= matches!(event, AttemptEvent::CorrectedFailed { .. });
        self.take_money_of(event);
        match event {
            AttemptEvent::Superseded if self.state != AttemptState::Paid => self.superseded = true,
            AttemptEvent::CreateRefused { code }
            | AttemptEvent::ReportedFailed { code, .. }
            | AttemptEvent::ReportedCancelled { code, .. } => {
                self.failure_codes.insert(code.clone());
            }
            _ => {}
        }
    }

    /// Counts the money that an event tells of.
    fn take_money_of(&mut self, event: &AttemptEvent) {
        match event {
            AttemptEvent::ReportedPaid {
                amount,
                provider_transaction: Some(number),
                ..
            }
            | AttemptEvent::CashReceived {
                amount,
                receipt: number,
                ..
            } if !number.is_empty() => self.take(number, *amount),
            AttemptEvent::ReportedPaid { amount, .. }
            | AttemptEvent::CashReceived { amount, .. } => self.take_unnumbered(*amount),
            AttemptEvent::CorrectedPaid {
                amount,
                provider_transaction,
                ..
            } => {
                self.take_unnumbered(*amount);
                self.bank_number
                    .get_or_insert_with(|| provider_transaction.clone());
            }
            AttemptEvent::CreateRequested
            | AttemptEvent::CreateAccepted
            | AttemptEvent::CreateRefused { .. }
            | AttemptEvent::CreateUnanswered
            | AttemptEvent::ReportedFailed { .. }
            | AttemptEvent::ReportedCancelled { .. }
            | AttemptEvent::ReportedPending { .. }
            | AttemptEvent::ReportedInFlight { .. }
            | AttemptEvent::ReportedUndecided { .. }
            | AttemptEvent::Superseded
            | AttemptEvent::PayerReturned
            | AttemptEvent::Expired
            | AttemptEvent::CorrectedFailed { .. }
            | AttemptEvent::DifferenceAccepted { .. }
            | AttemptEvent::Returned { .. } => {}
        }
    }

    /// How the table sees an event; `None` where it changes no state. An amount other than the one due
    /// is never a payment, but where two officers accept the one that they have seen.
    #[must_use]
    pub fn kind_of(&self, event: &AttemptEvent) -> Option<EventKind> {
        Some(match event {
            AttemptEvent::CreateRequested => EventKind::CreateRequested,
            AttemptEvent::CreateAccepted => EventKind::CreateAccepted,
            AttemptEvent::CreateRefused { .. } => EventKind::CreateRefused,
            AttemptEvent::CreateUnanswered => EventKind::CreateUnanswered,
            AttemptEvent::ReportedPaid { amount, .. }
            | AttemptEvent::CashReceived { amount, .. }
            | AttemptEvent::CorrectedPaid { amount, .. } => {
                return self.kind_of_money(event, *amount);
            }
            AttemptEvent::ReportedFailed { .. } => EventKind::ReportedFailed,
            AttemptEvent::ReportedCancelled { .. } => EventKind::ReportedCancelled,
            AttemptEvent::ReportedPending { .. } | AttemptEvent::ReportedUndecided { .. } => {
                EventKind::ReportedPending
            }
            AttemptEvent::ReportedInFlight { .. } => EventKind::ReportedInFlight,
            AttemptEvent::Superseded => EventKind::Superseded,
            AttemptEvent::Expired => EventKind::Expired,
            // Nobody says of money that was reported that there was none.
            AttemptEvent::CorrectedFailed { .. } => {
                let has_other_amount =
                    self.state == AttemptState::AmountMismatch && self.received() > Vnd::ZERO;
                return (!has_other_amount).then_some(EventKind::CorrectedFailed);
            }
            AttemptEvent::DifferenceAccepted { received, .. } => {
                let seen = *received == self.received() && self.held() > Vnd::ZERO;
                return seen.then_some(EventKind::DifferenceAccepted);
            }
            AttemptEvent::Returned { amount } => {
                let all = *amount == self.received() && *amount > Vnd::ZERO;
                return all.then_some(EventKind::Returned);
            }
            AttemptEvent::PayerReturned => return None,
        })
    }

    fn kind_of_money(&self, event: &AttemptEvent, amount: Vnd) -> Option<EventKind> {
        // A payment of nothing that two officers have looked at is not told to them again.
        if amount <= Vnd::ZERO && self.found_unpaid {
            return None;
        }
        let more = self.more_since_returned(event);
        if more == Some(Vnd::ZERO) {
            return None;
        }
        let is_due = amount == self.due && more.is_none_or(|more| more == self.due);
        Some(if !is_due {
            EventKind::ReportedOtherAmount
        } else if self.superseded {
            EventKind::ReportedPaidLate
        } else {
            EventKind::ReportedPaid
        })
    }

    /// How much more an event says was taken, of an attempt whose money has gone back before: only that is news, and it is as much
    /// as has not been counted since. `None` of any other attempt.
    fn more_since_returned(&self, event: &AttemptEvent) -> Option<Vnd> {
        if self.returned == Vnd::ZERO {
            return None;
        }
        let mut after = self.clone();
        after.take_money_of(event);
        let more = after.received().checked_sub(self.received());
        let more = more.unwrap_or(Vnd::ZERO).max(Vnd::ZERO);
        Some(more.min(after.held()))
    }

    /// Nothing, or less, is not money.
    fn take(&mut self, number: &str, amount: Vnd) {
        if amount <= Vnd::ZERO {
            return;
        }
        let due = self.due;
        if let Some(charge) = self
            .numbered
            .iter_mut()
            .find(|charge| charge.number == number)
        {
            charge.amount = believed(due, charge.amount, amount);
            return;
        }
        self.numbered.push(Charge {
            number: number.to_owned(),
            amount,
        });
    }

    fn take_unnumbered(&mut self, amount: Vnd) {
        if amount > Vnd::ZERO {
            self.unnumbered = believed(self.due, self.unnumbered, amount);
        }
    }
}

/// One charge told with two amounts is still one charge: the amount due is believed before any other, and the larger before
/// the smaller, whichever came first.
fn believed(due: Vnd, known: Vnd, told: Vnd) -> Vnd {
    if known == due || told == due {
        due
    } else {
        known.max(told)
    }
}

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
    /// The money the provider holds through this attempt, right amount or not.
    #[must_use]
    pub fn received(&self) -> Vnd {
        Vnd::saturating_sum(self.charges().iter().map(|charge| charge.amount))
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

    /// The number to find the payment by: the provider's of the first charge, or else the one in the bank's papers.
    #[must_use]
    pub fn transaction_number(&self) -> Option<&str> {
        self.numbered
            .first()
            .map(|charge| charge.number.as_str())
            .or(self.bank_number.as_deref())
    }

    /// Takes in one more event.
    pub fn apply(&mut self, event: &AttemptEvent) {
        if let Some(kind) = self.kind_of(event) {
            self.state = transition(self.state, kind);
        }
        self.contact |= event.is_contact();
        match event {
            AttemptEvent::Superseded if self.state != AttemptState::Paid => self.superseded = true,
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
            AttemptEvent::CreateRefused { code }
            | AttemptEvent::ReportedFailed { code, .. }
            | AttemptEvent::ReportedCancelled { code, .. } => {
                self.failure_codes.insert(code.clone());
            }
            AttemptEvent::CreateRequested
            | AttemptEvent::CreateAccepted
            | AttemptEvent::CreateUnanswered
            | AttemptEvent::ReportedPending { .. }
            | AttemptEvent::ReportedInFlight { .. }
            | AttemptEvent::ReportedUndecided { .. }
            | AttemptEvent::Superseded
            | AttemptEvent::PayerReturned
            | AttemptEvent::Expired
            | AttemptEvent::CorrectedFailed { .. } => {}
        }
    }

    /// How the table sees an event; `None` where it changes no state. An amount other than the one due
    /// is never a payment.
    #[must_use]
    pub fn kind_of(&self, event: &AttemptEvent) -> Option<EventKind> {
        Some(match event {
            AttemptEvent::CreateRequested => EventKind::CreateRequested,
            AttemptEvent::CreateAccepted => EventKind::CreateAccepted,
            AttemptEvent::CreateRefused { .. } => EventKind::CreateRefused,
            AttemptEvent::CreateUnanswered => EventKind::CreateUnanswered,
            AttemptEvent::ReportedPaid { amount, .. }
            | AttemptEvent::CashReceived { amount, .. }
            | AttemptEvent::CorrectedPaid { amount, .. } => self.kind_of_money(*amount),
            AttemptEvent::ReportedFailed { .. } => EventKind::ReportedFailed,
            AttemptEvent::ReportedCancelled { .. } => EventKind::ReportedCancelled,
            AttemptEvent::ReportedPending { .. } | AttemptEvent::ReportedUndecided { .. } => {
                EventKind::ReportedPending
            }
            AttemptEvent::ReportedInFlight { .. } => EventKind::ReportedInFlight,
            AttemptEvent::Superseded => EventKind::Superseded,
            AttemptEvent::Expired => EventKind::Expired,
            AttemptEvent::CorrectedFailed { .. } => EventKind::CorrectedFailed,
            AttemptEvent::PayerReturned => return None,
        })
    }

    fn kind_of_money(&self, amount: Vnd) -> EventKind {
        if amount != self.due {
            EventKind::ReportedOtherAmount
        } else if self.superseded {
            EventKind::ReportedPaidLate
        } else {
            EventKind::ReportedPaid
        }
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

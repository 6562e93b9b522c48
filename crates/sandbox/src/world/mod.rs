//! All that has happened, as events, and the state they add up to.
//!
//! [`World::apply`] is the only place where state changes. It is pure, so the journal can be replayed after a restart and
//! leads to the same state. Rules ("only once", "not after the end") are checked by the caller under the same lock, before
//! an event is recorded.

mod payment;
mod records;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::provider::Provider;

pub(crate) use payment::{Challenge, Opening, Outcome, Payment, Verdict};
pub(crate) use records::{Acknowledgement, Charge, Delivery, Email, Message, MessageKind, Refund};

/// One thing that happened; one line of the journal.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event {
    /// A provider accepted to take a payment.
    Opened(Box<Opening>),
    /// The bank sent a one-time code for a card it accepted.
    CodeSent {
        token: Uuid,
        card: String,
        code: String,
    },
    CodeRefused {
        token: Uuid,
    },
    /// A payment ended; with [`Verdict::Paid`] money moved.
    Finished {
        token: Uuid,
        outcome: Outcome,
    },
    Refunded(Refund),
    /// One callback was sent, or lost on the way.
    Delivered(Delivery),
    Received(Message),
    /// An email reached the mailboxes of its recipients.
    Mailed(Email),
    /// The certification authority revoked a certificate; the serial number is lower-case hexadecimal.
    CertificateRevoked {
        serial: String,
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    ClockAdvanced {
        seconds: u32,
    },
}

#[derive(Default)]
pub(crate) struct World {
    payments: HashMap<Uuid, Payment>,
    /// What a provider calls its payments; of several under one name (transfers may share a content) the newest.
    by_order: HashMap<(Provider, String), Uuid>,
    by_reference: HashMap<String, Vec<Uuid>>,
    by_transaction: HashMap<(Provider, String), Uuid>,
    refund_of: HashMap<(Provider, String), usize>,
    acknowledged: HashSet<Uuid>,
    tries: HashMap<Uuid, usize>,
    pub charges: Vec<Charge>,
    pub refunds: Vec<Refund>,
    pub deliveries: Vec<Delivery>,
    /// Oldest first.
    pub messages: Vec<Message>,
    /// Oldest first.
    pub mail: Vec<Email>,
    /// By serial number.
    pub revoked: BTreeMap<String, OffsetDateTime>,
    /// How far the clock is ahead of the real one, in seconds.
    pub ahead: i64,
}

impl World {
    pub(crate) fn payment(&self, token: Uuid) -> Option<&Payment> {
        self.payments.get(&token)
    }

    pub(crate) fn by_order(&self, provider: Provider, order: &str) -> Option<&Payment> {
        self.payment(*self.by_order.get(&(provider, order.to_owned()))?)
    }

    /// Every payment under the portal's reference, oldest first.
    pub(crate) fn by_reference(&self, reference: &str) -> impl Iterator<Item = &Payment> {
        let tokens = self.by_reference.get(reference).into_iter().flatten();
        tokens.filter_map(|token| self.payment(*token))
    }

    /// Every payment of one provider, in no order.
    pub(crate) fn at(&self, provider: Provider) -> impl Iterator<Item = &Payment> {
        let all = self.payments.values();
        all.filter(move |payment| payment.opening.provider == provider)
    }

    /// The payment by the provider's number of its charge.
    pub(crate) fn by_transaction(&self, provider: Provider, transaction: &str) -> Option<Uuid> {
        let key = (provider, transaction.to_owned());
        self.by_transaction.get(&key).copied()
    }

    /// What went back of one payment, oldest first.
    pub(crate) fn refunds_of(&self, token: Uuid) -> impl Iterator<Item = &Refund> {
        let all = self.refunds.iter();
        all.filter(move |refund| refund.payment == Some(token))
    }

    /// The refund by the portal's reference of it.
    pub(crate) fn refund(&self, provider: Provider, refund_reference: &str) -> Option<&Refund> {
        let key = (provider, refund_reference.to_owned());
        self.refunds.get(*self.refund_of.get(&key)?)
    }

    /// Payments whose end the portal has not acknowledged, with the number of tries so far.
    pub(crate) fn unacknowledged(&self) -> Vec<(Uuid, usize)> {
        let ended = self.payments.iter();
        let ended = ended.filter(|(_, payment)| payment.outcome.is_some());
        let open = ended.filter(|(token, _)| !self.acknowledged.contains(token));
        open.map(|(token, _)| (*token, self.tries.get(token).copied().unwrap_or(0)))
            .collect()
    }

    /// Takes one event in. An event about an unknown payment changes nothing.
    pub(crate) fn apply(&mut self, event: Event) {
        match event {
            Event::Opened(opening) => self.open(*opening),
            Event::CodeSent { token, card, code } => {
                if let Some(payment) = self.payments.get_mut(&token) {
                    payment.challenge = Some(Challenge { card, code });
                    payment.codes_sent += 1;
                }
            }
            Event::CodeRefused { token } => {
                if let Some(payment) = self.payments.get_mut(&token) {
                    payment.codes_refused += 1;
                }
            }
            Event::Finished { token, outcome } => self.finish(token, outcome),
            Event::Refunded(refund) => self.refund_made(refund),
            Event::Delivered(delivery) => self.delivered(delivery),
            Event::Received(message) => self.messages.push(message),
            Event::Mailed(mail) => self.mail.push(mail),
            Event::CertificateRevoked { serial, at } => {
                self.revoked.insert(serial, at);
            }
            Event::ClockAdvanced { seconds } => self.ahead += i64::from(seconds),
        }
    }

    fn open(&mut self, opening: Opening) {
        let token = opening.token;
        let order = (opening.provider, opening.order.clone());
        self.by_order.insert(order, token);
        let under_reference = self.by_reference.entry(opening.reference.clone());
        under_reference.or_default().push(token);
        self.payments.insert(token, Payment::new(opening));
    }

    fn finish(&mut self, token: Uuid, outcome: Outcome) {
        let Some(payment) = self.payments.get_mut(&token) else {
            return;
        };
        if outcome.verdict == Verdict::Paid {
            self.charges.push(Charge {
                provider: payment.opening.provider,
                reference: payment.opening.reference.clone(),
                amount: payment.opening.amount,
                at: outcome.at,
                bank: outcome.bank.clone(),
                transaction: outcome.transaction.clone(),
            });
        }
        let key = (payment.opening.provider, outcome.transaction.clone());
        self.by_transaction.insert(key, token);
        payment.outcome = Some(outcome);
    }

    fn refund_made(&mut self, refund: Refund) {
        if let Some(payment) = refund.payment.and_then(|t| self.payments.get_mut(&t)) {
            payment.refunded += refund.amount;
        }
        let key = (refund.provider, refund.refund_reference.clone());
        self.refund_of.insert(key, self.refunds.len());
        self.refunds.push(refund);
    }

    fn delivered(&mut self, delivery: Delivery) {
        let tries = self.tries.entry(delivery.payment).or_default();
        *tries = delivery.attempt.max(*tries);
        if delivery.answer.acknowledged {
            self.acknowledged.insert(delivery.payment);
        }
        self.deliveries.push(delivery);
    }
}

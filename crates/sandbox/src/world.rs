//! All that has happened, as events, and the state they add up to.
//!
//! [`World::apply`] is the only place where state changes. It is pure, so the journal can be replayed after a restart and
//! leads to the same state. Rules ("only once", "not after the end") are checked by the caller under the same lock, before
//! an event is recorded.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::platform::message::Init;

/// One thing that happened; one line of the journal.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event {
    /// An INIT was accepted.
    Opened {
        token: Uuid,
        amount: u64,
        init: Box<Init>,
    },
    /// The bank sent a one-time code for a card it accepted.
    CodeSent {
        token: Uuid,
        card: String,
        code: String,
    },
    /// A wrong one-time code was typed.
    CodeRefused { token: Uuid },
    /// A payment ended; with [`Verdict::Paid`] money moved.
    Finished { token: Uuid, outcome: Outcome },
    /// One CONFIRM was sent, or lost on the way.
    Delivered(Delivery),
    /// A message reached a phone.
    Received(Sms),
}

/// How a payment ended. Codes beyond 00 follow VNPAY's table, the national platform's own being unpublished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    Paid,
    CardLocked,
    WrongCode,
    Cancelled,
    InsufficientBalance,
}

impl Verdict {
    /// `MaLoi` of the CONFIRM.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Paid => "00",
            Self::CardLocked => "12",
            Self::WrongCode => "13",
            Self::Cancelled => "24",
            Self::InsufficientBalance => "51",
        }
    }

    /// `MoTaLoi` of the CONFIRM.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Paid => "Giao dịch thành công",
            Self::CardLocked => "Thẻ đang bị khóa",
            Self::WrongCode => "Nhập sai mã OTP quá số lần cho phép",
            Self::Cancelled => "Khách hàng hủy giao dịch",
            Self::InsufficientBalance => "Tài khoản không đủ số dư",
        }
    }
}

/// The end of a payment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub verdict: Verdict,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// `MaGiaoDich`; failed payments have one too.
    pub transaction: String,
    /// `MaNganHang`; `PAYMENT` when the payer left before choosing one.
    pub bank: String,
    /// Number of the card, where one was accepted.
    pub card: Option<String>,
}

/// A one-time code on its way to the cardholder.
#[derive(Clone, Debug)]
pub(crate) struct Challenge {
    pub card: String,
    pub code: String,
}

/// One payment as the platform and the bank see it.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub token: Uuid,
    pub amount: u64,
    pub init: Init,
    pub challenge: Option<Challenge>,
    pub codes_sent: usize,
    pub codes_refused: usize,
    pub outcome: Option<Outcome>,
}

/// One entry of the bank's books.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Charge {
    pub reference: String,
    pub amount: u64,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub bank: String,
    pub transaction: String,
}

/// One try to tell the portal an outcome.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Delivery {
    pub reference: String,
    /// Counted from 1; a duplicate carries the number of its original.
    pub attempt: usize,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The fault that bent this try, as it was ordered.
    pub fault: Option<String>,
    /// HTTP status of the portal's answer.
    pub status: Option<u16>,
    /// `MaLoi` of the portal's acknowledgement.
    pub code: Option<String>,
    /// `MoTaLoi` of the portal's acknowledgement.
    pub meaning: Option<String>,
    /// Why there is no acknowledgement.
    pub error: Option<String>,
    /// Whether the portal took it: `MaLoi` is 00.
    pub acknowledged: bool,
}

/// One message on a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Sms {
    pub id: Uuid,
    /// Ten digits, leading 0.
    pub to: String,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub text: String,
}

/// The state after all events so far.
#[derive(Default)]
pub(crate) struct World {
    orders: HashMap<Uuid, Order>,
    by_reference: HashMap<String, Uuid>,
    pub charges: Vec<Charge>,
    pub deliveries: Vec<Delivery>,
    /// Oldest first.
    pub messages: Vec<Sms>,
}

impl World {
    pub(crate) fn order(&self, token: Uuid) -> Option<&Order> {
        self.orders.get(&token)
    }

    pub(crate) fn order_by_reference(&self, reference: &str) -> Option<&Order> {
        self.order(*self.by_reference.get(reference)?)
    }

    /// Payments whose end the portal has not acknowledged, with the number of tries so far.
    pub(crate) fn unacknowledged(&self) -> Vec<(Uuid, usize)> {
        let finished = self.orders.values().filter(|o| o.outcome.is_some());
        let tries = |order: &Order| {
            let mine = self
                .deliveries
                .iter()
                .filter(|d| d.reference == order.init.reference);
            let (mut last, mut acknowledged) = (0, false);
            for delivery in mine {
                last = last.max(delivery.attempt);
                acknowledged |= delivery.acknowledged;
            }
            (!acknowledged).then_some((order.token, last))
        };
        finished.filter_map(tries).collect()
    }

    /// Takes one event in. An event about an unknown payment changes nothing.
    pub(crate) fn apply(&mut self, event: Event) {
        match event {
            Event::Opened {
                token,
                amount,
                init,
            } => {
                self.by_reference.insert(init.reference.clone(), token);
                let order = Order {
                    token,
                    amount,
                    init: *init,
                    challenge: None,
                    codes_sent: 0,
                    codes_refused: 0,
                    outcome: None,
                };
                self.orders.insert(token, order);
            }
            Event::CodeSent { token, card, code } => {
                if let Some(order) = self.orders.get_mut(&token) {
                    order.challenge = Some(Challenge { card, code });
                    order.codes_sent += 1;
                }
            }
            Event::CodeRefused { token } => {
                if let Some(order) = self.orders.get_mut(&token) {
                    order.codes_refused += 1;
                }
            }
            Event::Finished { token, outcome } => {
                if let Some(order) = self.orders.get_mut(&token) {
                    if outcome.verdict == Verdict::Paid {
                        self.charges.push(Charge {
                            reference: order.init.reference.clone(),
                            amount: order.amount,
                            at: outcome.at,
                            bank: outcome.bank.clone(),
                            transaction: outcome.transaction.clone(),
                        });
                    }
                    order.outcome = Some(outcome);
                }
            }
            Event::Delivered(delivery) => self.deliveries.push(delivery),
            Event::Received(sms) => self.messages.push(sms),
        }
    }
}

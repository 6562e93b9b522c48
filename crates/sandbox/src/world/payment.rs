//! One payment at one provider, from its opening to its end.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{clock, pages::Money, provider::Provider};

/// What a provider knows of a payment when it opens it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Opening {
    pub token: Uuid,
    pub provider: Provider,
    /// The portal's reference of the attempt.
    pub reference: String,
    /// What the provider calls the payment on the wire; mostly the reference itself.
    pub order: String,
    /// Whole đồng.
    pub amount: u64,
    #[serde(with = "time::serde::rfc3339")]
    pub opened_at: OffsetDateTime,
    /// From then on nobody can pay any more.
    #[serde(with = "time::serde::rfc3339")]
    pub expires_at: OffsetDateTime,
    /// Where the browser goes afterwards, before the provider adds its fields.
    pub return_url: String,
    /// Where the outcome is told, at providers that tell it.
    pub callback_url: Option<String>,
    /// What the payer reads.
    pub description: String,
    /// The message that opened it, whole.
    pub message: Value,
}

impl Opening {
    /// When it ends unpaid, as people read it.
    pub(crate) fn expires(&self) -> String {
        clock::readable(self.expires_at)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    Paid,
    CardLocked,
    WrongCode,
    Cancelled,
    InsufficientBalance,
    Expired,
}

impl Verdict {
    /// The code of VNPAY's table; the national platform's own being unpublished, it uses the same.
    pub(crate) fn code(self) -> &'static str {
        self.row().0
    }

    pub(crate) fn meaning(self) -> &'static str {
        self.row().1
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Paid => ("00", "Giao dịch thành công"),
            Self::Expired => ("11", "Đã hết thời gian thanh toán"),
            Self::CardLocked => ("12", "Thẻ đang bị khóa"),
            Self::WrongCode => ("13", "Nhập sai mã OTP quá số lần cho phép"),
            Self::Cancelled => ("24", "Khách hàng hủy giao dịch"),
            Self::InsufficientBalance => ("51", "Tài khoản không đủ số dư"),
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub verdict: Verdict,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The provider's number of the transaction; failed payments have one too.
    pub transaction: String,
    /// The bank the money came from, in the provider's codes; empty where it is the wallet itself.
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

#[derive(Clone, Debug)]
pub(crate) struct Payment {
    pub opening: Opening,
    pub challenge: Option<Challenge>,
    pub codes_sent: usize,
    pub codes_refused: usize,
    pub outcome: Option<Outcome>,
    /// What went back so far, in whole đồng.
    pub refunded: u64,
}

impl Payment {
    pub(crate) fn new(opening: Opening) -> Self {
        Self {
            opening,
            challenge: None,
            codes_sent: 0,
            codes_refused: 0,
            outcome: None,
            refunded: 0,
        }
    }

    /// A text field of the message that opened the payment; empty where there is none.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.opening.message[name].as_str().unwrap_or_default()
    }

    /// Who gets the money, as the payer reads it.
    pub(crate) fn seller(&self) -> &str {
        match self.field("MaDoiTac") {
            "" => "Cổng dịch vụ công tỉnh Tây Ninh",
            partner => partner,
        }
    }

    pub(crate) fn total(&self) -> Money {
        Money(self.opening.amount)
    }

    /// The provider's number; empty while the payment has not ended.
    pub(crate) fn transaction(&self) -> &str {
        let outcome = self.outcome.as_ref();
        outcome.map_or("", |outcome| &outcome.transaction)
    }

    /// When it ended, or else was opened.
    pub(crate) fn changed_at(&self) -> OffsetDateTime {
        let outcome = self.outcome.as_ref();
        outcome.map_or(self.opening.opened_at, |outcome| outcome.at)
    }

    /// How it ended, if it has.
    pub(crate) fn verdict(&self) -> Option<Verdict> {
        self.outcome.as_ref().map(|outcome| outcome.verdict)
    }

    /// The end, if money moved.
    pub(crate) fn paid(&self) -> Option<&Outcome> {
        let paid = |outcome: &&Outcome| outcome.verdict == Verdict::Paid;
        self.outcome.as_ref().filter(paid)
    }
}

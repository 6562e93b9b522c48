use std::fmt;
use strum::{Display, EnumIter, IntoStaticStr};

/// What does not agree.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumIter, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum FindingKind {
    /// One charge stands in the books under two numbers, or of two attempts.
    ChargeCountedTwice,
    /// More was given back, or is on its way back, than was taken.
    OverRefund,
    /// The account of an order's citizen is in debit: it was given more than was its own.
    CitizenInDebit,
    /// A provider took money that the books do not hold.
    MoneyNotBooked,
    /// The books hold what no message and no act tells of.
    EntryWithoutEvidence,
    /// The payer was told that no money was taken, and a provider's message says otherwise.
    ToldNoMoney,
    /// Two refunds count as done by one transaction.
    RefundCountedByAnother,
    /// A refund counts as done, and neither its provider nor an officer said so.
    RefundWithoutEvidence,
    /// A provider gave money back, and the refund does not count as done.
    RefundNotCounted,
    /// What the books owe or gave back is not what was approved or done.
    RefundsNotBooked,
    /// Who proposed it approved it as well.
    OnePersonDecided,
    /// Other is forgiven of the amount due than what officers accepted.
    DifferenceWithoutAct,
    /// More than the amount due is revenue.
    RevenueBeyondDue,
    /// The entries of a transaction do not add up to nothing.
    Unbalanced,
    /// A provider took money that belongs to no order and has no account.
    MoneyWithoutOwner,
    /// A provider's message that was believed and that the auditor cannot read.
    UnreadMessage,
    /// What was kept of a message is not what it says.
    EvidenceChanged,
}

/// One difference. `Display`: a line without personal data, `order 0f…: over_refund: …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What does not agree.
    pub kind: FindingKind,
    /// What it is about, such as `order 0f…`.
    pub subject: String,
    /// Amounts in whole đồng, ids and numbers of transactions.
    pub detail: String,
}

impl Finding {
    /// A finding about an order.
    #[must_use]
    pub fn of_order(kind: FindingKind, order: &str, detail: impl Into<String>) -> Self {
        Self::new(kind, format!("order {order}"), detail)
    }

    /// A finding about anything.
    #[must_use]
    pub fn new(kind: FindingKind, subject: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            kind,
            subject: subject.into(),
            detail: detail.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            subject,
            detail,
        } = self;
        write!(formatter, "{subject}: {kind}: {detail}")
    }
}

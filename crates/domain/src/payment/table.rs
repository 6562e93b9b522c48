use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, IntoStaticStr};

use crate::language::{Text, text};

/// Where one payment attempt stands. `Display`, JSON and database: `amount_mismatch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type))]
#[cfg_attr(feature = "sqlx", sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum AttemptState {
    /// The provider is being asked to create it; if we stop here, it may exist.
    Created,
    /// The payer is at the provider.
    Pending,
    /// The provider did not answer the creation: it may exist.
    Unknown,
    /// The provider says that money is on its way or held. It never expires; what is not decided on day 3 is for a person.
    InFlight,
    /// The provider holds exactly what is due, or what two officers accepted in its place.
    Paid,
    /// The provider said that no money moved.
    Failed,
    /// The payer gave up at the provider.
    Cancelled,
    /// Another attempt took its place, and the provider has not said what became of it.
    Superseded,
    /// The time to pay is over and the provider, asked, had not been paid. It is asked on: money may
    /// still come.
    Expired,
    /// Paid after another attempt took its place: money that may have to go back.
    Duplicate,
    /// The provider reports an amount other than what is due: a person must look.
    AmountMismatch,
    /// All that the provider took has gone back, and pays for nothing: what was due is still due.
    Returned,
}

/// What a citizen is told about an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// No final answer yet.
    Waiting,
    /// Another attempt took its place, and no money of this one is known of. It may still come.
    Replaced,
    /// The money arrived.
    Succeeded,
    /// No money moved.
    Failed,
    /// The money arrived, and all of it has gone back.
    Returned,
}

/// The kinds of event the table speaks of. Reports of payment come in three kinds, told apart by
/// the amount due and by whether the attempt had been superseded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum EventKind {
    /// We are about to call the provider.
    CreateRequested,
    /// The provider took the attempt and said where to send the payer.
    CreateAccepted,
    /// The provider said no, or it is certain that the request never left us.
    CreateRefused,
    /// The call ended without a readable answer.
    CreateUnanswered,
    /// The provider knows it and has no final answer: not paid yet, or what decides nothing.
    ReportedPending,
    /// The provider says that money is on its way or held.
    ReportedInFlight,
    /// The provider says that the payer gave up.
    ReportedCancelled,
    /// The provider says that it failed.
    ReportedFailed,
    /// The provider reports another amount than is due.
    ReportedOtherAmount,
    /// The provider reports exactly the amount due.
    ReportedPaid,
    /// The same, after the attempt had been superseded.
    ReportedPaidLate,
    /// Another attempt took its place, or the order was paid by another.
    Superseded,
    /// The time to pay is over, and the provider had not been paid.
    Expired,
    /// Two officers found that no money moved.
    CorrectedFailed,
    /// Two officers accepted another amount than was due.
    DifferenceAccepted,
    /// All that was taken has gone back.
    Returned,
}

/// One row of the table: from a state, by a kind of event, to a state.
pub type Transition = (AttemptState, EventKind, AttemptState);

use AttemptState as S;
use EventKind as E;

/// The one table of an attempt's life. A pair that is not listed changes nothing.
///
/// Paid and duplicate are left only once all the money has gone back. Failed, cancelled, a wrong amount and what was returned give
/// way only to stronger news: some providers report a failure and the money afterwards, and the money is real.
pub const TRANSITIONS: &[Transition] = &[
    (S::Created, E::CreateAccepted, S::Pending),
    (S::Created, E::CreateRefused, S::Failed),
    (S::Created, E::CreateUnanswered, S::Unknown),
    // A callback may overtake the answer to the creation.
    (S::Created, E::ReportedPending, S::Pending),
    (S::Created, E::ReportedInFlight, S::InFlight),
    (S::Created, E::ReportedCancelled, S::Cancelled),
    (S::Created, E::ReportedFailed, S::Failed),
    (S::Created, E::ReportedOtherAmount, S::AmountMismatch),
    (S::Created, E::ReportedPaid, S::Paid),
    (S::Created, E::Superseded, S::Superseded),
    (S::Created, E::Expired, S::Expired),
    (S::Created, E::CorrectedFailed, S::Failed),
    (S::Pending, E::ReportedInFlight, S::InFlight),
    (S::Pending, E::ReportedCancelled, S::Cancelled),
    (S::Pending, E::ReportedFailed, S::Failed),
    (S::Pending, E::ReportedOtherAmount, S::AmountMismatch),
    (S::Pending, E::ReportedPaid, S::Paid),
    (S::Pending, E::Superseded, S::Superseded),
    (S::Pending, E::Expired, S::Expired),
    (S::Pending, E::CorrectedFailed, S::Failed),
    // A refused repetition ("reference already used") says nothing about the first request, so
    // unknown stays unknown until the provider is asked.
    (S::Unknown, E::CreateAccepted, S::Pending),
    (S::Unknown, E::ReportedPending, S::Pending),
    (S::Unknown, E::ReportedInFlight, S::InFlight),
    (S::Unknown, E::ReportedCancelled, S::Cancelled),
    (S::Unknown, E::ReportedFailed, S::Failed),
    (S::Unknown, E::ReportedOtherAmount, S::AmountMismatch),
    (S::Unknown, E::ReportedPaid, S::Paid),
    (S::Unknown, E::Superseded, S::Superseded),
    (S::Unknown, E::Expired, S::Expired),
    (S::Unknown, E::CorrectedFailed, S::Failed),
    // Only an end, another attempt or two officers lead out: neither time nor "not paid yet".
    (S::InFlight, E::ReportedCancelled, S::Cancelled),
    (S::InFlight, E::ReportedFailed, S::Failed),
    (S::InFlight, E::ReportedOtherAmount, S::AmountMismatch),
    (S::InFlight, E::ReportedPaid, S::Paid),
    (S::InFlight, E::ReportedPaidLate, S::Duplicate),
    (S::InFlight, E::Superseded, S::Superseded),
    (S::InFlight, E::CorrectedFailed, S::Failed),
    (S::Cancelled, E::ReportedFailed, S::Failed),
    (S::Cancelled, E::ReportedOtherAmount, S::AmountMismatch),
    (S::Cancelled, E::ReportedPaid, S::Paid),
    (S::Cancelled, E::ReportedPaidLate, S::Duplicate),
    (S::Failed, E::ReportedOtherAmount, S::AmountMismatch),
    (S::Failed, E::ReportedPaid, S::Paid),
    (S::Failed, E::ReportedPaidLate, S::Duplicate),
    (S::AmountMismatch, E::ReportedPaid, S::Paid),
    (S::AmountMismatch, E::ReportedPaidLate, S::Duplicate),
    (S::AmountMismatch, E::DifferenceAccepted, S::Paid),
    (S::AmountMismatch, E::Returned, S::Returned),
    // Only where the other amount was none at all.
    (S::AmountMismatch, E::CorrectedFailed, S::Failed),
    (S::Paid, E::Returned, S::Returned),
    (S::Duplicate, E::Returned, S::Returned),
    // Another charge than the one that went back; see `Attempt::kind_of`.
    (S::Returned, E::ReportedOtherAmount, S::AmountMismatch),
    (S::Returned, E::ReportedPaid, S::Paid),
    (S::Returned, E::ReportedPaidLate, S::Duplicate),
    (S::Superseded, E::CreateRefused, S::Failed),
    (S::Superseded, E::ReportedCancelled, S::Cancelled),
    (S::Superseded, E::ReportedFailed, S::Failed),
    (S::Superseded, E::ReportedOtherAmount, S::AmountMismatch),
    (S::Superseded, E::ReportedPaidLate, S::Duplicate),
    (S::Superseded, E::CorrectedFailed, S::Failed),
    (S::Expired, E::CreateRefused, S::Failed),
    // It was told as ended without money, which is no longer so.
    (S::Expired, E::ReportedInFlight, S::InFlight),
    (S::Expired, E::ReportedCancelled, S::Cancelled),
    (S::Expired, E::ReportedFailed, S::Failed),
    (S::Expired, E::ReportedOtherAmount, S::AmountMismatch),
    (S::Expired, E::ReportedPaid, S::Paid),
    (S::Expired, E::ReportedPaidLate, S::Duplicate),
    (S::Expired, E::CorrectedFailed, S::Failed),
];

/// The state after an event of a kind.
#[must_use]
pub fn transition(from: AttemptState, kind: EventKind) -> AttemptState {
    TRANSITIONS
        .iter()
        .find(|(state, event, _)| (*state, *event) == (from, kind))
        .map_or(from, |(_, _, to)| *to)
}

impl AttemptState {
    /// Whether the payer may still be paying by it; an order has at most one such attempt.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, S::Created | S::Pending | S::Unknown)
    }

    /// Whether its money may be expected: it is live, or has money on its way. Another attempt takes its place, and an order with
    /// one is in progress.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        self.is_live() || matches!(self, S::InFlight)
    }

    /// Whether the provider must still be asked: it is under way, or superseded or expired without an answer.
    #[must_use]
    pub const fn needs_answer(self) -> bool {
        self.is_under_way() || matches!(self, S::Superseded | S::Expired)
    }

    /// Whether the provider holds the amount due, or what two officers accepted in its place.
    #[must_use]
    pub const fn holds_money(self) -> bool {
        matches!(self, S::Paid | S::Duplicate)
    }

    /// What the citizen is told.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            S::Paid | S::Duplicate => Outcome::Succeeded,
            S::Failed | S::Cancelled | S::Expired => Outcome::Failed,
            S::Superseded => Outcome::Replaced,
            S::Returned => Outcome::Returned,
            S::Created | S::Pending | S::Unknown | S::InFlight | S::AmountMismatch => {
                Outcome::Waiting
            }
        }
    }
}

impl Outcome {
    /// Whether a page that follows the attempt has nothing more to learn.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Returned)
    }

    /// The words of the transaction history.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Waiting => text("Đang chờ kết quả", "Waiting for result"),
            Self::Replaced => text(
                "Đã thay bằng lần khác – chưa nhận tiền",
                "Replaced by another payment – no money received",
            ),
            Self::Succeeded => text("Thanh toán thành công", "Payment successful"),
            Self::Failed => text("Thanh toán không thành công", "Payment not successful"),
            Self::Returned => text("Đã hoàn lại", "Given back"),
        }
    }
}

//! Refunds: proposed, approved by another person, sent, and asked about until known. As payments they are events, folded by
//! a pure function over one table.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, IntoStaticStr};

use crate::language::{Text, text};
use crate::money::Vnd;

/// Where a refund stands. `Display`, JSON and database: `proposed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type))]
#[cfg_attr(feature = "sqlx", sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum RefundState {
    /// Waits for an officer's approval.
    Proposed,
    /// Approved; the provider is being asked to send it.
    Approved,
    /// Approved, and on the list of bank transfers.
    Listed,
    /// The provider has taken it.
    Pending,
    /// The provider did not answer: it may have been sent.
    Unknown,
    /// The money has gone back.
    Done,
    /// The provider or the bank said that it will not go back this way.
    Failed,
    /// An officer turned it down.
    Rejected,
}

/// Why money goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type))]
#[cfg_attr(feature = "sqlx", sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum RefundCause {
    /// Another attempt paid the same order.
    Duplicate,
    /// More arrived than was due.
    Surplus,
    /// An officer's decision.
    Officer,
}

/// An account that a bank transfers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    /// NAPAS number of the bank, six digits.
    pub bank_bin: String,
    /// Number of the account.
    pub number: String,
    /// Its holder.
    pub holder: String,
}

/// What happened to a refund. JSON: an object tagged by `type`. Officers are named by account id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RefundEvent {
    /// Proposed; by the system where nobody is named.
    Proposed {
        /// Who.
        by: Option<String>,
        /// Why.
        reason: String,
        /// Once everything has gone back the fee is still due, and may be paid again: the money was taken for something else. Without
        /// it an order that was paid is not asked for again.
        #[serde(default)]
        fee_stays_due: bool,
    },
    /// The account was named that the bank shall transfer it to.
    AccountNamed {
        /// Who; never the one who approves it.
        by: String,
        /// Which; it takes the place of one that was named before.
        account: BankAccount,
    },
    /// Approved, to be sent through the provider.
    Approved {
        /// Who; never the one who proposed it.
        by: String,
    },
    /// Approved, to be transferred by the bank.
    ApprovedForTransfer {
        /// Who; never the one who proposed it or named the account.
        by: String,
        /// Where to; not known of what was approved before accounts were part of the event.
        #[serde(default)]
        account: Option<BankAccount>,
    },
    /// Turned down.
    Rejected {
        /// Who.
        by: String,
        /// Why.
        reason: String,
    },
    /// The system takes a proposal back: what it was to make good went back another way.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// We are about to send it; written before the call, by whoever may call.
    SendRequested,
    /// The provider took it.
    Accepted,
    /// The call ended without a readable answer: it may have happened.
    Unanswered,
    /// It provably never left us; it is sent again.
    NotSent,
    /// The money has gone back.
    Done {
        /// The provider's or the bank's number.
        number: Option<String>,
    },
    /// It will not go back this way.
    Failed {
        /// The provider's or the bank's code or words.
        code: String,
    },
}

/// One row of the table of refunds.
pub type RefundTransition = (RefundState, RefundEventKind, RefundState);

/// The kinds of event the table speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display)]
pub enum RefundEventKind {
    /// See [`RefundEvent::Proposed`].
    Proposed,
    /// See [`RefundEvent::AccountNamed`].
    AccountNamed,
    /// See [`RefundEvent::Approved`].
    Approved,
    /// See [`RefundEvent::ApprovedForTransfer`].
    ApprovedForTransfer,
    /// See [`RefundEvent::Rejected`].
    Rejected,
    /// See [`RefundEvent::Withdrawn`].
    Withdrawn,
    /// See [`RefundEvent::SendRequested`].
    SendRequested,
    /// See [`RefundEvent::Accepted`].
    Accepted,
    /// See [`RefundEvent::Unanswered`].
    Unanswered,
    /// See [`RefundEvent::NotSent`].
    NotSent,
    /// See [`RefundEvent::Done`].
    Done,
    /// See [`RefundEvent::Failed`].
    Failed,
}

use RefundEventKind as E;
use RefundState as S;

/// The one table of a refund's life. A pair that is not listed changes nothing. Done and rejected are left by nothing; a
/// failure gives way only to the news that the money did go back.
pub const REFUND_TRANSITIONS: &[RefundTransition] = &[
    (S::Proposed, E::Approved, S::Approved),
    (S::Proposed, E::ApprovedForTransfer, S::Listed),
    (S::Proposed, E::Rejected, S::Rejected),
    (S::Proposed, E::Withdrawn, S::Rejected),
    // From here on it may have been sent, whatever becomes of whoever sends it.
    (S::Approved, E::SendRequested, S::Unknown),
    (S::Approved, E::Accepted, S::Pending),
    (S::Approved, E::Unanswered, S::Unknown),
    (S::Approved, E::Done, S::Done),
    (S::Approved, E::Failed, S::Failed),
    (S::Pending, E::Done, S::Done),
    (S::Pending, E::Failed, S::Failed),
    (S::Unknown, E::Accepted, S::Pending),
    // The provider, asked, had never heard of it: it is sent again under the same number.
    (S::Unknown, E::NotSent, S::Approved),
    (S::Unknown, E::Done, S::Done),
    (S::Unknown, E::Failed, S::Failed),
    (S::Listed, E::Done, S::Done),
    (S::Listed, E::Failed, S::Failed),
    (S::Failed, E::Done, S::Done),
];

impl RefundEvent {
    /// How the table sees it.
    #[must_use]
    pub const fn kind(&self) -> RefundEventKind {
        match self {
            Self::Proposed { .. } => E::Proposed,
            Self::AccountNamed { .. } => E::AccountNamed,
            Self::Approved { .. } => E::Approved,
            Self::ApprovedForTransfer { .. } => E::ApprovedForTransfer,
            Self::Rejected { .. } => E::Rejected,
            Self::Withdrawn { .. } => E::Withdrawn,
            Self::SendRequested => E::SendRequested,
            Self::Accepted => E::Accepted,
            Self::Unanswered => E::Unanswered,
            Self::NotSent => E::NotSent,
            Self::Done { .. } => E::Done,
            Self::Failed { .. } => E::Failed,
        }
    }
}

/// The state after an event of a kind.
#[must_use]
pub fn refund_transition(from: RefundState, kind: RefundEventKind) -> RefundState {
    REFUND_TRANSITIONS
        .iter()
        .find(|(state, event, _)| (*state, *event) == (from, kind))
        .map_or(from, |(_, _, to)| *to)
}

/// The state after `events`, oldest first.
#[must_use]
pub fn fold_refund<'a>(events: impl IntoIterator<Item = &'a RefundEvent>) -> RefundState {
    events.into_iter().fold(S::Proposed, |state, event| {
        refund_transition(state, event.kind())
    })
}

impl RefundState {
    /// Whether its amount can be refunded once more.
    #[must_use]
    pub const fn releases(self) -> bool {
        matches!(self, S::Failed | S::Rejected)
    }

    /// Whether the provider must be asked what became of it.
    #[must_use]
    pub const fn needs_answer(self) -> bool {
        matches!(self, S::Approved | S::Pending | S::Unknown)
    }

    /// Whether the books owe it: approved, and neither gone back nor failed.
    #[must_use]
    pub const fn is_payable(self) -> bool {
        self.needs_answer() || matches!(self, S::Listed)
    }

    /// What officers read.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            S::Proposed => text("Chờ duyệt", "Awaiting approval"),
            S::Approved => text("Đã duyệt, đang gửi", "Approved, being sent"),
            S::Listed => text("Chờ chuyển khoản", "On the transfer list"),
            S::Pending => text("Đang hoàn", "Under way"),
            S::Unknown => text(
                "Chưa rõ kết quả, đang kiểm tra lại",
                "Result unknown, being checked",
            ),
            S::Done => text("Đã hoàn", "Refunded"),
            S::Failed => text("Không hoàn được", "Failed"),
            S::Rejected => text("Không duyệt", "Rejected"),
        }
    }
}

/// What of an order's money a refund takes, in whole đồng. Phí and lệ phí are two legal kinds of money and are never added
/// up without being kept apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    /// What was taken beyond the amount due, or before the order was settled.
    pub surplus: Vnd,
    /// Phí.
    pub fees: Vnd,
    /// Lệ phí.
    pub charges: Vnd,
}

impl Shares {
    /// All of it, or `None` where 64 bits do not hold it.
    #[must_use]
    pub fn total(&self) -> Option<Vnd> {
        Vnd::checked_sum([self.surplus, self.fees, self.charges])
    }
}

/// Why a refund cannot be proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefundRefusal {
    /// Nothing, or less.
    #[error("a refund is of 1 đồng or more")]
    NotPositive,
    /// What the proposer saw as available is not what is available now.
    #[error("the amount available has changed")]
    Stale,
    /// More than is left of what was captured.
    #[error("more than is available")]
    MoreThanAvailable,
}

/// Whether `amount` may be refunded of what is `available` now, by somebody who saw `seen`.
///
/// # Errors
/// [`RefundRefusal`], the stale sight first: whoever did not see the truth should look again before anything else.
pub fn check_refund(amount: Vnd, available: Vnd, seen: Vnd) -> Result<(), RefundRefusal> {
    if seen != available {
        Err(RefundRefusal::Stale)
    } else if amount <= Vnd::ZERO {
        Err(RefundRefusal::NotPositive)
    } else if amount > available {
        Err(RefundRefusal::MoreThanAvailable)
    } else {
        Ok(())
    }
}

/// A charge and what goes back of it: refunds that are proposed, under way or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargeRefunds {
    /// What the provider took.
    pub taken: Vnd,
    /// What goes back of it already.
    pub returning: Vnd,
}

impl ChargeRefunds {
    /// What can still go back; nothing where more goes back than was taken.
    #[must_use]
    pub fn left(self) -> Vnd {
        let left = self.taken.checked_sub(self.returning);
        left.unwrap_or(Vnd::ZERO).max(Vnd::ZERO)
    }
}

/// How much more of each charge goes back so that `kept` đồng stay of all of them; oldest charge first, as the answer.
///
/// A charge of which exactly that stays is kept, the oldest of such. Otherwise the newest go back first, whole or in part. All
/// refunds together never exceed what was taken beyond `kept`.
#[must_use]
pub fn share_back(kept: Vnd, charges: &[ChargeRefunds]) -> Vec<Vnd> {
    let dong = |amount: Vnd| i128::from(amount.as_i64());
    let mut rest: i128 = charges
        .iter()
        .map(|charge| dong(charge.taken) - dong(charge.returning))
        .sum::<i128>()
        - dong(kept);
    let exact = charges
        .iter()
        .position(|charge| charge.left() == kept && kept > Vnd::ZERO);
    let mut shares = vec![Vnd::ZERO; charges.len()];
    for (index, charge) in charges.iter().enumerate().rev() {
        if Some(index) == exact || rest <= 0 {
            continue;
        }
        let share = dong(charge.left()).min(rest);
        rest -= share;
        shares[index] = i64::try_from(share).map_or(Vnd::ZERO, Vnd::new);
    }
    shares
}

/// What a refund of `amount` takes of what is `left`: the surplus first, then phí and lệ phí in proportion to what is left of
/// each, whole đồng, an odd đồng from the phí. `None` where so much is not left.
#[must_use]
pub fn share_out(amount: Vnd, left: Shares) -> Option<Shares> {
    if amount.is_negative() || amount > left.total()? {
        return None;
    }
    let surplus = amount.min(left.surplus);
    let rest = i128::from(amount.as_i64() - surplus.as_i64());
    let (fees, charges) = (
        i128::from(left.fees.as_i64()),
        i128::from(left.charges.as_i64()),
    );
    let of_charges = match fees + charges {
        0 => 0,
        settled => rest * charges / settled,
    };
    let share = |dong: i128| i64::try_from(dong).ok().map(Vnd::new);
    Some(Shares {
        surplus,
        fees: share(rest - of_charges)?,
        charges: share(of_charges)?,
    })
}

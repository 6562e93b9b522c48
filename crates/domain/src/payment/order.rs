use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter};

use super::attempt::Attempt;
use super::table::AttemptState;
use crate::money::Vnd;

/// Where a payment order stands. `Display`, JSON and database: `in_progress`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumIter)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type))]
#[cfg_attr(feature = "sqlx", sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum OrderState {
    /// To be paid; nobody is paying it.
    Due,
    /// An attempt is under way: somebody may be paying, or money is on its way.
    InProgress,
    /// Paid: in full, or by what two officers accepted.
    Paid,
    /// Money arrived that is not the amount due: a person must look before it is paid again.
    NeedsReview,
}

/// An order as its attempts tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What had to be paid.
    pub due: Vnd,
    /// Where it stands.
    pub state: OrderState,
    /// All the money providers took for it, without that of attempts whose money has all gone back.
    pub received: Vnd,
    /// What of it is beyond what is kept once it is paid: to be refunded, never kept.
    pub surplus: Vnd,
    /// What of the amount due did not arrive, and two officers forgave.
    pub missing: Vnd,
    /// The attempt (its place in the list) whose money settles the order; the others' money is
    /// surplus.
    pub settled_by: Option<usize>,
}

/// The order over `due` after its `attempts`, oldest first.
///
/// A superseded attempt that turns out paid settles the order if no other did: the citizen's money
/// has arrived and must not be asked for twice. One by which less arrived settles it before any other: that was accepted while no
/// other had paid, so whatever is paid besides came later, and goes back.
#[must_use]
pub fn fold_order(due: Vnd, attempts: &[Attempt]) -> Order {
    let first_in = |state| attempts.iter().position(|attempt| attempt.state == state);
    let accepted = attempts
        .iter()
        .position(|attempt| attempt.state == AttemptState::Paid && attempt.held() < due);
    let settled_by = accepted
        .or_else(|| first_in(AttemptState::Paid))
        .or_else(|| first_in(AttemptState::Duplicate));
    let received = Vnd::saturating_sum(attempts.iter().map(Attempt::held));
    let state = if settled_by.is_some() {
        OrderState::Paid
    } else if first_in(AttemptState::AmountMismatch).is_some() {
        OrderState::NeedsReview
    } else if attempts.iter().any(|attempt| attempt.state.is_under_way()) {
        OrderState::InProgress
    } else {
        OrderState::Due
    };
    let minus = |from: Vnd, by: Vnd| from.checked_sub(by).unwrap_or(from).max(Vnd::ZERO);
    let (surplus, missing) = match settled_by {
        Some(index) => {
            let kept = attempts[index].held().min(due);
            (minus(received, kept), minus(due, kept))
        }
        None => (Vnd::ZERO, Vnd::ZERO),
    };
    Order {
        due,
        state,
        received,
        surplus,
        missing,
        settled_by,
    }
}

//! Payments as events, folded by pure functions.
//!
//! What happened to an attempt is an insert-only list of [`AttemptEvent`]s; its state is
//! [`fold`] of that list, and the order's state is [`fold_order`] of its attempts. The stored
//! states are projections that can be rebuilt at any time.
//!
//! Providers repeat, delay and reorder what they tell us. So their facts are ranked: news of
//! money outranks news of failure, which outranks money on its way, which outranks "not yet";
//! whatever order they come in, the strongest one holds.

mod answer;
mod attempt;
mod failure;
pub mod health;
mod order;
mod poll_schedule;
mod table;
mod taken_at;

use time::Duration;

pub use answer::Answer;
pub use attempt::{Attempt, AttemptEvent, Charge, ReportSource, fold};
pub use failure::FailureReason;
pub use order::{Order, OrderState, fold_order};
pub use poll_schedule::PollSchedule;
pub use table::{AttemptState, EventKind, Outcome, TRANSITIONS, Transition, transition};
pub use taken_at::taken_at;

/// How long a payer who was never heard of may take.
const PATIENCE_WITHOUT_CONTACT: Duration = Duration::minutes(15);
/// How long a payer may take who was.
const PATIENCE_WITH_CONTACT: Duration = Duration::minutes(90);

/// Whether the time to pay is over for a live attempt of an age. The provider must be asked first, and must have said that
/// it has not been paid: see [`Answer::ends_time_to_pay`].
#[must_use]
pub fn is_over(since_created: Duration, contact: bool) -> bool {
    let patience = if contact {
        PATIENCE_WITH_CONTACT
    } else {
        PATIENCE_WITHOUT_CONTACT
    };
    since_created >= patience
}

//! Payments as events, folded by pure functions.
//!
//! What happened to an attempt is an insert-only list of [`AttemptEvent`]s; its state is
//! [`fold`] of that list, and the order's state is [`fold_order`] of its attempts. The stored
//! states are projections that can be rebuilt at any time.
//!
//! Providers repeat, delay and reorder what they tell us. So their facts are ranked: news of
//! money outranks news of failure, which outranks "not yet"; whatever order they come in, the
//! strongest one holds.

mod attempt;
pub mod health;
mod order;
mod table;

use time::Duration;

pub use attempt::{Attempt, AttemptEvent, ReportSource, fold};
pub use order::{Order, OrderState, fold_order};
pub use table::{AttemptState, EventKind, Outcome, TRANSITIONS, Transition, transition};

/// How long a payer who was never heard of may take.
const PATIENCE_WITHOUT_CONTACT: Duration = Duration::minutes(15);
/// How long a payer may take who was.
const PATIENCE_WITH_CONTACT: Duration = Duration::minutes(90);

/// Whether the time to pay is over for a live attempt of an age. The provider must be asked first, and must have said that
/// it knows of no money: a question without an answer expires nothing.
#[must_use]
pub fn is_over(since_created: Duration, contact: bool) -> bool {
    let patience = if contact {
        PATIENCE_WITH_CONTACT
    } else {
        PATIENCE_WITHOUT_CONTACT
    };
    since_created >= patience
}

const FIRST_QUESTION: Duration = Duration::minutes(1);
const LAST_QUESTION: Duration = Duration::days(3);

/// How long after each age of an attempt to ask the provider again.
const STEPS: [(Duration, Duration); 4] = [
    (Duration::hours(1), Duration::minutes(5)),
    (Duration::hours(6), Duration::minutes(15)),
    (Duration::days(1), Duration::minutes(30)),
    (LAST_QUESTION, Duration::days(1)),
];

/// How long to wait from now before the provider is asked (again) what became of an attempt that
/// has no answer: at 1 minute, then every 5 minutes up to 1 hour, every 15 up to 6 hours, every 30
/// up to 1 day, then daily to day 3. `None` means that a person must look: it is never answered by
/// giving up.
///
/// `since_created` is the attempt's age, `tries` how many times the provider was asked. An attempt
/// that was never asked about is asked about at once, however old it is, so that a long outage of
/// ours cannot expire it unasked.
#[must_use]
pub fn query_ladder(since_created: Duration, tries: u32) -> Option<Duration> {
    let age = since_created.max(Duration::ZERO);
    if tries == 0 {
        return Some((FIRST_QUESTION - age).max(Duration::ZERO));
    }
    let (_, step) = STEPS.into_iter().find(|(until, _)| age < *until)?;
    // The last question is asked on day 3 itself, not up to a day before it.
    Some(step.min(LAST_QUESTION - age))
}

use time::Duration;

use super::is_over;
use super::table::AttemptState;

/// What a provider says of a payment's money, by a report of its own or by an answer to a question. What a code says is in the
/// provider's table; a code that no table gives a meaning says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// No money was taken, and it can still be paid.
    NotPaid,
    /// Money is on its way, or was taken and is held: it may arrive, and it may go back.
    InFlight,
    /// Money was taken.
    Paid,
    /// Final: no money was taken, and none will be.
    Failed,
    /// The provider has never heard of the payment.
    NotKnown,
    /// Nothing: no answer, none that can be believed, or a code that decides nothing.
    Undecided,
}

impl Answer {
    /// Whether it ends the time to pay for a live attempt of an age. Nothing but "not paid yet" does: a provider that has money
    /// on its way, does not know the payment or does not answer would make a payment expire that was made.
    #[must_use]
    pub fn ends_time_to_pay(self, since_created: Duration, contact: bool) -> bool {
        self == Self::NotPaid && is_over(since_created, contact)
    }

    /// Whether an officer must find out, where this was the answer to the last question. `was_in_flight` says that the provider
    /// had money on its way before; that it knows of none now is for a person to believe.
    #[must_use]
    pub const fn needs_person(self, after: AttemptState, was_in_flight: bool) -> bool {
        let no_money = matches!(self, Self::NotPaid) && !was_in_flight && !after.is_under_way();
        after.needs_answer() && !no_money
    }
}

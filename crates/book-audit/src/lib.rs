//! The auditor of the books: from what providers said and what officers did, it says where every order's money is, and names
//! every difference between that and the ledger.
//!
//! It shares no code with what it audits: not the fold of `domain::payment`, and not the adapters with their tables of codes.
//! Whoever mends a mistake there must not mend it here by the same stroke. Its own readers ([`messages`]) take from a
//! provider's message only which payment or refund it speaks of, which charge, how much, and what it says of the money.
//! [`audit()`] is pure: the server reads the database and hands over one order at a time.

#![warn(missing_docs)]

mod audit;
mod charges;
mod facts;
mod finding;
pub mod messages;

pub use audit::{audit, without_owner};
pub use facts::{Act, Attempt, Entry, Heard, Order, Position, Refund, RefundAct};
pub use finding::{Finding, FindingKind};
pub use messages::{Meaning, Message, Question};

//! Paying: the order with its channels, what became of an attempt, and money that goes back.

mod order;
mod page;
mod refunds;
mod result;
mod summary;

pub use order::OrderTag;
pub(super) use order::ReceiptLink;
pub use page::Pay;
pub(super) use refunds::Refunds;
pub use result::PaymentResultPage;
pub(super) use result::{AttemptOutcome, Cash, Code, result_page};

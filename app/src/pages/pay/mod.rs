//! Paying: the order with its channels, and what became of an attempt.

mod order;
mod page;
mod result;
mod summary;

pub use page::Pay;
pub use result::PaymentResultPage;

pub use order::OrderTag;
pub(super) use order::ReceiptLink;

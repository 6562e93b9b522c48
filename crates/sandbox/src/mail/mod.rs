//! The mail server that takes emails in, and the mailboxes behind it.

pub(crate) mod inbox;
mod message;
pub(crate) mod smtp;

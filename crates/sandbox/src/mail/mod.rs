//! The mail server that takes letters in, and the mailboxes behind it.

pub(crate) mod inbox;
mod letter;
pub(crate) mod smtp;

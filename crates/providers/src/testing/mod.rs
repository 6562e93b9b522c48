//! What the tests of several adapters share.

mod example;
mod mutation;
mod refund_example;
mod server;

pub(crate) use example::{question, request};
pub(crate) use mutation::Mutations;
pub(crate) use refund_example::{refund, refund_question};
pub(crate) use server::{Then, refusing, serve};

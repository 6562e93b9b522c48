//! What the tests of several adapters share.

pub(crate) mod conformance;
mod doubt;
mod example;
mod message;
mod mutation;
mod offline;
mod server;

pub(crate) use conformance::{
    Call, Callback, Example, Exchange, VERDICTS, callbacks_conform, calls_conform,
};
pub(crate) use doubt::{is_malformed, is_refused, is_unavailable, is_unknown};
pub(crate) use example::{question, refund, refund_question, request};
pub(crate) use message::{Form, Message};
pub(crate) use mutation::Mutations;
pub(crate) use offline::{answered, sent, sent_json};
pub(crate) use server::{Then, refusing, serve};

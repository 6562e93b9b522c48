//! What the tests of several adapters share.

pub(crate) mod conformance;
mod doubt;
mod example;
mod message;
mod mutation;
mod offline;
mod said;
mod server;

// What every test speaks of; its adapter's tests have all of this by one name.
pub(crate) use crate::mac::{hmac_sha256, hmac_sha512, sha256};
pub(crate) use crate::secret::Secret;
pub(crate) use crate::{
    Acknowledgement, BillLookup, CallbackError, CallbackMethod, Charge, CreateRequest, Created,
    LookupResult, Outcome, Provider, QueryAnswer, QueryError, QueryRequest, RefundAnswer,
    RefundQueryRequest, RefundRequest, Refusal, Report, SendError, Verdict,
};
pub(crate) use domain::{language::Language, money::Vnd, payment::Answer};
pub(crate) use serde_json::{Value, json};
pub(crate) use time::macros::datetime;

pub(crate) use conformance::{
    Call, Callback, Example, Exchange, VERDICTS, acknowledged_json, callbacks_conform,
    calls_conform,
};
pub(crate) use doubt::{is_malformed, is_refused, is_unavailable, is_unknown};
pub(crate) use example::{question, refund, refund_question, request};
pub(crate) use message::{Form, Message, sha256_of};
pub(crate) use mutation::Mutations;
pub(crate) use offline::{answered, sent, sent_json};
pub(crate) use said::{reported, told};
pub(crate) use server::{Then, refusing, serve};

//! Answers without a network, for fuzzing.

use std::cell::RefCell;

use reqwest::StatusCode;

use crate::http::HttpAnswer;

thread_local! {
    static ANSWER: RefCell<Option<(StatusCode, Vec<u8>)>> = const { RefCell::new(None) };
}

/// From now on every provider answers so on this thread, and nothing is sent.
pub fn answer_all_with(status: u16, body: Vec<u8>) {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    ANSWER.set(Some((status, body)));
}

pub(crate) fn answer() -> Option<HttpAnswer> {
    let (status, body) = ANSWER.with_borrow(Clone::clone)?;
    Some(HttpAnswer { status, body })
}

//! Answers without a network, for tests and fuzzing.

use std::cell::RefCell;

use reqwest::StatusCode;

use crate::http::HttpAnswer;

thread_local! {
    static ANSWER: RefCell<Option<(StatusCode, Vec<u8>)>> = const { RefCell::new(None) };
    static SENT: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// From now on every provider answers so on this thread, and nothing is sent.
pub fn answer_all_with(status: u16, body: Vec<u8>) {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    ANSWER.set(Some((status, body)));
}

/// From now on providers on this thread use the network again. The last message that was kept from it, if any.
pub fn stop_answering() -> Option<Vec<u8>> {
    ANSWER.take();
    SENT.take()
}

pub(crate) fn answer(message: &[u8]) -> Option<HttpAnswer> {
    let (status, body) = ANSWER.with_borrow(Clone::clone)?;
    SENT.set(Some(message.to_owned()));
    Some(HttpAnswer { status, body })
}

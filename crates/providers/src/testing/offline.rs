//! Calls without a network.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use crate::offline::{answer_all_with, stop_answering};

/// What comes of a call to which the provider answers so, and the message that it got.
fn exchange<T>(
    status: u16,
    answer: Vec<u8>,
    call: impl Future<Output = T>,
) -> (T, Option<Vec<u8>>) {
    answer_all_with(status, answer);
    let polled = pin!(call).poll(&mut Context::from_waker(Waker::noop()));
    let sent = stop_answering();
    let Poll::Ready(result) = polled else {
        panic!("a call waits for something");
    };
    (result, sent)
}

/// What comes of a call to which the provider answers so.
pub(crate) fn answered<T>(
    status: u16,
    answer: impl Into<Vec<u8>>,
    call: impl Future<Output = T>,
) -> T {
    exchange(status, answer.into(), call).0
}

/// The message that a call sends, if it sends one.
pub(crate) fn sent<T>(call: impl Future<Output = T>) -> Option<Vec<u8>> {
    exchange(200, Vec::new(), call).1
}

/// The JSON that a call sends.
pub(crate) fn sent_json<T>(call: impl Future<Output = T>) -> serde_json::Value {
    serde_json::from_slice(&sent(call).unwrap()).unwrap()
}

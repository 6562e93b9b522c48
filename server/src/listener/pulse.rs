//! What a connection is doing, and until when it may.

use super::watched::Progress;
use crate::config::limits::Limits;
use axum::{
    body::{Body, Bytes, HttpBody},
    http::{HeaderMap, header},
};
use hyper::body::{Frame, SizeHint};
use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::Instant;
use untrusted_input::request_heads::{BodyLength, RequestHeads};

/// Shared by the two ends of hyper: the connection that it reads, and the requests that it hands on.
#[derive(Clone, Debug)]
pub(super) struct Pulse(Arc<Mutex<Doing>>);

#[derive(Debug)]
struct Doing {
    in_flight: usize,
    waits: Waits,
    /// Since when nothing could be written that was to be.
    stuck: Option<Instant>,
    heads: RequestHeads,
}

/// What is waited for while no request is in flight.
#[derive(Clone, Copy, Debug)]
enum Waits {
    /// The rest of a head, since then.
    Head(Instant),
    /// Another request, since then.
    Request(Instant),
}

impl Pulse {
    /// A connection from which a head is expected.
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Doing {
            in_flight: 0,
            waits: Waits::Head(Instant::now()),
            stuck: None,
            heads: RequestHeads::default(),
        })))
    }

    /// A request has come, with such headers as hyper shows. Says whether it has two lengths.
    pub(super) fn begin(&self, headers: &HeaderMap) -> (InFlight, bool) {
        let mut doing = self.doing();
        doing.in_flight += 1;
        let twice = doing.heads.next(body_length(headers));
        drop(doing);
        (InFlight(self.clone()), twice)
    }

    /// When it ends, if nothing happens until then. A request in flight has all the time that its handler takes; its body has
    /// a deadline of its own.
    pub(super) fn due(&self, limits: &Limits, head: Duration, idle: Duration) -> Option<Instant> {
        let doing = self.doing();
        let waiting = match doing.waits {
            _ if doing.in_flight > 0 => None,
            Waits::Head(since) => Some(since + head),
            Waits::Request(since) => Some(since + idle),
        };
        let writing = doing.stuck.map(|since| since + limits.write);
        [waiting, writing].into_iter().flatten().min()
    }

    /// Whether nobody would miss it.
    pub(super) fn is_idle(&self) -> bool {
        let doing = self.doing();
        doing.in_flight == 0 && doing.stuck.is_none()
    }

    fn doing(&self) -> MutexGuard<'_, Doing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long hyper takes a body to be.
fn body_length(headers: &HeaderMap) -> BodyLength {
    if headers.contains_key(header::TRANSFER_ENCODING) {
        return BodyLength::Chunked;
    }
    let length = headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    BodyLength::Known(length.unwrap_or_default())
}

impl Progress for Pulse {
    fn read(&self, bytes: &[u8]) {
        let mut doing = self.doing();
        doing.heads.push(bytes);
        if doing.in_flight == 0 && matches!(doing.waits, Waits::Request(_)) {
            doing.waits = Waits::Head(Instant::now());
        }
    }

    fn wrote(&self) {
        self.doing().stuck = None;
    }

    fn cannot_write(&self) {
        self.doing().stuck.get_or_insert_with(Instant::now);
    }
}

/// A request that is being answered, or whose body is still being read. The last one to go lets the connection lie idle.
#[derive(Debug)]
pub struct InFlight(Pulse);

impl Clone for InFlight {
    fn clone(&self) -> Self {
        self.0.doing().in_flight += 1;
        Self(self.0.clone())
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let mut doing = self.0.doing();
        doing.in_flight -= 1;
        if doing.in_flight == 0 {
            doing.waits = Waits::Request(Instant::now());
        }
    }
}

/// An answer's body, which is in flight until its end.
pub(super) struct AnswerBody {
    pub(super) body: Body,
    pub(super) _in_flight: InFlight,
}

impl HttpBody for AnswerBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

//! The body of a request: it comes at a rate that somebody with a poor network has and somebody who only wants to occupy us
//! does not, and what no handler has read is read all the same, so that the answer arrives.

use crate::error::{Error, Result};
use crate::{
    config::limits::BodyRate,
    listener::InFlight,
    load::{Load, WaitsForBody},
};
use app::api::{Problem, ProblemCode};
use axum::body::{Body, Bytes, HttpBody};
use domain::{
    attachment::{LARGEST, MOST},
    language::text,
};
use hyper::body::{Frame, SizeHint};
use std::{
    error::Error as StdError,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    runtime::Handle,
    time::{Instant, Sleep},
};

/// Largest post, in bytes: thrice the documents that a dossier takes, so that whoever chooses too many is told so. Files are read
/// one by one.
pub const LARGEST_POST: usize = 3 * LARGEST * MOST as usize;

/// The body came too slowly.
#[derive(Debug, thiserror::Error)]
#[error("the body came too slowly")]
pub struct TooSlow;

/// A body under the rule of [`BodyRate`].
pub struct RequestBody {
    /// Nothing once it is at its end.
    body: Option<Body>,
    rate: BodyRate,
    /// How long it may still be waited for.
    credit: Duration,
    /// How long it has been waited for in all.
    waited: Duration,
    waits: Option<Waits>,
    alarm: Option<Pin<Box<Sleep>>>,
    rest: Rest,
    load: Option<Load>,
    in_flight: Option<InFlight>,
}

struct Waits {
    since: Instant,
    _aside: Option<WaitsForBody>,
}

/// What becomes of what a handler leaves unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// It is read and thrown away beside the answer. Closed with unread bytes, TCP would reset the connection, and a proxy
    /// that still sends would have a 502 instead of our answer.
    Read,
    /// The connection is closed: the sender waits for `100 Continue` before he sends anything.
    Leave,
}

impl RequestBody {
    /// Puts a body under the rule. Whoever waits for it is no `load`; the connection lies idle only when it is read.
    #[must_use]
    pub fn new(
        body: Body,
        rate: BodyRate,
        rest: Rest,
        load: Option<Load>,
        in_flight: Option<InFlight>,
    ) -> Self {
        Self {
            body: Some(body),
            rate,
            credit: rate.slack,
            waited: Duration::ZERO,
            waits: None,
            alarm: None,
            rest,
            load,
            in_flight,
        }
    }

    /// Ready when the body has been waited for too long.
    fn poll_alarm(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let load = &self.load;
        let waits = self.waits.get_or_insert_with(|| Waits {
            since: Instant::now(),
            _aside: load.as_ref().map(Load::wait_for_body),
        });
        let most = self.rate.longest.saturating_sub(self.waited);
        let due = waits.since + self.credit.min(most);
        let alarm = self
            .alarm
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(due)));
        if alarm.deadline() != due {
            alarm.as_mut().reset(due);
        }
        alarm.as_mut().poll(cx)
    }

    /// Bytes have come.
    fn earn(&mut self, bytes: usize) {
        if let Some(waits) = self.waits.take() {
            let waited = waits.since.elapsed();
            self.waited += waited;
            self.credit = self.credit.saturating_sub(waited);
        }
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let earned = Duration::from_secs(1) * bytes / self.rate.bytes_per_second;
        self.credit = (self.credit + earned).min(self.rate.slack);
    }

    /// Reads what is left, as much as anybody may send, and no slower than that.
    async fn read_rest(mut self) {
        let mut read = 0;
        while read < LARGEST_POST
            && let Some(Ok(frame)) =
                std::future::poll_fn(|cx| Pin::new(&mut self).poll_frame(cx)).await
        {
            read += frame.data_ref().map_or(0, Bytes::len);
        }
        self.body = None;
    }
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, axum::BoxError>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        match Pin::new(body).poll_frame(cx) {
            Poll::Pending => {
                if self.poll_alarm(cx).is_pending() {
                    return Poll::Pending;
                }
                self.body = None;
                self.waits = None;
                Poll::Ready(Some(Err(TooSlow.into())))
            }
            Poll::Ready(Some(Ok(frame))) => {
                self.earn(frame.data_ref().map_or(0, Bytes::len));
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(end) => {
                self.body = None;
                self.waits = None;
                Poll::Ready(end.map(|error| error.map_err(Into::into)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        match &self.body {
            Some(body) => body.size_hint(),
            None => SizeHint::with_exact(0),
        }
    }
}

/// How long in all the rest of a refused body is waited for: long enough for a proxy to hear our answer.
const LONGEST_REST: Duration = Duration::from_secs(30);

impl Drop for RequestBody {
    fn drop(&mut self) {
        let Some(body) = self.body.take() else { return };
        if self.rest == Rest::Leave || body.is_end_stream() {
            return;
        }
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let rest = Self {
            body: Some(body),
            rate: BodyRate {
                longest: self.waited + LONGEST_REST,
                ..self.rate
            },
            credit: self.credit,
            waited: self.waited,
            waits: None,
            alarm: None,
            rest: Rest::Leave,
            load: None,
            in_flight: self.in_flight.take(),
        };
        runtime.spawn(rest.read_rest());
    }
}

/// The whole body.
///
/// # Errors
/// 413 where it is larger than that, 408 where it came too slowly, 400 where it broke off.
pub async fn read(body: Body, most: usize) -> Result<Bytes> {
    axum::body::to_bytes(body, most).await.map_err(refused)
}

fn refused(error: axum::Error) -> Error {
    if has_cause::<TooSlow>(&error) {
        return too_slow().into();
    }
    if has_cause::<http_body_util::LengthLimitError>(&error) {
        return too_large()
            .with_detail(text(
                "Rút gọn nội dung hoặc chọn tệp nhỏ hơn, rồi gửi lại.",
                "Shorten the text or choose a smaller file, then send it again.",
            ))
            .into();
    }
    Problem::new(
        400,
        ProblemCode::Malformed,
        text(
            "Nội dung gửi lên bị đứt giữa chừng.",
            "What you sent did not arrive completely.",
        ),
    )
    .with_detail(text(
        "Kiểm tra mạng rồi gửi lại.",
        "Check your connection and send it again.",
    ))
    .into()
}

/// 413, without what to do.
pub(super) fn too_large() -> Problem {
    Problem::new(
        413,
        ProblemCode::TooLarge,
        text("Nội dung gửi lên quá lớn.", "What you sent is too large."),
    )
}

fn has_cause<E: StdError + 'static>(error: &axum::Error) -> bool {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<E>() {
            return true;
        }
        cause = error.source();
    }
    false
}

fn too_slow() -> Problem {
    Problem::new(
        408,
        ProblemCode::TooSlow,
        text(
            "Mạng quá chậm nên chưa nhận được hết nội dung.",
            "The connection was too slow for what you sent to arrive.",
        ),
    )
    .with_detail(text(
        "Chuyển sang mạng khác hoặc gửi tệp nhỏ hơn, rồi thử lại.",
        "Switch to another network or send a smaller file, then try again.",
    ))
}

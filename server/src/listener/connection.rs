//! One connection, from its first byte to its end.

use super::{
    Seat, Serving, Standing,
    pulse::{AnswerBody, Pulse},
    watched::Watched,
};
use axum::{
    Router,
    body::{Body, HttpBody},
    extract::ConnectInfo,
    http::{HeaderValue, Request, Response, header},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use std::{
    convert::Infallible,
    net::SocketAddr,
    pin::pin,
    task::{Poll, ready},
    time::Duration,
};
use tokio::{net::TcpStream, time::Instant};
use tower::Service;

/// Largest head of a request, in bytes; as much as nginx takes by default. Beyond it hyper answers 431.
const LARGEST_HEAD: usize = 32 * 1024;
/// What a connection holds of what it reads or writes, in bytes.
const LARGEST_BUFFER: usize = 64 * 1024;
/// How long a connection may lie idle whose place is wanted.
const CROWDED_IDLE: Duration = Duration::from_secs(3);

/// How long the head of a request is waited for in the reserve.
const RESERVE_HEAD: Duration = Duration::from_secs(2);

/// Marks a request that came with `Transfer-Encoding` and with `Content-Length`.
#[derive(Clone, Copy, Debug)]
pub struct AmbiguousLength;

/// Serves it until its peer has gone or has kept us waiting for too long, or the server stops.
pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    seat: &Seat,
    router: Router,
    serving: &Serving,
) {
    // An event, or the last piece of an answer, is not to wait for more.
    let _ = stream.set_nodelay(true);
    let pulse = Pulse::new();
    let limits = &serving.limits;
    let service = service_fn(|request| answer(request, peer, seat.standing, &pulse, &router));
    let io = Watched {
        stream,
        progress: pulse.clone(),
    };
    let mut connection = pin!(
        http1::Builder::new()
            // Ours covers what lies between two requests as well.
            .header_read_timeout(None)
            .max_header_size(LARGEST_HEAD)
            .max_buf_size(LARGEST_BUFFER)
            .serve_connection(TokioIo::new(io), service)
    );
    let mut stop = pin!(serving.stopping.cancelled());
    let mut last = None;
    // Whoever sits where only providers are let in says soon that they are one.
    let head = match seat.standing {
        Standing::Ordinary => limits.head,
        Standing::Reserve => limits.head.min(RESERVE_HEAD),
    };
    let mut alarm = pin!(tokio::time::sleep(head));
    std::future::poll_fn(|cx| {
        if last.is_none() && stop.as_mut().poll(cx).is_ready() {
            last = Some(Instant::now() + limits.stop);
            connection.as_mut().graceful_shutdown();
        }
        // What went wrong is the peer's business: it closed, or sent what is not HTTP.
        if connection.as_mut().poll(cx).is_ready() {
            return Poll::Ready(());
        }
        loop {
            let due = match last {
                Some(_) if pulse.is_idle() => return Poll::Ready(()),
                Some(last) => Some(last),
                None if seat.is_wanted() => pulse.due(limits, head, CROWDED_IDLE.min(limits.idle)),
                None => pulse.due(limits, head, limits.idle),
            };
            let now = Instant::now();
            if due.is_some_and(|due| due <= now) {
                return Poll::Ready(());
            }
            // The alarm is moved only where it would ring too late, so that an ordinary request leaves it alone.
            let next = due.unwrap_or(now + limits.idle);
            if alarm.is_elapsed() || next < alarm.deadline() {
                alarm.as_mut().reset(next);
            }
            ready!(alarm.as_mut().poll(cx));
        }
    })
    .await;
}

/// Hands a request to the router, with what only the connection knows of it.
async fn answer(
    request: Request<Incoming>,
    peer: SocketAddr,
    standing: Standing,
    pulse: &Pulse,
    router: &Router,
) -> Result<Response<AnswerBody>, Infallible> {
    let (in_flight, two_lengths) = pulse.begin(request.headers());
    let chunked = request.headers().contains_key(header::TRANSFER_ENCODING);
    let mut request = if request.body().is_end_stream() {
        request.map(|_| Body::empty())
    } else {
        request.map(Body::new)
    };
    let extensions = request.extensions_mut();
    extensions.insert(ConnectInfo(peer));
    extensions.insert(standing);
    if two_lengths {
        extensions.insert(AmbiguousLength);
    }
    if !request.body().is_end_stream() {
        request.extensions_mut().insert(in_flight.clone());
    }
    let mut response = router.clone().call(request).await?;
    // Behind a body that says its own end no other request is believed, whatever a proxy takes it for.
    if chunked || standing == Standing::Reserve {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    Ok(response.map(|body| AnswerBody {
        body,
        _in_flight: in_flight,
    }))
}

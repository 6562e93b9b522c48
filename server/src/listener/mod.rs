//! Takes connections and serves HTTP/1.1 on them, in place of `axum::serve`, which lets a silent peer keep its connection
//! for ever: a limit of connections, deadlines for whoever keeps us waiting, an end within seconds when asked to stop.
//!
//! HTTP/2 is not spoken here. Browsers speak it to the proxy; between the proxy and us it would save nothing that keeping
//! connections does not, and every deadline would be needed once more for its streams.

mod admission;
mod connection;
mod files;
mod pulse;
mod watched;

pub use admission::{Admission, Seat, Standing};
pub use connection::AmbiguousLength;
pub use files::{TooFewFiles, connections_allowed};
pub use pulse::InFlight;

use crate::{
    config::{limits::Limits, networks::Peer},
    metrics,
};
use axum::Router;
use std::{
    io::{self, Write},
    net::IpAddr,
    sync::Arc,
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tokio_util::sync::CancellationToken;

/// Before accepting again where the system refuses, mostly for want of files.
const PAUSE: Duration = Duration::from_millis(200);

/// What a peer is told for whom there is no room even to be asked what he wants.
const NO_ROOM: &str = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\n\
    Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n\r\n\
    <!DOCTYPE html><html lang=\"vi\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
    <title>Cổng đang bận</title><h1>Cổng đang bận</h1>\
    <p>Đang có rất nhiều người truy cập. Thử lại sau ít giây.</p>\
    <p lang=\"en\">The portal is very busy. Try again in a few seconds.</p></html>";

#[derive(Clone)]
pub struct Serving {
    pub limits: Limits,
    /// Connections at once; some more are let in to see whether they are providers’ callbacks.
    pub connections: usize,
    /// Who comes from an address.
    pub peers: Arc<dyn Fn(IpAddr) -> Peer + Send + Sync>,
    /// When cancelled, no connection is taken any more, and those that are open end.
    pub stopping: CancellationToken,
}

/// Serves until asked to stop, and until every connection has ended after that, which takes `limits.stop` at most.
pub async fn serve(listener: TcpListener, router: Router, serving: Serving) {
    let admission = Admission::new(serving.connections, serving.limits.connections_per_network);
    let serving = Arc::new(serving);
    // Every connection holds a receiver.
    let (open, held) = watch::channel(());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = serving.stopping.cancelled() => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                if !is_of_the_peer(&error) {
                    tracing::warn!(%error, "no connection can be taken");
                    tokio::time::sleep(PAUSE).await;
                }
                continue;
            }
        };
        let who = (serving.peers)(peer.ip());
        let Some(seat) = admission.admit(peer.ip(), who) else {
            metrics::connection_refused();
            turn_away(stream);
            continue;
        };
        let (router, serving, held) = (router.clone(), serving.clone(), held.clone());
        tokio::spawn(async move {
            connection::serve(stream, peer, &seat, router, &serving).await;
            drop((seat, held));
        });
    }
    drop((listener, held));
    open.closed().await;
}

/// Says it if it can be said at once, and closes.
fn turn_away(stream: TcpStream) {
    // Tokio would wait to hear that there is room to write, which in a new connection there is.
    if let Ok(mut stream) = stream.into_std() {
        let _ = stream.write(NO_ROOM.as_bytes());
    }
}

/// What went wrong with one connection says nothing of the next.
fn is_of_the_peer(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

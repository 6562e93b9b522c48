//! The thread that owns the server: it starts it, starts it again if it dies, and stops it.
//!
//! The kernel ends the server when the thread that started it ends. A thread of its own, rather than whichever happens to
//! call, makes that moment the end of the process or of the [`crate::EmbeddedPostgres`], and nothing else.

use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::Error;
use crate::cluster::{Cluster, stop};

/// How soon a death is noticed.
const GLANCE: Duration = Duration::from_millis(200);

/// A server that dies more often than this within [`WINDOW`] will not get better by being started again.
const MOST_DEATHS: usize = 5;
const WINDOW: Duration = Duration::from_secs(60);

/// Runs the server until the other end of `stopping` is dropped. The first start's outcome goes to `ready`.
pub(crate) fn supervise(
    cluster: &Cluster,
    ready: &Sender<Result<(), Error>>,
    stopping: &Receiver<()>,
) {
    let mut server = match cluster.start() {
        Ok(server) => server,
        Err(error) => {
            // Nobody listening means that the starter is gone, and with it the need for a server.
            let _ = ready.send(Err(error));
            return;
        }
    };
    let _ = ready.send(Ok(()));
    let mut deaths: Vec<Instant> = Vec::new();
    while !was_stopped(&mut server, stopping) {
        deaths.retain(|death| death.elapsed() < WINDOW);
        deaths.push(Instant::now());
        eprintln!("embedded-postgres: Postgres died: {}", cluster.end_of_log());
        if deaths.len() > MOST_DEATHS {
            eprintln!("embedded-postgres: it died {MOST_DEATHS} times in a minute; it stays down");
            return;
        }
        server = match cluster.start() {
            Ok(server) => server,
            Err(error) => {
                eprintln!("embedded-postgres: Postgres cannot be started again: {error}");
                return;
            }
        };
    }
}

/// Waits for the server's end: `true` when it was asked to stop, `false` when it died.
fn was_stopped(server: &mut Child, stopping: &Receiver<()>) -> bool {
    loop {
        match stopping.recv_timeout(GLANCE) {
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {
                stop(server);
                return true;
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if !matches!(server.try_wait(), Ok(None)) {
            return false;
        }
    }
}

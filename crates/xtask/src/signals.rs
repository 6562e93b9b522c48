//! Being told to end, and telling others to.

use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// How long a program may take to end in order.
const GRACE: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// The signals that ask this process to end, turned into something to wait for.
pub struct Signals {
    received: Receiver<()>,
}

impl Signals {
    /// From now on these signals end nothing by themselves.
    ///
    /// # Errors
    /// The system refuses.
    pub fn listen() -> Result<Self> {
        let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])
            .context("cannot listen to signals")?;
        let (sender, received) = channel();
        std::thread::spawn(move || {
            for _ in signals.forever() {
                if sender.send(()).is_err() {
                    return;
                }
            }
        });
        Ok(Self { received })
    }

    /// Waits for the first.
    pub fn wait(&self) {
        // The sender lives as long as the process, so an error cannot come before a signal.
        let _ = self.received.recv();
    }

    /// Waits a moment; whether one came.
    pub fn came_within(&self, moment: Duration) -> bool {
        !matches!(
            self.received.recv_timeout(moment),
            Err(RecvTimeoutError::Timeout)
        )
    }
}

/// Runs a command to its end. A signal ends it.
///
/// # Errors
/// It cannot be started or waited for, or a signal came.
pub fn run(command: &mut Command, signals: &Signals) -> Result<ExitStatus> {
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if signals.came_within(POLL_INTERVAL) {
            end(&mut child)?;
            bail!("interrupted");
        }
    }
}

/// Asks a child to end, waits for it, and ends it by force when it does not.
///
/// # Errors
/// The child cannot be waited for.
pub fn end(child: &mut Child) -> Result<ExitStatus> {
    if let Some(status) = child.try_wait()? {
        return Ok(status);
    }
    // A child that has gone in the meantime needs no asking.
    let _ = kill_process(Pid::from_child(child), Signal::TERM);
    let asked = Instant::now();
    while asked.elapsed() < GRACE {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        std::thread::sleep(POLL_INTERVAL);
    }
    child.kill()?;
    Ok(child.wait()?)
}

//! Being told to end, and telling others to.

use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::output;

/// How long a program may take to end in order.
const GRACE: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// The signals that ask this process to end, turned into something to wait for.
pub struct Signals {
    received: Receiver<()>,
}

impl Signals {
    /// From now on these signals end nothing by themselves.
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

/// A child process. Dropping ends it.
pub struct Process {
    name: String,
    pub child: Child,
}

impl Process {
    pub fn spawn(name: &str, command: &mut Command) -> Result<Self> {
        let name = name.to_owned();
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        Ok(Self { name, child })
    }

    /// Whether it has ended by itself, and how: its name and its status.
    pub fn ended(&mut self) -> Result<Option<(&str, ExitStatus)>> {
        let status = self.child.try_wait()?;
        Ok(status.map(|status| (self.name.as_str(), status)))
    }

    /// Asks it to end, waits for it, and ends it by force when it does not.
    fn end(&mut self) -> Result<()> {
        if self.child.try_wait()?.is_some() {
            return Ok(());
        }
        // A child that has gone in the meantime needs no asking.
        let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
        let asked = Instant::now();
        while asked.elapsed() < GRACE {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(POLL_INTERVAL);
        }
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            output::note(&format!("{} could not be ended: {error}", self.name));
        }
    }
}

/// Runs a command to its end. A signal ends it.
pub fn run(name: &str, command: &mut Command, signals: &Signals) -> Result<ExitStatus> {
    let mut process = Process::spawn(name, command)?;
    loop {
        if let Some((_, status)) = process.ended()? {
            return Ok(status);
        }
        if signals.came_within(POLL_INTERVAL) {
            bail!("interrupted");
        }
    }
}

//! `cargo xtask replay`: payments against the real server, database and sandbox, with both killed in the middle if wanted;
//! then the portal's books against the banks'.
//!
//! The driver is a program of its own (`crates/replay`). It asks for kills by a line on its standard output, at moments that
//! it draws from the seed; whoever owns the processes, which is this, obeys.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, value_parser};

use crate::portal::{self, Build, Portal, Settings};
use crate::postgres::Scratch;
use crate::signals::{Process, Signals};
use crate::workspace::Workspace;

const POLL_INTERVAL: Duration = Duration::from_millis(20);
/// Below the build folder.
const LOGS: &str = "log/replay";
/// How many times faster than the clock the server asks providers what became of a payment: three days pass in 13 seconds.
/// Payers of the driver count on it (`crates/replay/src/payer.rs`).
const PACE: u32 = 20_000;

/// One run.
#[derive(Debug, Args)]
pub struct Replay {
    /// How many payments are made
    #[arg(long, value_parser = value_parser!(u32).range(1..))]
    payments: u32,
    /// What goes wrong meanwhile
    #[arg(long, default_value = "none", value_parser = ["none", "every-fault", "pilot-2020"])]
    profile: String,
    /// What is random follows from it
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Kill the server now and then
    #[arg(long)]
    kill_server: bool,
    /// Kill the database now and then
    #[arg(long)]
    kill_database: bool,
}

impl Replay {
    /// What is run with every change: small, with every fault, and with the server killed.
    pub fn of_the_tests() -> Self {
        Self {
            payments: 200,
            profile: "every-fault".to_owned(),
            seed: 1,
            kill_server: true,
            kill_database: false,
        }
    }

    fn server_kills(&self) -> u32 {
        if self.kill_server {
            (self.payments / 100).clamp(1, 10)
        } else {
            0
        }
    }

    /// One that dies more than five times in a minute is left dead by its supervisor.
    fn database_kills(&self) -> u32 {
        if self.kill_database {
            (self.payments / 200).clamp(1, 4)
        } else {
            0
        }
    }
}

/// Compiles what is needed and runs the replay.
pub fn replay(workspace: &Workspace, replay: &Replay) -> Result<()> {
    portal::compile_with_driver(workspace)?;
    run(workspace, Build::Release, replay)
}

/// Runs the replay with the programs that lie there.
pub fn run(workspace: &Workspace, build: Build, replay: &Replay) -> Result<()> {
    let signals = &Signals::listen()?;
    let scratch = if replay.kill_database {
        Scratch::start_durable(workspace)?
    } else {
        Scratch::start(workspace)?
    };
    let settings = settings(workspace, build, scratch.postgres().url())?;
    let mut stage = Stage {
        portal: Portal::start(workspace, &settings, signals)?,
        workspace,
        settings: &settings,
        signals,
        scratch: &scratch,
    };
    let (mut driver, lines) = start_driver(workspace, replay, &settings)?;
    stage.follow(&lines)?;
    let status = driver.child.wait()?;
    ensure!(
        status.success(),
        "the replay ended with {status}: the last line says what is not as it should be; logs are in {}",
        workspace.target.join(LOGS).display()
    );
    Ok(())
}

/// Where everything runs, with nothing left of earlier runs.
fn settings(workspace: &Workspace, build: Build, database_url: String) -> Result<Settings> {
    let settings = Settings::of_task(workspace, "replay", build)?;
    Ok(Settings {
        database_url: Some(database_url),
        environment: vec![
            ("POLL_TIME_SCALE", PACE.to_string()),
            without_pages(&settings.data)?,
            ("RUST_LOG", "warn".to_owned()),
        ],
        ..settings
    })
}

/// Where nobody looks at pages none need to be built: an empty site for the server.
pub fn without_pages(data: &Path) -> Result<(&'static str, String)> {
    let site = data.join("site");
    fs::create_dir_all(&site)?;
    fs::write(site.join("hash.txt"), "")?;
    Ok(("SITE_ROOT", site.to_string_lossy().into_owned()))
}

fn start_driver(
    workspace: &Workspace,
    replay: &Replay,
    settings: &Settings,
) -> Result<(Process, Receiver<String>)> {
    let programs = settings.build.folder(workspace);
    let mut driver = Command::new(programs.join("replay"));
    settings.tell(workspace, &mut driver);
    driver
        .env("SERVER_PROGRAM", programs.join("server"))
        .args(["--payments", &replay.payments.to_string()])
        .args(["--profile", &replay.profile])
        .args(["--seed", &replay.seed.to_string()])
        .args(["--server-kills", &replay.server_kills().to_string()])
        .args(["--database-kills", &replay.database_kills().to_string()])
        .stdout(Stdio::piped())
        .process_group(0);
    let mut driver = Process::spawn("the driver", &mut driver)?;
    let output = driver.child.stdout.take().context("the driver's output")?;
    Ok((driver, lines_of(output)))
}

/// The lines of a child, read as they come.
fn lines_of(output: ChildStdout) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// The next line, or nothing at the end.
fn next_line(lines: &Receiver<String>, signals: &Signals) -> Result<Option<String>> {
    loop {
        match lines.recv_timeout(POLL_INTERVAL) {
            Ok(line) => return Ok(Some(line)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) => {
                if signals.came_within(Duration::ZERO) {
                    bail!("interrupted");
                }
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kill {
    /// The server, which is started again after a while.
    Server(Duration),
    /// The database, whose supervisor starts it again.
    Database,
}

impl Kill {
    /// Reads a line of the driver, such as `@kill server 750`.
    fn read(line: &str) -> Option<Self> {
        let (victim, pause) = line.strip_prefix("@kill ")?.split_once(' ')?;
        match victim {
            "server" => Some(Self::Server(Duration::from_millis(pause.parse().ok()?))),
            "database" => Some(Self::Database),
            _ => None,
        }
    }
}

/// Everything that runs around the driver.
struct Stage<'a> {
    portal: Portal,
    workspace: &'a Workspace,
    settings: &'a Settings,
    signals: &'a Signals,
    scratch: &'a Scratch,
}

impl Stage<'_> {
    /// Prints what the driver says and does what it asks for, to its end.
    fn follow(&mut self, lines: &Receiver<String>) -> Result<()> {
        while let Some(line) = next_line(lines, self.signals)? {
            match Kill::read(&line) {
                Some(kill) => self.carry_out(kill)?,
                None => println!("{line}"),
            }
        }
        Ok(())
    }

    fn carry_out(&mut self, kill: Kill) -> Result<()> {
        match kill {
            Kill::Server(pause) => {
                self.portal.kill_server()?;
                println!("          killed the server");
                std::thread::sleep(pause);
                self.portal
                    .start_server_again(self.workspace, self.settings, self.signals)
            }
            Kill::Database => {
                self.scratch.kill()?;
                println!("          killed the database");
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kill, Replay};
    use std::time::Duration;

    #[test]
    fn the_driver_asks_for_kills_by_a_line() {
        let server = Kill::Server(Duration::from_millis(750));
        assert_eq!(Kill::read("@kill server 750"), Some(server));
        assert_eq!(Kill::read("@kill database 0"), Some(Kill::Database));
        assert_eq!(Kill::read("  3.0 s: 4 of 5 payments begun"), None);
    }

    #[test]
    fn how_often_is_killed_follows_from_the_number_of_payments() {
        let replay = Replay {
            payments: 500,
            ..Replay::of_the_tests()
        };
        assert_eq!((replay.server_kills(), replay.database_kills()), (5, 0));
    }
}

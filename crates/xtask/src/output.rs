//! What is told to whoever waits: one line per step with its seconds, and a sign of life meanwhile.

use std::fs::{self, File};
use std::io::{IsTerminal, Write, stderr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

const POLL_INTERVAL: Duration = Duration::from_millis(50);
const INTERVAL_ON_A_TERMINAL: Duration = Duration::from_millis(500);
const INTERVAL_IN_A_LOG: Duration = Duration::from_secs(20);

/// Runs `work` and prints `what` with the seconds it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let began = Instant::now();
    let outcome = work();
    report(what, began, outcome.is_ok());
    outcome
}

/// Prints a line that is no step.
pub fn note(text: &str) {
    eprintln!("  · {text}");
}

fn report(what: &str, began: Instant, fine: bool) {
    let mark = if fine { '✓' } else { '✗' };
    eprintln!("  {mark} {what} ({:.1} s)", began.elapsed().as_secs_f64());
}

/// Runs a command as one step. Its output goes to a log under `target/log`; the log's last line is the sign of life, and
/// its end part of an error.
pub fn run(workspace: &Workspace, what: &str, command: &mut Command) -> Result<()> {
    run_at_most(workspace, what, Duration::MAX, command)
}

/// As [`run`], ended after `limit`.
pub fn run_at_most(
    workspace: &Workspace,
    what: &str,
    limit: Duration,
    command: &mut Command,
) -> Result<()> {
    let began = Instant::now();
    let outcome = run_quietly(workspace, what, began, limit, command);
    report(what, began, outcome.is_ok());
    outcome
}

fn run_quietly(
    workspace: &Workspace,
    what: &str,
    began: Instant,
    limit: Duration,
    command: &mut Command,
) -> Result<()> {
    let log = log_file(workspace, what)?;
    let output = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(std::process::Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output)
        .spawn()
        .with_context(|| format!("cannot start {program}"))?;

    let mut progress = Progress::new(what, began);
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if began.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            progress.erase();
            bail!("{program} was ended after {} s", limit.as_secs());
        }
        progress.show(&log);
        std::thread::sleep(POLL_INTERVAL);
    };
    progress.erase();
    if !status.success() {
        bail!(
            "{program} ended with {status}; the end of {}:\n{}",
            log.display(),
            without_progress(&tail(&log, 200))
        );
    }
    Ok(())
}

/// What the step of this name has last printed.
pub fn log(workspace: &Workspace, what: &str) -> Result<String> {
    Ok(String::from_utf8_lossy(&fs::read(log_file(workspace, what)?)?).into_owned())
}

fn log_file(workspace: &Workspace, what: &str) -> Result<PathBuf> {
    let folder = workspace.target.join("log");
    fs::create_dir_all(&folder)?;
    let name: String = what
        .to_lowercase()
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .take(60)
        .collect();
    Ok(folder.join(format!("{}.log", name.trim_end_matches('-'))))
}

/// What cargo prints beside the names of the crates it works on.
fn without_progress(log: &str) -> String {
    const PROGRESS: [&str; 6] = [
        "Blocking ",
        "Checking ",
        "Compiling ",
        "Downloaded ",
        "Downloading ",
        "Fresh ",
    ];
    log.lines()
        .filter(|line| {
            !PROGRESS
                .iter()
                .any(|word| line.trim_start().starts_with(word))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The last lines of a file, or nothing where it cannot be read.
pub fn tail(file: &Path, lines: usize) -> String {
    let text = fs::read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

/// The sign of life of a long step: rewritten in place on a terminal, now and then in a log.
struct Progress<'a> {
    what: &'a str,
    began: Instant,
    last: Instant,
    terminal: bool,
}

impl<'a> Progress<'a> {
    fn new(what: &'a str, began: Instant) -> Self {
        Self {
            what,
            began,
            last: began,
            terminal: stderr().is_terminal(),
        }
    }

    fn show(&mut self, log: &Path) {
        let pause = if self.terminal {
            INTERVAL_ON_A_TERMINAL
        } else {
            INTERVAL_IN_A_LOG
        };
        if self.last.elapsed() < pause {
            return;
        }
        self.last = Instant::now();
        let seconds = self.began.elapsed().as_secs();
        let now: String = tail(log, 1).trim().chars().take(60).collect();
        if self.terminal {
            eprint!("\r\x1b[2K  … {} ({seconds} s) {now}", self.what);
            // A terminal that cannot be written to is no reason to stop the work.
            let _ = stderr().flush();
        } else {
            eprintln!("  … {} ({seconds} s) {now}", self.what);
        }
    }

    fn erase(&self) {
        if self.terminal {
            eprint!("\r\x1b[2K");
        }
    }
}

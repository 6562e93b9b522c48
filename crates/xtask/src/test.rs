//! `cargo xtask test`: everything that is checked before a change is accepted.

use std::fs;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::apt;
use crate::attack;
use crate::bench;
use crate::build;
use crate::commands;
use crate::node;
use crate::portal::{Build, Portal, Settings};
use crate::postgres::Scratch;
use crate::prepare::{self, Mode};
use crate::replay::{self, Replay};
use crate::say;
use crate::signals::{self, Signals};
use crate::site::digest;
use crate::workspace::Workspace;

/// Which checks are run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    All,
    /// Format, lints, queries, Rust's tests and the fuzzing.
    Rust,
    /// The browser's tests, the attack and the replay of payments.
    Browser,
}

/// What the browser's tests, the attack and the replay run on.
const BUILD: Build = Build::Debug;

/// Runs the checks, each whether or not those before it passed, and prints a summary.
pub fn test(workspace: &Workspace, part: Part) -> ExitCode {
    let mut summary = Summary::default();
    if part != Part::Browser {
        rust(workspace, &mut summary);
    }
    if part != Part::Rust {
        browser(workspace, &mut summary);
    }
    summary.print()
}

fn rust(workspace: &Workspace, summary: &mut Summary) {
    summary.check("Format", || {
        say::run(
            workspace,
            "Checking the format",
            workspace.cargo("fmt").args(["--all", "--check"]),
        )
    });
    // First, because without up-to-date queries nothing after it compiles.
    summary.check("Queries, lints", || {
        prepare::prepare(workspace, Mode::CheckAndLint)
    });
    // On the host, because not every toolchain that makes WebAssembly has clippy for it.
    summary.check("Lints, client", || {
        let mut clippy = workspace.cargo("clippy");
        clippy.args([
            "-p",
            "frontend",
            "-p",
            "app",
            "-p",
            "desk-frontend",
            "-p",
            "desk",
            "--features",
            "app/hydrate,desk/hydrate",
            "--",
            "-D",
            "warnings",
        ]);
        say::run(workspace, "Linting the client's side", &mut clippy)
    });
    summary.check("Rust tests", || rust_tests(workspace));
}

/// Compiles the tests and the programs; not optimised, which would be another time and takes longer than everything else here.
pub fn compile(workspace: &Workspace) -> Result<()> {
    let mut build = workspace.cargo_on_the_server_side("build");
    build.args(["--bins", "--tests"]);
    say::run(workspace, "Compiling tests and programs", &mut build)
}

fn rust_tests(workspace: &Workspace) -> Result<()> {
    ensure_installed(workspace, "the tests of receipts", READERS)?;
    ensure_installed(workspace, "the tests of proxies", PROXIES)?;
    // One test speaks to a program of theirs.
    packages(workspace)?;
    compile(workspace)?;
    let scratch = Scratch::start(workspace)?;
    let log = say::run(
        workspace,
        "Running the tests",
        workspace
            .cargo_on_the_server_side("test")
            .arg("--no-fail-fast")
            .env("TEST_DATABASE_URL", scratch.postgres().url()),
    );
    if log.is_ok() {
        say::note(&format!(
            "{} tests passed",
            passed(&say::log(workspace, "Running the tests")?)
        ));
    }
    log
}

/// How many tests a log of `cargo test` says have passed.
fn passed(log: &str) -> usize {
    log.lines()
        .filter_map(|line| {
            line.strip_prefix("test result: ok. ")?
                .split(' ')
                .next()?
                .parse::<usize>()
                .ok()
        })
        .sum()
}

fn browser(workspace: &Workspace, summary: &mut Summary) {
    summary.check("Lints, browser tests", || lint_browser_tests(workspace));
    let built = summary.check("Programs", || {
        build::build(workspace)?;
        compile(workspace)
    });
    let tools = summary.check("Browser tools", || tools(workspace));
    summary.check("Browser tests", || {
        if !(built && tools) {
            bail!("not run, because what they need failed");
        }
        playwright(workspace)
    });
    summary.check("Attack", || {
        if !built {
            bail!("not run, because the programs were not built");
        }
        attack::run(workspace, BUILD)
    });
    summary.check("Commands", || {
        if !built {
            bail!("not run, because the programs were not built");
        }
        commands::run(workspace, BUILD)
    });
    summary.check("Bench, short", || {
        if !built {
            bail!("not run, because the programs were not built");
        }
        bench::short(workspace, BUILD)
    });
    summary.check("Replay", || {
        if !built {
            bail!("not run, because the programs were not built");
        }
        replay::run(
            workspace,
            BUILD,
            &Replay::of_the_tests(),
            &Signals::listen()?,
        )
    });
}

/// Programs that tests use, and the packages that install them.
type Tools = &'static [(&'static str, &'static str)];

/// What reads receipts, in Rust and in browser tests.
const READERS: Tools = &[("pdftotext", "poppler-utils"), ("zbarimg", "zbar-tools")];

/// What stands between citizens, the portal and its database in tests.
const PROXIES: Tools = &[
    ("nginx", "nginx-light"),
    ("haproxy", "haproxy"),
    ("pgbouncer", "pgbouncer"),
];

/// What the browser tests use besides.
const BROWSER: Tools = &[("chromium", "chromium"), ("fc-list", "fontconfig")];

fn missing(tools: Tools) -> Vec<&'static str> {
    tools
        .iter()
        .filter(|(program, _)| apt::program(program).is_none())
        .map(|(_, package)| *package)
        .collect()
}

/// Installs those that are missing.
fn ensure_installed(workspace: &Workspace, why: &str, tools: Tools) -> Result<()> {
    let missing = missing(tools);
    if missing.is_empty() {
        return Ok(());
    }
    apt::install(workspace, why, &missing)
}

fn tools(workspace: &Workspace) -> Result<()> {
    ensure_installed(workspace, "the tests of receipts", READERS)?;
    let mut missing = missing(BROWSER);
    if !has_font_of_the_pictures() {
        missing.push("fonts-dejavu-core");
    }
    if !missing.is_empty() {
        apt::install(workspace, "the browser tests", &missing)?;
    }
    packages(workspace)
}

/// The only one that the browser tests use (`end2end/fonts.conf`).
fn has_font_of_the_pictures() -> bool {
    Command::new("fc-list")
        .args(["DejaVu Sans", "family"])
        .output()
        .is_ok_and(|output| !output.stdout.is_empty())
}

/// Installs Node and the packages of the browser tests, unless the lock file is the one they were installed from.
///
/// # Errors
/// Node is missing and cannot be installed, or npm cannot fetch the packages.
pub fn packages(workspace: &Workspace) -> Result<()> {
    node::ensure_installed(workspace)?;
    let folder = workspace.root.join("end2end");
    let lock = folder.join("package-lock.json");
    let wanted =
        digest(&fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?);
    let stamp = folder.join("node_modules/.installed-from");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say::run(
        workspace,
        "Installing the browser tests' packages",
        Command::new("npm")
            .current_dir(&folder)
            .args(["ci", "--no-audit", "--no-fund"])
            // The system's Chromium is used; Playwright would fetch three browsers of its own.
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )?;
    Ok(fs::write(stamp, wanted)?)
}

/// Types, and that every assertion waits for what it asserts (`end2end/eslint.config.js`).
fn lint_browser_tests(workspace: &Workspace) -> Result<()> {
    packages(workspace)?;
    say::run(
        workspace,
        "Linting the browser tests",
        Command::new("npm")
            .current_dir(workspace.root.join("end2end"))
            .args(["run", "--silent", "lint"]),
    )
}

/// Projects of `playwright.config.ts` in the order in which they are run. What measures comes last, when nothing else is under
/// way, and whether or not what came before it passed.
const PROJECTS: [&[&str]; 4] = [
    &["portal", "desk"],
    &["faults"],
    &["weight"],
    &["lighthouse"],
];

/// Runs the browser tests against a portal of their own, with no data from earlier runs.
fn playwright(workspace: &Workspace) -> Result<()> {
    let scratch = Scratch::start(workspace)?;
    let settings = Settings {
        database_url: Some(scratch.postgres().url()),
        ..Settings::of_task(workspace, "end2end", BUILD)?
    };
    let logs = workspace.target.join("log/end2end");
    let signals = Signals::listen()?;
    let _portal = Portal::start(workspace, &settings, &signals)?;
    let mut failed = Vec::new();
    for projects in PROJECTS {
        let mut tests = Command::new("npx")
            .current_dir(workspace.root.join("end2end"))
            .args(["playwright", "test", "--no-deps"])
            .args(projects.iter().map(|name| format!("--project={name}")))
            .env("BASE_URL", settings.url())
            .env("SANDBOX_URL", settings.sandbox_url())
            .spawn()
            .context("cannot start npx")?;
        let Some(status) = signals::wait_for(&mut tests, &signals)? else {
            signals::end(&mut tests)?;
            bail!("interrupted");
        };
        if !status.success() {
            failed.push(projects.join(" and "));
        }
    }
    if !failed.is_empty() {
        bail!(
            "Playwright found faults in {}; the servers' logs are in {}",
            failed.join(", "),
            logs.display()
        );
    }
    Ok(())
}

/// What was checked, how long it took, and whether it passed.
#[derive(Default)]
struct Summary {
    checks: Vec<(&'static str, Duration, bool)>,
}

impl Summary {
    fn check(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        eprintln!("{name}");
        let began = Instant::now();
        let outcome = work();
        if let Err(error) = &outcome {
            eprintln!("{error:#}");
        }
        self.checks.push((name, began.elapsed(), outcome.is_ok()));
        outcome.is_ok()
    }

    fn print(&self) -> ExitCode {
        println!();
        for (name, time, passed) in &self.checks {
            let mark = if *passed { '✓' } else { '✗' };
            println!("  {mark} {name:<20} {:>7.1} s", time.as_secs_f64());
        }
        let failed = self.checks.iter().filter(|(_, _, passed)| !passed).count();
        println!("{} passed, {failed} failed", self.checks.len() - failed);
        if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::passed;

    #[test]
    fn tests_of_all_crates_are_counted_together() {
        let log = "test result: ok. 4 passed; 0 failed; 0 ignored\nnoise\ntest result: ok. 8 passed; 0 failed";
        assert_eq!(passed(log), 12);
    }
}

//! `cargo xtask test`: everything that is checked before a change is accepted.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::apt::{Tools, ensure_installed};
use crate::attack;
use crate::bench;
use crate::browser::{self, packages};
use crate::build;
use crate::commands;
use crate::fuzz;
use crate::output;
use crate::portal::Build;
use crate::postgres::Scratch;
use crate::prepare::{self, Mode};
use crate::replay::{self, Replay};
use crate::workspace::Workspace;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of them in their short form.
    All,
    /// All of them, and libFuzzer.
    Full,
    /// Format, queries, lints and Rust's tests.
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
    if part == Part::Full {
        summary.check("Fuzz", || fuzz::fuzz(workspace, fuzz::SECONDS));
    }
    summary.print()
}

fn rust(workspace: &Workspace, summary: &mut Summary) {
    summary.check("Format", || {
        output::run(
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
        output::run(workspace, "Linting the client's side", &mut clippy)
    });
    summary.check("Tasks", || {
        let mut clippy = workspace.cargo("clippy");
        clippy.args(["-p", "xtask", "--all-targets", "--", "-D", "warnings"]);
        output::run(workspace, "Linting the tasks", &mut clippy)?;
        let mut test = workspace.cargo("test");
        test.args(["-p", "xtask"]);
        output::run(workspace, "Testing the tasks", &mut test)
    });
    summary.check("Rust tests", || rust_tests(workspace));
}

/// Compiles the tests and the programs; not optimised, which would be another time and takes longer than everything else here.
pub fn compile(workspace: &Workspace) -> Result<()> {
    let mut build = workspace.cargo_on_the_server_side("build");
    build.args(["--bins", "--tests"]);
    output::run(workspace, "Compiling tests and programs", &mut build)
}

fn rust_tests(workspace: &Workspace) -> Result<()> {
    ensure_installed(workspace, "the tests of receipts", READERS)?;
    ensure_installed(workspace, "the tests of proxies", PROXIES)?;
    ensure_installed(workspace, "pictures of iPhones", PICTURES)?;
    // One test speaks to a program of theirs.
    packages(workspace)?;
    compile(workspace)?;
    let scratch = Scratch::start(workspace)?;
    let log = output::run(
        workspace,
        "Running the tests",
        workspace
            .cargo_on_the_server_side("test")
            .arg("--no-fail-fast")
            .env("TEST_DATABASE_URL", scratch.postgres().url()),
    );
    if log.is_ok() {
        output::note(&format!(
            "{} tests passed",
            passed(&output::log(workspace, "Running the tests")?)
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
    summary.check("Lints, browser tests", || browser::lint(workspace));
    let built = summary.check("Programs", || {
        build::build(workspace)?;
        compile(workspace)
    });
    let installed = summary.check("Browser tools", || browser::ensure_installed(workspace));
    summary.check_after(built && installed, "Browser tests", || {
        browser::test(workspace, BUILD)
    });
    summary.check_after(built, "Attack", || attack::run(workspace, BUILD));
    summary.check_after(built, "Commands", || commands::run(workspace, BUILD));
    summary.check_after(built, "Bench, short", || bench::short(workspace, BUILD));
    summary.check_after(built, "Replay", || {
        replay::run(workspace, BUILD, &Replay::of_the_tests())
    });
}

/// What reads receipts, in Rust and in browser tests.
pub const READERS: Tools = &[("pdftotext", "poppler-utils"), ("zbarimg", "zbar-tools")];

/// What makes JPEGs of iPhones' pictures for officers.
pub const PICTURES: Tools = &[
    ("heif-convert", "libheif-examples"),
    ("prlimit", "util-linux"),
];

/// What stands between citizens, the portal and its database in tests.
const PROXIES: Tools = &[
    ("nginx", "nginx-light"),
    ("haproxy", "haproxy"),
    ("pgbouncer", "pgbouncer"),
];

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

    /// As [`Summary::check`], unless what it needs failed before.
    fn check_after(&mut self, needed: bool, name: &'static str, work: impl FnOnce() -> Result<()>) {
        self.check(name, || {
            if !needed {
                bail!("not run, because what it needs failed");
            }
            work()
        });
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

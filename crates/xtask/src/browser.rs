//! The browser tests (`end2end`): what they need, and a portal for each of their workers.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::apt::{self, Tools};
use crate::node;
use crate::output;
use crate::portal::{Build, Portal, Settings};
use crate::postgres::Scratch;
use crate::signals::{self, Signals};
use crate::site::digest;
use crate::test::READERS;
use crate::workspace::Workspace;

/// As many as Playwright shall have workers: each has a portal, a database and a sandbox of its own.
const PORTALS: usize = 2;

/// Projects of `playwright.config.ts` that share the workers.
const PARALLEL: &[&str] = &["portal", "desk"];

/// Projects that are run one after the other, on one portal and when nothing else is under way.
const ALONE: [&str; 3] = ["faults", "weight", "lighthouse"];

const TOOLS: Tools = &[("chromium", "chromium"), ("fc-list", "fontconfig")];

pub fn ensure_installed(workspace: &Workspace) -> Result<()> {
    apt::ensure_installed(workspace, "the tests of receipts", READERS)?;
    let mut missing = apt::missing(TOOLS);
    if !has_font_of_the_pictures() {
        missing.push("fonts-dejavu-core");
    }
    apt::install(workspace, "the browser tests", &missing)?;
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
    output::run(
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

/// Checks types, and that every assertion waits for what it asserts (`end2end/eslint.config.js`).
pub fn lint(workspace: &Workspace) -> Result<()> {
    packages(workspace)?;
    output::run(
        workspace,
        "Linting the browser tests",
        Command::new("npm")
            .current_dir(workspace.root.join("end2end"))
            .args(["run", "--silent", "lint"]),
    )
}

/// Runs the browser tests, with no data from earlier runs. What is run alone is run whether or not what came before passed.
pub fn test(workspace: &Workspace, build: Build) -> Result<()> {
    let scratch = Scratch::start(workspace)?;
    let signals = Signals::listen()?;
    let mut portals = Vec::new();
    for number in 1..=PORTALS {
        let settings = Settings {
            database_url: Some(scratch.create_database(&format!("end2end_{number}"))?),
            ..Settings::of_task(workspace, &format!("end2end-{number}"), build)?
        };
        portals.push((Portal::start(workspace, &settings, &signals)?, settings));
    }
    let mut failed = playwright(workspace, &portals, PARALLEL, &signals)?;
    portals.truncate(1);
    for project in ALONE {
        failed.extend(playwright(workspace, &portals, &[project], &signals)?);
    }
    if !failed.is_empty() {
        bail!(
            "Playwright found faults in {}; the servers' logs are in {}-*",
            failed.join(", "),
            workspace.target.join("log/end2end").display()
        );
    }
    Ok(())
}

/// Runs some projects on these portals; yields them where a test failed.
fn playwright(
    workspace: &Workspace,
    portals: &[(Portal, Settings)],
    projects: &[&'static str],
    signals: &Signals,
) -> Result<Vec<&'static str>> {
    let urls = |of: fn(&Settings) -> String| {
        let urls: Vec<_> = portals.iter().map(|(_, settings)| of(settings)).collect();
        urls.join(",")
    };
    let mut tests = Command::new("npx");
    tests
        .current_dir(workspace.root.join("end2end"))
        .args(["playwright", "test", "--no-deps"])
        .args(projects.iter().map(|name| format!("--project={name}")))
        .env("BASE_URLS", urls(Settings::url))
        .env("SANDBOX_URLS", urls(Settings::sandbox_url));
    let passed = signals::run("npx", &mut tests, signals)?.success();
    Ok(if passed {
        Vec::new()
    } else {
        projects.to_vec()
    })
}

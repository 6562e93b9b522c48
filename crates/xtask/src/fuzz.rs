//! `cargo xtask fuzz`: the readers of what strangers send are fed what nobody would send, each for a while.
//!
//! Harnesses and what they begin with lie in `crates/fuzz-harnesses`, which `cargo test` runs for a moment. What else libFuzzer
//! finds worth keeping stays in `target/fuzz`; an input that brought a reader down belongs into the corpus beside the change that
//! mends it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::output;
use crate::workspace::Workspace;

/// Of cargo-fuzz.
const VERSION: &str = "0.13.2";
/// Of each harness, where nothing else is asked for.
pub const SECONDS: u32 = 8;
/// Larger inputs find nothing that these do not, and are slower. Bodies end at 64 kB, so that all limits but that are within reach.
const LARGEST_INPUT: u32 = 20_000;
/// No input may take longer, in seconds.
const SLOWEST_INPUT: u32 = 10;
/// A quarter of what the server's threads have, in kilobytes: what a program's first thread has would hide a recursion.
const STACK: u32 = 2_048;
/// No input may take more memory, in megabytes.
const MOST_MEMORY: u32 = 1_024;

/// Builds the program and runs each harness for `seconds`.
///
/// # Errors
/// The program does not build, or an input brought one down; it is named in the log.
pub fn fuzz(workspace: &Workspace, seconds: u32) -> Result<()> {
    let harnesses = harnesses(workspace)?;
    let program = build(workspace)?;
    for harness in &harnesses {
        run(workspace, &program, harness, seconds)?;
    }
    output::note(&format!("{} readers, {seconds} s each", harnesses.len()));
    Ok(())
}

/// Where each harness has a folder of what it begins with.
const CORPUS: &str = "crates/fuzz-harnesses/corpus";

/// Names of the harnesses, in order.
fn harnesses(workspace: &Workspace) -> Result<Vec<String>> {
    let folder = workspace.root.join(CORPUS);
    let folders = fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))?;
    let mut names: Vec<String> = folders
        .flatten()
        .filter_map(|folder| folder.file_name().into_string().ok())
        .collect();
    names.sort();
    if names.is_empty() {
        bail!("no corpus in {}", folder.display());
    }
    Ok(names)
}

/// Builds the program with coverage.
fn build(workspace: &Workspace) -> Result<PathBuf> {
    let cargo_fuzz = ensure_installed(workspace)?;
    let folder = workspace.target.join("fuzz");
    output::run(
        workspace,
        "Building the fuzz program",
        Command::new(cargo_fuzz)
            .current_dir(&workspace.root)
            // Our code is safe Rust, so that a sanitizer would watch libraries only, at twice the time. A stack that
            // overflows is noticed without.
            .args(["fuzz", "build", "--dev", "--sanitizer", "none"])
            .args(["--strip-dead-code", "--target-dir"])
            .arg(&folder)
            // The instrumentation has flags that a stable compiler knows but does not offer.
            .env("RUSTC_BOOTSTRAP", "1"),
    )?;
    Ok(folder.join(host()?).join("debug/reader"))
}

fn run(workspace: &Workspace, program: &Path, harness: &str, seconds: u32) -> Result<()> {
    let seeds = workspace.root.join(CORPUS).join(harness);
    let found = workspace.target.join("fuzz/corpus").join(harness);
    let crashes = workspace.target.join("fuzz/crashes").join(harness);
    fs::create_dir_all(&found)?;
    fs::create_dir_all(&crashes)?;
    output::run_at_most(
        workspace,
        &format!("Fuzzing {}", harness.replace('_', " ")),
        // Twice what a good end takes: the seeds are read before the time begins to count.
        Duration::from_secs(u64::from(2 * seconds + 3 * SLOWEST_INPUT)),
        Command::new("sh")
            .args(["-c", &format!("ulimit -s {STACK} && exec \"$0\" \"$@\"")])
            .env("HARNESS", harness)
            .arg(program)
            .arg(&found)
            .arg(&seeds)
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-max_len={LARGEST_INPUT}"))
            .arg(format!("-timeout={SLOWEST_INPUT}"))
            .arg(format!("-rss_limit_mb={MOST_MEMORY}"))
            .arg(format!("-artifact_prefix={}/", crashes.display())),
    )
}

/// The triple of this machine, below which cargo-fuzz has its targets built.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output()?;
    let text = String::from_utf8(output.stdout)?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}

/// cargo-fuzz in the version that is asked for; installed where it is missing.
fn ensure_installed(workspace: &Workspace) -> Result<PathBuf> {
    let root = workspace
        .target
        .join("tools")
        .join(format!("cargo-fuzz-{VERSION}"));
    let program = root.join("bin/cargo-fuzz");
    if program.exists() {
        return Ok(program);
    }
    output::run(
        workspace,
        "Installing cargo-fuzz, once",
        Command::new("cargo")
            .args([
                "install",
                "cargo-fuzz",
                "--version",
                VERSION,
                "--locked",
                "--root",
            ])
            .arg(&root),
    )?;
    Ok(program)
}

//! `cargo xtask fuzz`: the readers of what strangers send are fed what nobody would send, each for a while.
//!
//! Targets lie in `fuzz/fuzz_targets`, what they begin with in `fuzz/corpus/<target>`. What else they find worth keeping stays
//! in `target/fuzz`; an input that brought a reader down belongs into the corpus beside the change that mends it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::say;
use crate::workspace::Workspace;

/// Of cargo-fuzz.
const VERSION: &str = "0.13.2";
/// Of each target, where nothing else is asked for.
pub const SECONDS: u32 = 8;
/// Larger inputs find nothing that these do not, and are slower. Bodies end at 64 kB, so that all limits but that are within reach.
const LARGEST_INPUT: u32 = 20_000;
/// No input may take longer, in seconds.
const SLOWEST_INPUT: u32 = 10;
/// A quarter of what the server's threads have, in kilobytes: what a program's first thread has would hide a recursion.
const STACK: u32 = 2_048;
/// No input may take more memory, in megabytes.
const MOST_MEMORY: u32 = 1_024;

/// Builds all targets and runs each for `seconds`.
///
/// # Errors
/// The targets do not build, or an input brought one down; it is named in the log.
pub fn fuzz(workspace: &Workspace, seconds: u32) -> Result<()> {
    let targets = targets(workspace)?;
    let programs = build(workspace)?;
    for target in &targets {
        run(workspace, &programs, target, seconds)?;
    }
    say::note(&format!("{} readers, {seconds} s each", targets.len()));
    Ok(())
}

/// Names of the targets, in order.
fn targets(workspace: &Workspace) -> Result<Vec<String>> {
    let folder = workspace.root.join("fuzz/fuzz_targets");
    let files = fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))?;
    let mut names: Vec<String> = files
        .flatten()
        .filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    if names.is_empty() {
        bail!("no fuzz target in {}", folder.display());
    }
    Ok(names)
}

/// Builds the targets with coverage; the folder that they are in.
fn build(workspace: &Workspace) -> Result<PathBuf> {
    let cargo_fuzz = ensure_installed(workspace)?;
    let folder = workspace.target.join("fuzz");
    say::run(
        workspace,
        "Building the fuzz targets",
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
    Ok(folder.join(host()?).join("debug"))
}

fn run(workspace: &Workspace, programs: &Path, target: &str, seconds: u32) -> Result<()> {
    let seeds = workspace.root.join("fuzz/corpus").join(target);
    let found = workspace.target.join("fuzz/corpus").join(target);
    let crashes = workspace.target.join("fuzz/crashes").join(target);
    fs::create_dir_all(&found)?;
    fs::create_dir_all(&crashes)?;
    say::run_at_most(
        workspace,
        &format!("Fuzzing {}", target.replace('_', " ")),
        // Twice what a good end takes: the seeds are read before the time begins to count.
        Duration::from_secs(u64::from(2 * seconds + 3 * SLOWEST_INPUT)),
        Command::new("sh")
            .args(["-c", &format!("ulimit -s {STACK} && exec \"$0\" \"$@\"")])
            .arg(programs.join(target))
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
    say::run(
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

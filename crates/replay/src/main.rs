//! Replays payments against a running portal and its sandbox over HTTP, and compares the portal's books with the banks'.
//!
//! It knows the portal by its API only and shares no code with it. `cargo xtask replay` starts everything around it.

mod accounts;
mod bench;
mod books;
mod citizen;
mod compare;
mod enumeration;
mod http;
mod moments;
mod officers;
mod options;
mod payer;
mod pilot;
mod plan;
mod progress;
mod report;
mod run;
mod sandbox;
mod verify;

use std::process::ExitCode;

use anyhow::Result;
use options::Options;
use tokio::runtime::{self, Runtime};

fn main() -> ExitCode {
    // Fails only where it was done before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((first, rest)) if first == "bench" => measure(rest),
        Some((first, rest)) if first == "enumeration" => enumerate(rest),
        _ => replay(&arguments),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("replay: {error:#}");
        ExitCode::FAILURE
    })
}

fn enumerate(arguments: &[String]) -> Result<ExitCode> {
    let tries = match arguments {
        [] => enumeration::TRIES,
        [name, tries] if name == "--tries" => tries.parse()?,
        _ => anyhow::bail!("usage: replay enumeration [--tries <number>]"),
    };
    Runtime::new()?.block_on(enumeration::measure(tries))?;
    Ok(ExitCode::SUCCESS)
}

fn replay(arguments: &[String]) -> Result<ExitCode> {
    let options = Options::parse(arguments)?;
    let report = Runtime::new()?.block_on(run::run(options))?;
    println!("{}", report.json());
    Ok(if report.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn measure(arguments: &[String]) -> Result<ExitCode> {
    let settings = bench::Settings::parse(arguments)?;
    // One thread: what is measured needs the processors.
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(bench::bench(&settings))?;
    Ok(ExitCode::SUCCESS)
}

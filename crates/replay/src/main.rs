//! Replays payments against a running portal and its sandbox over HTTP, and compares the portal's ledger with the banks'.
//!
//! It knows the portal by its API only and shares no code with it. `cargo xtask replay` starts everything around it.

mod accounts;
mod bench;
mod citizen;
mod compare;
mod enumeration;
mod http;
mod kill_schedule;
mod ledgers;
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
use clap::Parser;
use tokio::runtime::{self, Runtime};

fn main() -> ExitCode {
    // Fails only where it was done before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut arguments: Vec<String> = std::env::args().collect();
    let command = arguments.get(1).cloned().unwrap_or_default();
    let outcome = match command.as_str() {
        "bench" => measure(arguments.split_off(1)),
        "enumeration" => enumerate(arguments.split_off(1)),
        _ => replay(arguments),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("replay: {error:#}");
        ExitCode::FAILURE
    })
}

fn enumerate(arguments: Vec<String>) -> Result<ExitCode> {
    let settings = enumeration::Settings::parse_from(arguments);
    Runtime::new()?.block_on(enumeration::measure(&settings))?;
    Ok(ExitCode::SUCCESS)
}

fn replay(arguments: Vec<String>) -> Result<ExitCode> {
    let options = options::Options::parse_from(arguments);
    let report = Runtime::new()?.block_on(run::run(options))?;
    println!("{}", report.json());
    Ok(if report.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn measure(arguments: Vec<String>) -> Result<ExitCode> {
    let settings = bench::Settings::parse_from(arguments);
    // One thread: what is measured needs the processors.
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(bench::bench(&settings))?;
    Ok(ExitCode::SUCCESS)
}

//! The project's tasks: `cargo xtask <task>`. They install or build what is missing, and report each step.

mod apt;
mod attack;
mod bench;
mod browser;
mod build;
mod client;
mod command_line;
mod commands;
mod db;
mod fuzz;
mod node;
mod output;
mod portal;
mod postgres;
mod prepare;
mod replay;
mod run;
mod signals;
mod site;
mod style;
mod test;
mod wasm_toolchain;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use command_line::{CommandLine, Task};
use portal::Build;
use prepare::Mode;
use workspace::Workspace;

fn main() -> ExitCode {
    let workspace = Workspace::find();
    run(&workspace, CommandLine::parse().task).unwrap_or_else(|error| {
        eprintln!("\n{error:#}");
        ExitCode::FAILURE
    })
}

fn run(workspace: &Workspace, task: Task) -> Result<ExitCode> {
    match task {
        Task::Run { release: false } => return run::run(workspace, Build::Debug),
        Task::Run { release: true } => return run::run(workspace, Build::Release),
        Task::Test(checks) => return Ok(test::test(workspace, checks.part())),
        Task::Build => build::build(workspace),
        Task::Prepare { check: false } => prepare::prepare(workspace, Mode::Write),
        Task::Prepare { check: true } => prepare::prepare(workspace, Mode::CheckAndLint),
        Task::Replay(replay) => replay::replay(workspace, &replay),
        Task::Bench(bench) if bench.short => bench::short(workspace, Build::Debug),
        Task::Bench(bench) => bench::bench(workspace, &bench),
        Task::Enumeration => bench::enumeration(workspace),
        Task::Attack => attack::attack(workspace),
        Task::Fuzz { seconds } => fuzz::fuzz(workspace, seconds),
        Task::Db => db::db(workspace),
    }?;
    Ok(ExitCode::SUCCESS)
}

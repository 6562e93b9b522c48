//! The project's tasks: `cargo xtask <task>`. They install or build what is missing, and say what they are doing.

mod apt;
mod attack;
mod bench;
mod build;
mod client;
mod commands;
mod db;
mod fuzz;
mod node;
mod portal;
mod postgres;
mod prepare;
mod replay;
mod run;
mod say;
mod signals;
mod site;
mod style;
mod test;
mod wasm_toolchain;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use portal::Build;
use prepare::Mode;
use test::Part;
use workspace::Workspace;

const HELP: &str = "\
cargo xtask <task>

  run [--release]            build what is needed and serve: the portal on PORT (8080), the sandbox on SANDBOX_PORT (8090)
                             and, for mail, on SANDBOX_SMTP_PORT (8025); with --release as fast as in earnest
  test [--rust | --browser]  everything that is checked, or a part of it
  build                      what a browser is sent, in target/site
  prepare [--check]          write .sqlx, the server's checked queries, or check that it is up to date
  replay --payments <number> [--profile none|every-fault|pilot-2020] [--seed <number>]
         [--kill-server] [--kill-database]
                             make payments, break things meanwhile, and compare our books with the banks'
  bench [--clients <number>] [--seconds <number>]
                             how fast orders are made and callbacks taken in, beside the same statements by pgbench
  bench --short              only whether this and `enumeration` work, on the debug build that lies there
  enumeration                whether the time of an answer tells that somebody has an account, 200 tries each way
  attack                     what strangers and other people's accounts try: roles, objects, methods, sizes, connections
  fuzz [--seconds <number>]  feed every reader of strangers' input what nobody would send, each for some seconds
  db                         a database with the current migrations, to develop against
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let workspace = Workspace::find();
    let done = |outcome: Result<()>| outcome.map(|()| ExitCode::SUCCESS);
    let outcome = match words.as_slice() {
        ["run"] => run::run(&workspace, Build::Debug),
        ["run", "--release"] => run::run(&workspace, Build::Release),
        ["test"] => Ok(test::test(&workspace, Part::All)),
        ["test", "--rust"] => Ok(test::test(&workspace, Part::Rust)),
        ["test", "--browser"] => Ok(test::test(&workspace, Part::Browser)),
        ["build"] => done(build::build(&workspace)),
        ["prepare"] => done(prepare::prepare(&workspace, Mode::Write)),
        ["prepare", "--check"] => done(prepare::prepare(&workspace, Mode::CheckAndLint)),
        ["replay", arguments @ ..] => done(replay::replay(&workspace, arguments)),
        ["bench", "--short"] => done(bench::short(&workspace, Build::Debug)),
        ["bench", arguments @ ..] => done(bench::bench(&workspace, arguments)),
        ["enumeration"] => done(bench::enumeration(&workspace)),
        ["attack"] => done(attack::attack(&workspace)),
        ["fuzz"] => done(fuzz::fuzz(&workspace, fuzz::SECONDS)),
        ["fuzz", "--seconds", seconds] => match seconds.parse() {
            Ok(seconds) => done(fuzz::fuzz(&workspace, seconds)),
            Err(_) => Err(anyhow::anyhow!("--seconds takes a whole number")),
        },
        ["db"] => done(db::db(&workspace)),
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("\n{error:#}");
        ExitCode::FAILURE
    })
}

//! `cargo xtask bench`: how fast the server makes orders and takes callbacks in, beside the same statements by pgbench on the
//! same database. `cargo xtask enumeration`: whether the time of an answer tells that somebody has an account. What exactly is
//! compared, `crates/replay/src/bench` and `crates/replay/src/enumeration.rs` say.

use std::process::Command;

use anyhow::{Result, bail};
use clap::Args;

use crate::portal::{self, Build, Portal, Settings};
use crate::postgres::Scratch;
use crate::replay;
use crate::signals::{self, Signals};
use crate::test;
use crate::workspace::Workspace;

/// What is measured, and how long.
#[derive(Debug, Args)]
pub struct Bench {
    /// Only whether this and `enumeration` work, on the debug build that lies there
    #[arg(long, exclusive = true)]
    pub short: bool,
    /// How many connections there are at once
    #[arg(long)]
    clients: Option<u32>,
    /// How long each measurement takes
    #[arg(long)]
    seconds: Option<u32>,
    /// How many pairs of measurements there are
    #[arg(long)]
    rounds: Option<u32>,
}

impl Bench {
    /// What the driver is told; it knows what holds where nothing is said.
    fn arguments(&self) -> Vec<String> {
        [
            ("--clients", self.clients),
            ("--seconds", self.seconds),
            ("--rounds", self.rounds),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some([name.to_owned(), value?.to_string()]))
        .flatten()
        .collect()
    }
}

/// Compiles what is needed and measures, on the release build and a database that keeps what it has acknowledged.
pub fn bench(workspace: &Workspace, bench: &Bench) -> Result<()> {
    portal::compile_with_driver(workspace)?;
    let scratch = Scratch::start_durable(workspace)?;
    measure(
        workspace,
        Build::Release,
        &scratch,
        "bench",
        &bench.arguments(),
    )
}

/// Compiles what is needed and measures. On the debug build: hashing is optimised there as well, and what is compared is one way
/// with another of the same server.
pub fn enumeration(workspace: &Workspace) -> Result<()> {
    test::compile(workspace)?;
    let scratch = Scratch::start(workspace)?;
    measure(workspace, Build::Debug, &scratch, "enumeration", &[])
}

/// Both in a short form, on the programs that lie there: that they work, not how fast anything is.
pub fn short(workspace: &Workspace, build: Build) -> Result<()> {
    let scratch = Scratch::start(workspace)?;
    let once = ["--rounds", "1", "--seconds", "1"].map(str::to_owned);
    measure(workspace, build, &scratch, "bench", &once)?;
    drop(scratch);
    let scratch = Scratch::start(workspace)?;
    let few = ["--tries", "10"].map(str::to_owned);
    measure(workspace, build, &scratch, "enumeration", &few)
}

/// Starts a portal with a sandbox around it, and the driver with a command.
fn measure(
    workspace: &Workspace,
    build: Build,
    scratch: &Scratch,
    command: &str,
    arguments: &[String],
) -> Result<()> {
    let signals = Signals::listen()?;
    let settings = Settings::of_task(workspace, command, build)?;
    let settings = Settings {
        database_url: Some(scratch.postgres().url()),
        environment: vec![
            replay::without_pages(&settings.data)?,
            ("RUST_LOG", "warn".to_owned()),
            // The budgets for codes would end before the measurement does.
            ("SIGN_IN_CODES_PER_HOUR", "1000000".to_owned()),
            ("REGISTRATION_CODES_PER_HOUR", "1000000".to_owned()),
            ("RECOVERY_CODES_PER_HOUR", "1000000".to_owned()),
        ],
        ..settings
    };
    let _portal = Portal::start(workspace, &settings, &signals)?;
    let mut driver = Command::new(settings.build.folder(workspace).join("replay"));
    settings.tell(workspace, &mut driver);
    driver
        .env("PGBENCH", scratch.postgres().binaries().program("pgbench"))
        .arg(command)
        .args(arguments);
    let status = signals::run("the driver", &mut driver, &signals)?;
    if !status.success() {
        bail!("the measurement ended with {status}");
    }
    Ok(())
}

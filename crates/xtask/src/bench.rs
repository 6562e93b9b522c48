//! `cargo xtask bench`: how fast the server makes orders and takes callbacks in, beside the same statements by pgbench on the
//! same database. What exactly is compared, `crates/replay/src/bench` says.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::portal::{self, Build, Portal, Settings};
use crate::postgres::Scratch;
use crate::replay;
use crate::signals::{self, Signals};
use crate::workspace::Workspace;

/// Compiles what is needed and measures, on the release build and a database that keeps what it has acknowledged.
///
/// # Errors
/// Something does not compile or start, or an operation is not answered as it should be.
pub fn bench(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    portal::compile_with_driver(workspace)?;
    let signals = Signals::listen()?;
    let scratch = Scratch::start_durable(workspace)?;
    let data = workspace.target.join("bench-data");
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    let settings = Settings {
        port: portal::free_port()?,
        sandbox_port: portal::free_port()?,
        sandbox_smtp_port: portal::free_port()?,
        build: Build::Release,
        database_url: Some(scratch.postgres().url()),
        logs: Some(workspace.target.join("log/bench")),
        trust_forwarded_for: true,
        environment: vec![
            replay::without_pages(&data)?,
            ("RUST_LOG", "warn".to_owned()),
        ],
        data,
    };
    let _portal = Portal::start(workspace, &settings, &signals)?;
    let mut driver = Command::new(settings.build.folder(workspace).join("replay"));
    settings.tell(workspace, &mut driver);
    let mut driver = driver
        .env("PGBENCH", scratch.postgres().binaries().program("pgbench"))
        .arg("bench")
        .args(arguments)
        .spawn()
        .context("cannot start the driver")?;
    let Some(status) = signals::wait_for(&mut driver, &signals)? else {
        signals::end(&mut driver)?;
        bail!("interrupted");
    };
    if !status.success() {
        bail!("the measurement ended with {status}");
    }
    Ok(())
}

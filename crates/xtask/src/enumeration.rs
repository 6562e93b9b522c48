//! `cargo xtask enumeration`: whether the time of an answer tells that somebody has an account. What exactly is compared,
//! `crates/replay/src/enumeration.rs` says. On the debug build: hashing is optimised there as well, and what is compared is one way
//! with another of the same server.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::portal::{self, Build, Portal, Settings};
use crate::postgres::Scratch;
use crate::replay;
use crate::signals::{self, Signals};
use crate::test;
use crate::workspace::Workspace;

/// Compiles what is needed and measures.
///
/// # Errors
/// Something does not compile or start, or the times differ.
pub fn enumeration(workspace: &Workspace) -> Result<()> {
    test::compile(workspace)?;
    let signals = Signals::listen()?;
    let scratch = Scratch::start(workspace)?;
    let data = workspace.target.join("enumeration-data");
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    let settings = Settings {
        port: portal::free_port()?,
        sandbox_port: portal::free_port()?,
        sandbox_smtp_port: portal::free_port()?,
        build: Build::Debug,
        database_url: Some(scratch.postgres().url()),
        logs: Some(workspace.target.join("log/enumeration")),
        trust_forwarded_for: true,
        environment: vec![
            replay::without_pages(&data)?,
            ("RUST_LOG", "warn".to_owned()),
            ("CODES_PER_HOUR", "1000000".to_owned()),
        ],
        data,
    };
    let _portal = Portal::start(workspace, &settings, &signals)?;
    let mut driver = Command::new(settings.build.folder(workspace).join("replay"));
    settings.tell(workspace, &mut driver);
    let mut driver = driver
        .arg("enumeration")
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

//! `cargo xtask attack`: what strangers and other people's accounts try, against a portal of its own (`end2end/attack`).

use std::process::Command;

use anyhow::{Result, bail};

use crate::browser;
use crate::build;
use crate::output;
use crate::portal::{self, Build, Portal, Settings};
use crate::postgres::Scratch;
use crate::signals::{self, Signals};
use crate::test;
use crate::workspace::Workspace;

/// Builds what is needed and attacks it.
pub fn attack(workspace: &Workspace) -> Result<()> {
    browser::packages(workspace)?;
    build::build(workspace)?;
    test::compile(workspace)?;
    run(workspace, Build::Debug)
}

/// Attacks the programs that lie there.
pub fn run(workspace: &Workspace, build: Build) -> Result<()> {
    browser::packages(workspace)?;
    let folder = workspace.root.join("end2end");
    output::run(
        workspace,
        "Compiling the attack",
        Command::new("npx")
            .current_dir(&folder)
            .args(["tsc", "--project", "attack"]),
    )?;
    let signals = Signals::listen()?;
    let scratch = Scratch::start(workspace)?;
    let admin_port = portal::free_port()?;
    let settings = Settings {
        database_url: Some(scratch.postgres().url()),
        environment: vec![
            ("RUST_LOG", "warn".to_owned()),
            ("ADMIN_PORT", admin_port.to_string()),
        ],
        ..Settings::of_task(workspace, "attack", build)?
    };
    let _portal = Portal::start(workspace, &settings, &signals)?;
    let mut script = Command::new("node");
    script
        .current_dir(&folder)
        .arg("output/attack/main.js")
        .env("BASE_URL", settings.url())
        .env("SANDBOX_URL", settings.sandbox_url())
        .env("METRICS_URL", format!("http://127.0.0.1:{admin_port}"));
    let status = signals::run("node", &mut script, &signals)?;
    if !status.success() {
        bail!(
            "the attack ended with {status}; the servers' logs are in {}",
            workspace.target.join("log/attack").display()
        );
    }
    Ok(())
}

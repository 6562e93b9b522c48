//! `cargo xtask run`: the whole portal on this machine, with the sandbox as the outside world.

use std::env;
use std::process::ExitCode;
use std::thread;

use anyhow::{Context, Result, anyhow};

use crate::apt;
use crate::build;
use crate::output;
use crate::portal::{self, Build, Portal, Settings};
use crate::postgres;
use crate::signals::Signals;
use crate::test::PICTURES;
use crate::workspace::Workspace;

/// Builds what is needed, serves until interrupted, and ends with the status of whichever program ended by itself.
pub fn run(workspace: &Workspace, build: Build) -> Result<ExitCode> {
    let settings = Settings {
        port: port("PORT", 8080)?,
        sandbox_port: port("SANDBOX_PORT", 8090)?,
        sandbox_smtp_port: port("SANDBOX_SMTP_PORT", 8025)?,
        data: workspace
            .root
            .join(env::var_os("DATA_DIR").unwrap_or_else(|| ".data".into())),
        build,
        database_url: None,
        logs: None,
        trust_forwarded_for: false,
        environment: Vec::new(),
    };
    // Now rather than after minutes of compiling, and once more when they are needed.
    settings.ensure_ports_free()?;
    if env::var_os("DATABASE_URL").is_none() {
        postgres::ensure_installed(workspace)?;
    }
    if let Err(error) = apt::ensure_installed(workspace, "pictures of iPhones", PICTURES) {
        output::note(&format!("officers get them as HEIC: {error}"));
    }
    // Side by side: the last minute of a client's compilation leaves all processors but one alone.
    thread::scope(|scope| {
        let site = scope.spawn(|| build::build(workspace));
        portal::compile(workspace, build)?;
        site.join()
            .map_err(|_| anyhow!("building the site ended in a panic"))?
    })?;
    let signals = Signals::listen()?;
    let mut portal = Portal::start(workspace, &settings, &signals)?;
    println!(
        "\n  Portal   {}\n  Sandbox  {}  (text messages: {}/sandbox/phone, mail: {}/sandbox/mail)\n\n  \
         Demo accounts are in README.md. Data are in {}. Ctrl-c ends it.\n",
        settings.url(),
        settings.sandbox_url(),
        settings.sandbox_url(),
        settings.sandbox_url(),
        settings.data.display()
    );
    let status = portal.wait(&signals)?;
    Ok(match status {
        None => ExitCode::SUCCESS,
        // Ended by a signal, or in order but unasked: for whoever started us both are failures.
        Some(status) => ExitCode::from(
            status
                .code()
                .and_then(|code| u8::try_from(code).ok())
                .filter(|code| *code != 0)
                .unwrap_or(1),
        ),
    })
}

fn port(variable: &str, default: u16) -> Result<u16> {
    match env::var(variable) {
        Ok(port) => port
            .parse()
            .with_context(|| format!("{variable} is {port}, which is no port")),
        Err(_) => Ok(default),
    }
}

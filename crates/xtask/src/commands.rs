//! Every command of the server that README.md names, beside a portal that runs with its own Postgres.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::output;
use crate::portal::{Build, Portal, Settings};
use crate::postgres;
use crate::signals::Signals;
use crate::workspace::Workspace;

/// What must succeed while the portal runs.
const COMMANDS: &[&[&str]] = &[
    &["--help"],
    &["check"],
    &["migrate"],
    &["import"],
    &["generate", "300"],
    &[
        "announce",
        "--from",
        "22/07/2020 08:00",
        "--until",
        "22/07/2099 17:00",
        "--warning",
        "--vi",
        "Cổng bảo trì từ 12 đến 13 giờ.",
        "--en",
        "Maintenance from noon to 1 pm.",
        "--link",
        "/hoi-dap",
    ],
    &["announcements"],
    &["announcements", "end", "1"],
    &["administrator", "072090000017"],
    &["reset-password", "072190000066"],
    &["verify-projections"],
    &["verify-projections", "--rebuild"],
    &["verify-ledger"],
    &["audit-books"],
    &["verify-audit"],
    &["states"],
    &["openapi"],
];

/// Runs them on the programs that lie there.
pub fn run(workspace: &Workspace, build: Build) -> Result<()> {
    postgres::ensure_installed(workspace)?;
    let settings = Settings {
        trust_forwarded_for: false,
        ..Settings::of_task(workspace, "commands", build)?
    };
    let leave: &[&str] = &["leave-demonstration"];
    let served = Portal::start(workspace, &settings, &Signals::listen()?)?;
    for arguments in COMMANDS {
        expect(workspace, &settings, arguments, true)?;
    }
    expect(workspace, &settings, leave, false)?;
    drop(served);
    expect(workspace, &settings, leave, true)?;
    output::note(&format!("{} commands", COMMANDS.len() + 1));
    Ok(())
}

fn expect(
    workspace: &Workspace,
    settings: &Settings,
    arguments: &[&str],
    succeeds: bool,
) -> Result<()> {
    let program = settings.build.folder(workspace).join("server");
    let mut command = Command::new(&program);
    settings.tell(workspace, &mut command);
    let output = command
        .args(arguments)
        .env_remove("DATABASE_URL")
        .output()
        .with_context(|| format!("cannot start {}", program.display()))?;
    if output.status.success() != succeeds {
        bail!(
            "server {} ended with {}:\n{}{}",
            arguments.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}

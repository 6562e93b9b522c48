//! Installing what the machine lacks, from Debian's or Ubuntu's packages.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::output;
use crate::workspace::Workspace;

/// The path of a program in `PATH`, or among those that Debian keeps for administrators.
pub fn program(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .chain([PathBuf::from("/usr/sbin")])
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Programs, and the packages that install them.
pub type Tools = &'static [(&'static str, &'static str)];

/// The packages of those programs that are missing.
pub fn missing(tools: Tools) -> Vec<&'static str> {
    tools
        .iter()
        .filter(|(name, _)| program(name).is_none())
        .map(|(_, package)| *package)
        .collect()
}

pub fn ensure_installed(workspace: &Workspace, why: &str, tools: Tools) -> Result<()> {
    install(workspace, why, &missing(tools))
}

/// Installs packages, where there are any, as root or through `sudo` where that asks nothing. An error says what to run by hand.
pub fn install(workspace: &Workspace, why: &str, packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let by_hand = format!(
        "apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    if program("apt-get").is_none() {
        bail!(
            "{why} needs the packages that Debian calls {}: please install them",
            packages.join(", ")
        );
    }
    let Some(elevate) = elevation() else {
        bail!("{why} needs packages and this user may not install them. Run once: sudo {by_hand}");
    };
    refresh(workspace);
    let what = format!("Installing {} for {why}", packages.join(", "));
    let mut install = apt_get(&elevate);
    install
        .args(["install", "-y", "--no-install-recommends"])
        .args(packages);
    output::run(workspace, &what, &mut install)
        .with_context(|| format!("could not install packages; by hand: sudo {by_hand}"))
}

/// Fetches the lists of packages, once per run: a fresh machine has none, or those of the day its image was made, which
/// lack what the security suite has brought since.
pub fn refresh(workspace: &Workspace) {
    static DONE: AtomicBool = AtomicBool::new(false);
    if DONE.swap(true, Ordering::Relaxed) {
        return;
    }
    if let Some(elevate) = elevation()
        && output::run(
            workspace,
            "Fetching the lists of packages",
            apt_get(&elevate).arg("update"),
        )
        .is_err()
    {
        output::note("they could not be fetched; trying with those that are here");
    }
}

/// The words that make a command run as root: none for root itself, `sudo -n` where it works, `None` where neither does.
pub fn elevation() -> Option<Vec<String>> {
    if is_root() {
        return Some(Vec::new());
    }
    let allowed = Command::new("sudo")
        .args(["-n", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    allowed.then(|| vec!["sudo".into(), "-n".into()])
}

/// A command run as root by the given [`elevation`].
pub fn elevated(elevate: &[String], program: &str) -> Command {
    match elevate.split_first() {
        None => Command::new(program),
        Some((first, rest)) => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
    }
}

fn apt_get(elevate: &[String]) -> Command {
    let mut command = elevated(elevate, "env");
    command.args([
        "DEBIAN_FRONTEND=noninteractive",
        // Keeps packages from starting services of theirs: what is needed is started by whoever needs it.
        "RUNLEVEL=1",
        "apt-get",
        "-q",
        "-o",
        "DPkg::Lock::Timeout=300",
        // A configuration file that is already there stays, and nobody is asked.
        "-o",
        "Dpkg::Options::=--force-confold",
    ]);
    command
}

/// Whether this process is root's, which the kernel shows as the owner of the process's own folder.
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(Path::new("/proc/self")).is_ok_and(|folder| folder.uid() == 0)
}

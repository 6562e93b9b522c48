//! A Rust compiler that can make WebAssembly: rustup's own where its target can be added, else one put together from
//! Debian's packages, for machines that reach package mirrors but not Rust's download server.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::apt;
use crate::output;
use crate::workspace::Workspace;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// The oldest minor version of rustc 1.x that compiles this workspace (`rust-version` in `Cargo.toml`).
const OLDEST_RUSTC: u32 = 95;

/// Long enough for 25 MB over a slow line, short enough where packets just vanish.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(60);

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_RUSTLIB: &str = "/usr/lib/rustlib";

pub enum Toolchain {
    /// The one cargo uses anyway.
    Default,
    /// This `rustc`.
    Own(PathBuf),
}

impl Toolchain {
    /// Makes `cargo` compile with this toolchain.
    pub fn apply(&self, cargo: &mut Command) {
        if let Self::Own(rustc) = self {
            cargo.env("RUSTC", rustc);
        }
    }
}

/// Finds a compiler for WebAssembly, or makes one.
pub fn ensure_available(workspace: &Workspace) -> Result<Toolchain> {
    if target_installed(Path::new("rustc")) {
        return Ok(Toolchain::Default);
    }
    if let Some(rustc) = built_before(workspace) {
        return Ok(Toolchain::Own(rustc));
    }
    if apt::program("rustup").is_some() {
        let added = output::run_at_most(
            workspace,
            "Adding the WebAssembly target by rustup",
            DOWNLOAD_LIMIT,
            Command::new("rustup").args(["target", "add", TARGET]),
        );
        if added.is_ok() && target_installed(Path::new("rustc")) {
            return Ok(Toolchain::Default);
        }
        output::note("rustup cannot add it here; trying the system's packages");
    }
    from_debian(workspace).map(Toolchain::Own).with_context(|| {
        format!("no compiler for WebAssembly; where Rust's download server can be reached, run: rustup target add {TARGET}")
    })
}

fn target_installed(rustc: &Path) -> bool {
    Command::new(rustc)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .is_ok_and(|output| {
            let folder = String::from_utf8_lossy(&output.stdout);
            fs::read_dir(folder.trim()).is_ok_and(|mut files| files.next().is_some())
        })
}

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("wasm-toolchain")
}

/// A compiler made earlier from the very `rustc` that is installed now.
fn built_before(workspace: &Workspace) -> Option<PathBuf> {
    let (version, _) = debian_rustc()?;
    let rustc = folder(workspace).join(version).join("bin/rustc");
    rustc.exists().then_some(rustc)
}

/// Version and host triple of Debian's `rustc`, where it is installed.
fn debian_rustc() -> Option<(String, String)> {
    let output = Command::new(DEBIAN_RUSTC).arg("-vV").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let field = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name))
            .map(|value| value.trim().to_owned())
    };
    Some((field("release:")?, field("host:")?))
}

fn new_enough(version: &str) -> bool {
    let mut parts = version
        .split('.')
        .map_while(|part| part.parse::<u32>().ok());
    matches!((parts.next(), parts.next()), (Some(1), Some(minor)) if minor >= OLDEST_RUSTC)
}

fn from_debian(workspace: &Workspace) -> Result<PathBuf> {
    let complete = debian_rustc().is_some_and(|(version, _)| new_enough(&version))
        && Path::new(DEBIAN_RUSTLIB).join("src/rust/library").exists()
        && newest_lld().is_some();
    if !complete {
        apt::refresh(workspace);
        let lld = newest_lld_package()?;
        apt::install(
            workspace,
            "the WebAssembly client",
            &["rustc-web", "libstd-rust-web-dev", "rust-web-src", &lld],
        )?;
    }
    let (version, host) = debian_rustc().context("the packages brought no /usr/bin/rustc")?;
    ensure!(
        new_enough(&version),
        "the system's rustc is {version}; 1.{OLDEST_RUSTC} or newer is needed"
    );
    let lld = newest_lld().context("the packages brought no lld")?;
    let std = build_std(workspace)?;
    assemble(&folder(workspace).join(version), &host, &lld, &std)
}

/// The newest LLVM linker installed. Any is fine that is not older than the compiler's LLVM by years.
fn newest_lld() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib")
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let version = entry
                .file_name()
                .to_str()?
                .strip_prefix("llvm-")?
                .parse()
                .ok()?;
            let lld = entry.path().join("bin/lld");
            lld.exists().then_some((version, lld))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, lld)| lld)
}

fn newest_lld_package() -> Result<String> {
    let search = Command::new("apt-cache")
        .args(["search", "--names-only", "^lld-[0-9]+$"])
        .output()
        .context("this is no Debian or Ubuntu system")?;
    String::from_utf8_lossy(&search.stdout)
        .lines()
        .filter_map(|line| {
            line.split_whitespace()
                .next()?
                .strip_prefix("lld-")?
                .parse::<u32>()
                .ok()
        })
        .max()
        .map_or_else(
            || Ok("lld".to_owned()),
            |version| Ok(format!("lld-{version}")),
        )
}

/// Compiles the standard library for WebAssembly from Debian's sources; the folder with its rlibs.
fn build_std(workspace: &Workspace) -> Result<PathBuf> {
    let project = folder(workspace).join("std");
    fs::create_dir_all(&project)?;
    // Its own workspace, or cargo would look for it among the portal's members.
    fs::write(
        project.join("Cargo.toml"),
        "[package]\nname = \"std-for-wasm\"\nedition = \"2024\"\n[lib]\npath = \"lib.rs\"\n[workspace]\n",
    )?;
    fs::write(project.join("lib.rs"), "")?;
    let built = project.join("target");
    output::run(
        workspace,
        "Building Rust's standard library for WebAssembly, once",
        Command::new("cargo")
            .current_dir(&project)
            .args([
                "build",
                "--release",
                "-Zbuild-std=std,panic_abort",
                "--target",
                TARGET,
                "--target-dir",
            ])
            .arg(&built)
            .env("RUSTC", DEBIAN_RUSTC)
            // `-Z` on a stable compiler: the only unstable thing asked of it is building its own library.
            .env("RUSTC_BOOTSTRAP", "1")
            // Cargo leaves bitcode out of this profile, and without it the client could not be optimised as a whole.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes"),
    )?;
    Ok(built.join(TARGET).join("release/deps"))
}

/// Lays out a folder that rustc accepts as its sysroot: Debian's library for the host, the built one for WebAssembly.
fn assemble(sysroot: &Path, host: &str, lld: &Path, std: &Path) -> Result<PathBuf> {
    if sysroot.exists() {
        fs::remove_dir_all(sysroot)?;
    }
    let rustlib = sysroot.join("lib/rustlib");
    let debian = Path::new(DEBIAN_RUSTLIB);
    let host_lib = rustlib.join(host);
    let wasm_lib = rustlib.join(TARGET).join("lib");
    fs::create_dir_all(host_lib.join("bin"))?;
    fs::create_dir_all(&wasm_lib)?;
    symlink(debian.join(host).join("lib"), host_lib.join("lib"))?;
    symlink(lld, host_lib.join("bin/rust-lld"))?;
    for shared in ["etc", "src"] {
        symlink(debian.join(shared), rustlib.join(shared))?;
    }
    let mut copied = 0;
    for file in fs::read_dir(std)?.flatten().map(|entry| entry.path()) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libstd_for_wasm") {
            fs::copy(&file, wasm_lib.join(name.as_ref()))?;
            copied += 1;
        }
    }
    if copied == 0 {
        bail!("the built standard library is not in {}", std.display());
    }
    // Last, because its presence says that the folder is complete. A symbolic link would not do: rustc finds its sysroot
    // from its real path.
    let rustc = sysroot.join("bin/rustc");
    fs::create_dir_all(sysroot.join("bin"))?;
    fs::write(
        &rustc,
        format!(
            "#!/bin/sh\nexec {DEBIAN_RUSTC} --sysroot '{}' \"$@\"\n",
            sysroot.display()
        ),
    )?;
    fs::set_permissions(&rustc, fs::Permissions::from_mode(0o755))?;
    Ok(rustc)
}

#[cfg(test)]
mod tests {
    use super::new_enough;

    #[test]
    fn a_compiler_older_than_the_workspace_asks_for_is_not_used() {
        assert!(new_enough("1.95.0"));
        assert!(new_enough("1.101.0-nightly"));
        assert!(!new_enough("1.85.0"));
        assert!(!new_enough("unknown"));
    }
}

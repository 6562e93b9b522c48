//! Node and the tools that only npm carries.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::apt;
use crate::output;
use crate::workspace::Workspace;

/// The optimiser's version. Debian's own package (108) ends well and writes a module that browsers reject.
const BINARYEN: &str = "132.0.0";

pub fn ensure_installed(workspace: &Workspace) -> Result<()> {
    if apt::program("node").is_some() && apt::program("npm").is_some() {
        return Ok(());
    }
    apt::install(workspace, "Node", &["nodejs", "npm"])
}

/// The path of `wasm-opt`, installed under `target/tools` the first time.
pub fn wasm_opt(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace
        .target
        .join("tools")
        .join(format!("binaryen-{BINARYEN}"));
    let tool = folder.join("node_modules/.bin/wasm-opt");
    if tool.exists() && apt::program("node").is_some() {
        return Ok(tool);
    }
    ensure_installed(workspace)?;
    fs::create_dir_all(&folder)?;
    // Without a package file of its own npm would install into the nearest folder above that has one.
    fs::write(folder.join("package.json"), "{\"private\":true}\n")?;
    output::run(
        workspace,
        "Installing the WebAssembly optimiser",
        Command::new("npm")
            .current_dir(&folder)
            .args(["install", "--no-audit", "--no-fund", "--no-package-lock"])
            .arg(format!("binaryen@{BINARYEN}")),
    )?;
    Ok(tool)
}

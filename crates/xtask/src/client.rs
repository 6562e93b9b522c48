//! The WebAssembly client: compiled, bound to JavaScript, and made small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::node;
use crate::say;
use crate::site;
use crate::wasm_toolchain::{self, TARGET};
use crate::workspace::Workspace;

/// The name of the client's files before their hashes: Leptos's `output-name`.
pub const NAME: &str = "portal";

/// What the optimiser is told: size first, and only what every browser since 2021 understands.
const OPTIMISER: &[&str] = &[
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The folder with `portal.js`, `portal.wasm` and perhaps `snippets/`, made anew where the code changed.
///
/// # Errors
/// The client does not compile, or a tool fails.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    let compiled = compile(workspace)?;
    let code =
        fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let bound = workspace.target.join("client").join("bound");
    let stamp = bound.join("made-from");
    let recipe = format!("{} {}", site::digest(&code), OPTIMISER.join(" "));
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == recipe) {
        return Ok(bound);
    }
    if bound.exists() {
        fs::remove_dir_all(&bound)?;
    }
    say::step("Binding the client to JavaScript", || bind(code, &bound))?;
    let optimised = optimise(workspace, &bound.join(format!("{NAME}.wasm")))?;
    if optimised {
        fs::write(stamp, recipe)?;
    }
    Ok(bound)
}

fn compile(workspace: &Workspace) -> Result<PathBuf> {
    let toolchain = wasm_toolchain::ensure_available(workspace)?;
    let folder = workspace.target.join("client");
    let mut cargo = workspace.cargo("build");
    cargo
        .args([
            "-p",
            "frontend",
            "--lib",
            "--profile",
            "client",
            "--target",
            TARGET,
            "--target-dir",
        ])
        .arg(&folder);
    toolchain.apply(&mut cargo);
    say::run(workspace, "Compiling the client", &mut cargo)?;
    Ok(folder.join(TARGET).join("client/frontend.wasm"))
}

fn bind(code: Vec<u8>, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_bytes(NAME, code)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    // Leptos asks for `portal.wasm` where file names carry hashes.
    fs::rename(
        folder.join(format!("{NAME}_bg.wasm")),
        folder.join(format!("{NAME}.wasm")),
    )?;
    Ok(())
}

/// Makes the module small in place. A machine without Node gets the larger one: it works as well.
fn optimise(workspace: &Workspace, module: &Path) -> Result<bool> {
    let tool = match node::wasm_opt(workspace) {
        Ok(tool) => tool,
        Err(error) => {
            say::note(&format!(
                "the client stays twice as large as it could be: {error}"
            ));
            return Ok(false);
        }
    };
    let small = module.with_extension("small");
    say::run(
        workspace,
        "Making the client small",
        Command::new(tool)
            .args(OPTIMISER)
            .arg(module)
            .arg("-o")
            .arg(&small),
    )?;
    fs::rename(small, module)?;
    Ok(true)
}

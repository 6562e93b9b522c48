//! The WebAssembly clients, one for citizens and one for officers: compiled, bound to JavaScript, and made small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::node;
use crate::output;
use crate::site;
use crate::wasm_toolchain::{self, TARGET};
use crate::workspace::Workspace;

/// A program that runs in browsers.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    /// The name of its files before their hashes.
    pub name: &'static str,
    package: &'static str,
}

/// What citizens' phones load. The name is Leptos's `output-name`.
pub const PORTAL: Client = Client {
    name: "portal",
    package: "frontend",
};

/// What officers' browsers load instead.
pub const DESK: Client = Client {
    name: "desk",
    package: "desk-frontend",
};

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

/// The folder with a folder for each client: `<name>.js`, `<name>.wasm` and perhaps `snippets/`, made anew where the code
/// changed.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    let compiled = compile(workspace)?;
    let bound = workspace.target.join("client").join("bound");
    for client in [PORTAL, DESK] {
        let file = client.package.replace('-', "_") + ".wasm";
        make_ready(
            workspace,
            client,
            &compiled.join(file),
            &bound.join(client.name),
        )?;
    }
    Ok(bound)
}

/// Binds and optimises a compiled client into `bound`, unless what lies there was made from it.
fn make_ready(workspace: &Workspace, client: Client, compiled: &Path, bound: &Path) -> Result<()> {
    let name = client.name;
    let code = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let stamp = bound.join("made-from");
    let recipe = format!("{} {}", site::digest(&code), OPTIMISER.join(" "));
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == recipe) {
        return Ok(());
    }
    if bound.exists() {
        fs::remove_dir_all(bound)?;
    }
    output::step(&format!("Binding {name} to JavaScript"), || {
        bind(name, code, bound)
    })?;
    let optimised = optimise(workspace, name, &bound.join(format!("{name}.wasm")))?;
    if optimised {
        fs::write(stamp, recipe)?;
    }
    Ok(())
}

/// Compiles the clients in one go, so that they share everything below them; yields the folder they are in.
fn compile(workspace: &Workspace) -> Result<PathBuf> {
    let toolchain = wasm_toolchain::ensure_available(workspace)?;
    let folder = workspace.target.join("client");
    let mut cargo = workspace.cargo("build");
    cargo
        .args(["-p", PORTAL.package, "-p", DESK.package, "--lib"])
        .args(["--profile", "client", "--target", TARGET])
        .arg("--target-dir")
        .arg(&folder);
    toolchain.apply(&mut cargo);
    output::run(workspace, "Compiling the clients", &mut cargo)?;
    Ok(folder.join(TARGET).join("client"))
}

fn bind(name: &str, code: Vec<u8>, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_bytes(name, code)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    // Leptos asks for `portal.wasm` where file names carry hashes.
    fs::rename(
        folder.join(format!("{name}_bg.wasm")),
        folder.join(format!("{name}.wasm")),
    )?;
    Ok(())
}

/// Makes the module small in place. A machine without Node gets the larger one: it works as well.
fn optimise(workspace: &Workspace, name: &str, module: &Path) -> Result<bool> {
    let tool = match node::wasm_opt(workspace) {
        Ok(tool) => tool,
        Err(error) => {
            output::note(&format!(
                "{name} stays twice as large as it could be: {error}"
            ));
            return Ok(false);
        }
    };
    let small = module.with_extension("small");
    output::run(
        workspace,
        &format!("Making {name} small"),
        Command::new(tool)
            .args(OPTIMISER)
            .arg(module)
            .arg("-o")
            .arg(&small),
    )?;
    fs::rename(small, module)?;
    Ok(true)
}

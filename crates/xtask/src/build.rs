//! `cargo xtask build`: everything a browser is sent, in `target/site`.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::client::{self, DESK, PORTAL};
use crate::output;
use crate::site::Site;
use crate::style;
use crate::workspace::Workspace;

/// Builds the clients and the style sheet, names them by their content, packs them, and copies the static files.
pub fn build(workspace: &Workspace) -> Result<()> {
    let bound = client::build(workspace)?;
    let sheet = workspace.root.join("style/main.css");
    let css = if sheet.exists() {
        style::bundle(&sheet)?
    } else {
        String::new()
    };
    let mut sizes = Vec::new();
    output::step("Packing the site", || {
        let mut site = Site::open(workspace.site())?;
        for client in [PORTAL, DESK] {
            let folder = bound.join(client.name);
            let read = |kind: &str| fs::read(folder.join(format!("{}.{kind}", client.name)));
            site.file_of(&client, "js", &read("js")?)?;
            let sent = site.file_of(&client, "wasm", &read("wasm")?)?;
            sizes.push(format!("{} {:.1} kB", client.name, sent as f64 / 1000.0));
            site.copy(&folder.join("snippets"), Path::new("pkg/snippets"))?;
        }
        site.file_of(&PORTAL, "css", css.as_bytes())?;
        site.copy(&workspace.root.join("style/assets"), Path::new(""))?;
        site.close()
    })?;
    output::note(&format!("WebAssembly as it is sent: {}", sizes.join(", ")));
    Ok(())
}

//! `cargo xtask build`: everything a browser is sent, in `target/site`.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::client::{self, NAME};
use crate::say;
use crate::site::Site;
use crate::style;
use crate::workspace::Workspace;

/// Builds the client and the style sheet, names them by their content, packs them, and copies the static files.
///
/// # Errors
/// Anything that keeps the site from being complete.
pub fn build(workspace: &Workspace) -> Result<()> {
    let client = client::build(workspace)?;
    let sheet = workspace.root.join("style/main.css");
    let css = if sheet.exists() {
        style::bundle(&sheet)?
    } else {
        String::new()
    };
    say::step("Packing the site", || {
        let mut site = Site::open(workspace.site())?;
        site.portal("js", &fs::read(client.join(format!("{NAME}.js")))?)?;
        site.portal("wasm", &fs::read(client.join(format!("{NAME}.wasm")))?)?;
        site.portal("css", css.as_bytes())?;
        site.copy(&client.join("snippets"), Path::new("pkg/snippets"))?;
        site.copy(&workspace.root.join("style/assets"), Path::new(""))?;
        site.close()
    })
}

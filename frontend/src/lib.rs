//! The WebAssembly entry: takes over the page that the server rendered, nothing more.

// The types of rendered pages nest as deep as the pages do.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(app::App);
}

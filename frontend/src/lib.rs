//! The WebAssembly entry: makes ready for the islands of a page, nothing more. Each island is exported by its own macro.

use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the module is loaded, before its islands are started.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}

//! The WebAssembly entry of officers' pages. A crate of its own, so that citizens' phones load nothing of it.

use desk as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the module is loaded, before its islands are started.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}

//! What every page runs before, or without, its WebAssembly: scripts within the document, so that none of them is waited for.

use super::Client;
use crate::portal::portal;
use leptos::{nonce::use_nonce, prelude::*};
use serde::Serialize;

/// Starts the islands of a page: the parts that run in the browser. Everything else is complete as it was delivered.
/// The mark says that from then on the page answers by itself.
const START: &str = include_str!("scripts/start.js");

/// Says that the next page is on its way, once that takes long enough to be noticed; by itself, for when the islands never
/// wake. Whether a script has taken the click is known only when the time is up, and after half a minute nothing will come.
/// Pages of signing in that come back as they were left (Safari keeps also what is not to be stored) are loaded again: somebody may
/// have signed in meanwhile. Not by `reload`, which would post once more what they are the answer to.
const LEAVING: &str = include_str!("scripts/leaving.js");

/// Tells the page around the frame how high this one is, once that page has greeted it from an allowed origin.
const FRAME: &str = include_str!("scripts/frame.js");

/// Registers the service worker, which keeps the shell and the guide for times without a network. Not in frames: they belong
/// to another site. Never in the way of the page itself.
const KEEP: &str = include_str!("scripts/keep.js");

pub(super) fn leaving() -> impl IntoView {
    view! { <script nonce=use_nonce()>{compact(LEAVING)}</script> }
}

pub(super) fn frame() -> impl IntoView {
    let script = compact(FRAME).replace("ORIGINS", &literal(&portal().frame_origins));
    view! { <script type="module" nonce=use_nonce()>{script}</script> }
}

pub(super) fn start(client: &Client) -> impl IntoView + use<> {
    let start = compact(START)
        .replace("JS", &literal(&client.js))
        .replace("WASM", &literal(&client.wasm));
    let keep = if portal().service_worker {
        compact(KEEP)
    } else {
        String::new()
    };
    view! {
        <link rel="modulepreload" href=client.js.clone() />
        <link rel="preload" href=client.wasm.clone() r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
        <script type="module" nonce=use_nonce()>{format!("{keep}{start}")}</script>
    }
}

/// A value as JavaScript within a document: nothing in it ends the script.
fn literal(value: &impl Serialize) -> String {
    serde_json::to_string(value)
        .unwrap_or_default()
        .replace('<', "\\u003c")
}

/// Without what is there for readers: each page carries it.
fn compact(script: &str) -> String {
    script
        .lines()
        .map(|line| format!("{}\n", line.trim_start()))
        .collect()
}

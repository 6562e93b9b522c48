//! `/sw.js`: the service worker, with the files of this build and the language of the page that registers it.
//!
//! `SERVICE_WORKER=off` gets rid of one that misbehaves: browsers ask for the worker again whenever a page of ours is opened,
//! and are then given one that deletes what was kept and takes itself away.

use crate::state::AppState;
use app::locales::Language;
use axum::{
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::json;
use sha2::{Digest, Sha256};

const WORKER: &str = include_str!("service_worker.js");
const FAREWELL: &str = "\
addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
})()));
";

/// Answers `/sw.js?lang=…`. Unchanged since the browser's last look, it costs a line of headers.
pub async fn serve(
    State(app): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let worker = if app.config.service_worker {
        let tag = query
            .as_deref()
            .and_then(|query| query.strip_prefix("lang="));
        let language = tag.and_then(Language::from_tag).unwrap_or_default();
        worker(&app, language)
    } else {
        FAREWELL.to_owned()
    };
    let mark = format!("W/\"{}\"", short_hash(&worker));
    let known = headers.get(header::IF_NONE_MATCH);
    let mut response = if known.is_some_and(|known| known.as_bytes() == mark.as_bytes()) {
        let mut unchanged = Response::new(Body::empty());
        *unchanged.status_mut() = StatusCode::NOT_MODIFIED;
        unchanged
    } else {
        Response::new(Body::from(worker))
    };
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/javascript; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(mark) = HeaderValue::from_str(&mark) {
        headers.insert(header::ETAG, mark);
    }
    response
}

fn worker(app: &AppState, language: Language) -> String {
    let assets = &app.assets;
    let shell = [&assets.css, &assets.portal.js, &assets.portal.wasm];
    let build = json!({
        "version": short_hash(&format!("{shell:?}{WORKER}")),
        "language": language.tag(),
        "shell": shell,
    });
    format!("const BUILD = {build};\n{WORKER}")
}

fn short_hash(text: &str) -> String {
    let mut hash = hex::encode(Sha256::digest(text));
    hash.truncate(16);
    hash
}

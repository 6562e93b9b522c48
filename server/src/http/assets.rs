//! The built files: hashed names cached for a year, compressed beforehand.

use app::{Assets, Client};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use std::path::{Component, Path, PathBuf};

/// Finds the names of the built files.
///
/// `hash.txt` has a line `js: <hash>` for each kind, and `desk.js: <hash>` for the officers'. Without it, as
/// `cargo leptos watch` builds, names carry no hashes.
///
/// # Errors
/// Where the client has not been built.
pub fn discover(site_root: &Path) -> std::io::Result<Assets> {
    let hashes = match std::fs::read_to_string(site_root.join("hash.txt")) {
        Ok(hashes) => hashes,
        Err(error) if !site_root.join("pkg/portal.wasm").exists() => return Err(error),
        Err(_) => String::new(),
    };
    let address = |key: &str, name: &str, kind: &str| {
        let hash = hashes
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(noted, _)| noted.trim() == key)
            .map(|(_, hash)| format!(".{}", hash.trim()));
        format!("/pkg/{name}{}.{kind}", hash.unwrap_or_default())
    };
    Ok(Assets {
        portal: Client {
            js: address("js", "portal", "js"),
            wasm: address("wasm", "portal", "wasm"),
        },
        desk: Client {
            js: address("desk.js", "desk", "js"),
            wasm: address("desk.wasm", "desk", "wasm"),
        },
        css: address("css", "portal", "css"),
    })
}

/// Answers with a file below the site's root, or nothing where there is none.
pub async fn serve(site_root: &Path, path: &str, headers: &HeaderMap) -> Option<Response> {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path == "hash.txt" {
        return None;
    }
    let relative = PathBuf::from(path);
    if !relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return None;
    }
    let file = site_root.join(&relative);
    let content_type = content_type(&relative)?;
    for (encoding, suffix) in accepted(headers) {
        let mut candidate = file.clone().into_os_string();
        candidate.push(suffix);
        if let Ok(body) = tokio::fs::read(&candidate).await {
            return Some(response(body, content_type, encoding, &relative));
        }
    }
    None
}

fn accepted(headers: &HeaderMap) -> impl Iterator<Item = (Option<&'static str>, &'static str)> {
    let accept = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    [(Some("br"), ".br"), (Some("gzip"), ".gz"), (None, "")]
        .into_iter()
        .filter(move |(encoding, _)| encoding.is_none_or(|encoding| accept.contains(encoding)))
}

fn response(
    body: Vec<u8>,
    content_type: &'static str,
    encoding: Option<&'static str>,
    path: &Path,
) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    let carries_hash = path.starts_with("pkg") && path.to_string_lossy().matches('.').count() > 1;
    let cache = if carries_hash {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=3600"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

fn content_type(path: &Path) -> Option<&'static str> {
    Some(match path.extension()?.to_str()? {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}

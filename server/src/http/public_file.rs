//! Files that are the same for everybody, and may be kept by whoever has asked for one.

use app::locales::Language;
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderValue, header},
    response::Response,
};

/// The language in the address alone: what others keep by address must not depend on a cookie.
#[must_use]
pub fn language_in_address(request: &Request) -> Language {
    request
        .uri()
        .query()
        .into_iter()
        .flat_map(|query| query.split('&'))
        .find_map(|pair| pair.strip_prefix("lang="))
        .and_then(Language::from_tag)
        .unwrap_or_default()
}

/// A file that anybody may keep for a day.
#[must_use]
pub fn file(content_type: &'static str, bytes: Bytes) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=86400"),
    );
    response
}

//! Headers that every answer carries, and the content security policy of pages.

use crate::{config::Config, state::AppState};
use app::embedding::Embedding;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

pub async fn security_headers(
    State(app): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let embedding = Embedding::of(request.uri().path()).0;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // Which sites may frame a page below `/embed`, only the content security policy can say.
    let framing = (embedding == Embedding::TopLevel).then_some(("x-frame-options", "DENY"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "strict-origin-when-cross-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        (
            "permissions-policy",
            "camera=(), microphone=(), geolocation=(), publickey-credentials-get=(self), \
             publickey-credentials-create=(self)",
        ),
    ]
    .into_iter()
    .chain(framing)
    {
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    if app.config.production {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
    response
}

/// Content security policy of a page: our own files, one nonce for the scripts in the page, payments may be posted on to
/// the configured providers, and only pages below `/embed` may be framed, by the configured sites.
#[must_use]
pub fn page_policy(nonce: &str, config: &Config, embedding: Embedding) -> String {
    let frame_ancestors = match embedding {
        Embedding::Frame if !config.frame_origins.is_empty() => config.frame_origins.join(" "),
        Embedding::Frame | Embedding::TopLevel => "'none'".to_owned(),
    };
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src {}; manifest-src 'self'; base-uri 'none'; \
         worker-src 'self'; frame-ancestors {frame_ancestors}; form-action 'self' {}",
        ["'self'".to_owned()]
            .into_iter()
            .chain(config.signing.token_origin())
            .collect::<Vec<_>>()
            .join(" "),
        config.form_targets().join(" ")
    )
}

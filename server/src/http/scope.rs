//! One span and one reference number per request, and the browser's address.

use super::{
    context::{ClientIp, Reference},
    preferences::Preferences,
};
use crate::{client_address, metrics, state::AppState};
use app::{embedding::Embedding, locales::LANGUAGE};
use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use rand::Rng;
use std::net::{IpAddr, SocketAddr};
use tracing::Instrument;

/// Letters and digits that are not mistaken for each other when read out on the telephone.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A reference number such as `7KQ4-M2XB`.
#[must_use]
pub fn fresh_reference() -> String {
    let mut bytes = [0_u8; 8];
    rand::rng().fill_bytes(&mut bytes);
    let letter = |byte: &u8| char::from(ALPHABET[usize::from(byte % 32)]);
    let (head, tail) = bytes.split_at(4);
    let head: String = head.iter().map(letter).collect();
    let tail: String = tail.iter().map(letter).collect();
    format!("{head}-{tail}")
}

/// Letters and digits in a row that no word, running number or UUID has: references of attempts and check codes of receipts have 22
/// and 20.
const SHORTEST_SECRET: usize = 16;

/// A path as it is logged: without what opens a payment's result or a receipt to whoever knows it.
fn logged(path: &str) -> String {
    let is_of_run = |letter: char| letter.is_ascii_alphanumeric() || letter == '%';
    let mut logged = String::with_capacity(path.len());
    for piece in path.split_inclusive(|letter: char| !is_of_run(letter)) {
        let run = piece.trim_end_matches(|letter: char| !is_of_run(letter));
        if run.len() < SHORTEST_SECRET {
            logged.push_str(piece);
        } else {
            logged.push('…');
            logged.push_str(&piece[run.len()..]);
        }
    }
    logged
}

/// Outermost layer: span, reference, address, one line in the log. Query strings are not logged.
pub async fn request_scope(
    State(app): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let reference = fresh_reference();
    let ip = browser_address(&app, &request);
    request
        .extensions_mut()
        .insert(Reference(reference.clone()));
    request.extensions_mut().insert(ClientIp(ip));
    let (mut parts, body) = request.into_parts();
    let preferences = Preferences::of(&parts);
    let embedding = Embedding::of(parts.uri.path()).0;
    parts.extensions.insert(preferences);
    parts.extensions.insert(embedding);
    let request = Request::from_parts(parts, body);
    let span = tracing::info_span!(
        "request",
        reference,
        method = %request.method(),
        path = logged(request.uri().path()),
    );
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("page", MatchedPath::as_str).to_owned();
    async move {
        let begun = std::time::Instant::now();
        let response = LANGUAGE
            .scope(preferences.language, next.run(request))
            .await;
        let (status, took) = (response.status().as_u16(), begun.elapsed());
        tracing::info!(
            status,
            micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            "answered"
        );
        metrics::answered(route, status, took);
        response
    }
    .instrument(span)
    .await
}

fn browser_address(app: &AppState, request: &Request) -> IpAddr {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip());
    let (config, headers) = (&app.config, request.headers());
    let proxies = &config.trusted_proxies;
    client_address::warn_of_untrusted_proxy(peer, headers, proxies, config.production);
    client_address::of_browser(peer, headers, proxies)
}

#[cfg(test)]
mod tests {
    use super::logged;

    #[test]
    fn the_log_has_paths_without_what_opens_something() {
        for (path, expected) in [
            ("/", "/"),
            ("/ho-so/363815/thanh-toan", "/ho-so/363815/thanh-toan"),
            (
                "/api/v1/payment-orders/5f3c1a52-0000-4000-8000-000000000001/attempts",
                "/api/v1/payment-orders/5f3c1a52-0000-4000-8000-000000000001/attempts",
            ),
            (
                "/api/v1/payment-results/0123456789abcdefghjkmn/qr.svg",
                "/api/v1/payment-results/…/qr.svg",
            ),
            ("/bien-lai/23456789abcdefghjkmn", "/bien-lai/…"),
            ("/bien-lai/%32%33456789abcdefghjk", "/bien-lai/…"),
            (
                "/can-bo/tai-chinh/giao-dich/0123456789ABCDEFGHJKMN.",
                "/can-bo/tai-chinh/giao-dich/….",
            ),
        ] {
            assert_eq!(logged(path), expected);
        }
    }
}

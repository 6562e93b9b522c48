//! The way from a natively posted form to another site: a page that goes there, in place of a redirect.

use super::pages::standing_alone;
use crate::state::AppState;
use app::{Destination, leaving_page};
use axum::{http::request::Parts, response::Response};
use leptos::prelude::provide_context;
use url::Url;

/// The other site that an address leads to; nothing where it is one of ours, or none that a page may open by itself.
#[must_use]
pub fn destination(address: &str) -> Option<Destination> {
    if address.starts_with('/') || !address.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let url = Url::parse(address).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    Some(Destination {
        address: address.to_owned(),
        site: url.host_str()?.to_owned(),
    })
}

pub async fn page(app: &AppState, parts: Parts, destination: Destination) -> Response {
    let css = app.assets.css.clone();
    let provide = move || provide_context(destination.clone());
    standing_alone(app, parts, provide, move || leaving_page(&css)).await
}

#[cfg(test)]
mod tests {
    use super::destination;

    #[test]
    fn only_pages_of_other_sites_are_gone_to() {
        for (address, site) in [
            ("https://pay.example.vn/x?a=1&b=2", Some("pay.example.vn")),
            ("http://127.0.0.1:8090/sandbox", Some("127.0.0.1")),
            ("HTTPS://Pay.Example.VN", Some("pay.example.vn")),
            ("/tai-khoan", None),
            ("//evil.example", None),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("momo://pay", None),
            ("https://a b", None),
            ("https://", None),
            ("", None),
        ] {
            let found = destination(address);
            let found = found.as_ref().map(|destination| destination.site.as_str());
            assert_eq!(found, site, "{address}");
        }
    }
}

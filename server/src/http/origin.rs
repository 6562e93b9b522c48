//! Whether a request that changes something comes from a page of ours.

use axum::http::{HeaderMap, HeaderName, Uri, header};
use url::Url;

/// The origin that citizens know us by, from `PUBLIC_URL`.
#[derive(Clone, Debug)]
pub struct OwnOrigin(Option<Origin>);

/// Scheme, host and port (RFC 6454), so that different spellings of one origin are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl OwnOrigin {
    /// The origin of an address of ours. Where it cannot be read, only `Host` says who we are.
    #[must_use]
    pub fn of(public_url: &str) -> Self {
        Self(public_url.parse().ok().as_ref().and_then(Origin::of))
    }

    /// Whether the request is from one of our own pages, or from a program.
    ///
    /// Fetch Metadata says so; where a browser is too old for it, `Origin` does, compared with `PUBLIC_URL`, as proxies put
    /// whatever they like into `Host`, and with `Host`, as officers may open the portal by another name. Whoever turns a name
    /// of their own to our address (DNS rebinding) has both headers right, but no cookie of ours. Programs send neither header
    /// and pass: a browser so old that it sends neither still keeps our `SameSite` cookies from other sites' posts, so that
    /// nothing can be done in anybody's name.
    #[must_use]
    pub fn sent(&self, headers: &HeaderMap, uri: &Uri) -> bool {
        match only(headers, HeaderName::from_static("sec-fetch-site")) {
            Sent::Nothing => {}
            Sent::Once(site) => return matches!(site, "same-origin" | "none"),
            Sent::Unusable => return false,
        }
        let origin = match only(headers, header::ORIGIN) {
            Sent::Nothing => return true,
            Sent::Once(origin) => origin,
            Sent::Unusable => return false,
        };
        // Nobody's, `null` among them.
        let Some(origin) = Origin::parse(origin) else {
            return false;
        };
        let host = match only(headers, header::HOST) {
            Sent::Once(host) => Some(host),
            Sent::Nothing => uri.authority().map(|authority| authority.as_str()),
            Sent::Unusable => None,
        };
        self.0.as_ref() == Some(&origin) || host.is_some_and(|host| self.is_here(&origin, host))
    }

    /// Whether an origin is the one that the request was sent to. `Host` knows no scheme, so the origin's is taken; but where
    /// citizens come by `https`, a page that came by `http` may be anybody's who was in between.
    fn is_here(&self, origin: &Origin, host: &str) -> bool {
        let weaker = self.0.as_ref().is_some_and(|own| own.scheme == "https");
        !(weaker && origin.scheme == "http")
            && Origin::parse(&format!("{}://{host}", origin.scheme)).as_ref() == Some(origin)
    }
}

impl Origin {
    /// An origin and nothing more.
    fn parse(text: &str) -> Option<Self> {
        let url: Url = text.parse().ok()?;
        let bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if bare { Self::of(&url) } else { None }
    }

    fn of(url: &Url) -> Option<Self> {
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = url.host_str()?;
        Some(Self {
            scheme: url.scheme().to_owned(),
            host: host.strip_suffix('.').unwrap_or(host).to_owned(),
            port: url.port_or_known_default()?,
        })
    }
}

/// What a header says that may come once.
enum Sent<'a> {
    Nothing,
    Once(&'a str),
    Unusable,
}

fn only(headers: &HeaderMap, name: HeaderName) -> Sent<'_> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Sent::Nothing,
        (Some(value), None) => value.to_str().map_or(Sent::Unusable, Sent::Once),
        (Some(_), Some(_)) => Sent::Unusable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn is_ours(public_url: &str, pairs: &[(&str, &str)]) -> bool {
        let headers: HeaderMap = pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_bytes(name.as_bytes()).unwrap(),
                    HeaderValue::from_str(value).unwrap(),
                )
            })
            .collect();
        OwnOrigin::of(public_url).sent(&headers, &Uri::from_static("/"))
    }

    #[test]
    fn only_our_own_pages_and_programs_change_anything() {
        for (pairs, ours) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("host", "a.vn")], true),
            (&[("origin", "null"), ("host", "a.vn")], false),
            (&[("origin", "https://b.vn"), ("host", "a.vn")], false),
            (&[("origin", "https://b.vn")], false),
            // Fetch Metadata wins over a forged Origin.
            (
                &[("sec-fetch-site", "cross-site"), ("origin", "https://a.vn")],
                false,
            ),
            (
                &[
                    ("sec-fetch-site", "same-origin"),
                    ("sec-fetch-site", "cross-site"),
                ],
                false,
            ),
            (
                &[("origin", "https://a.vn"), ("origin", "https://a.vn")],
                false,
            ),
            (
                &[("origin", "https://a.vn"), ("origin", "https://b.vn")],
                false,
            ),
        ] {
            assert_eq!(is_ours("https://a.vn", pairs), ours, "{pairs:?}");
        }
    }

    #[test]
    fn an_origin_is_ours_by_the_public_address_or_by_the_host_however_it_is_spelt() {
        for (public_url, origin, host, ours) in [
            // nginx sends the name of its upstream unless told otherwise.
            ("https://a.vn", "https://a.vn", "portal_backend", true),
            ("https://a.vn/", "https://a.vn", "127.0.0.1:8080", true),
            ("https://A.vn:443", "https://a.vn", "backend", true),
            ("https://a.vn", "https://a.vn:443", "backend", true),
            ("https://a.vn", "HTTPS://A.VN", "backend", true),
            ("https://a.vn.", "https://a.vn", "backend", true),
            ("https://a.vn", "https://a.vn.", "backend", true),
            ("https://a.vn/cong/", "https://a.vn", "backend", true),
            (
                "https://[2001:DB8::1]",
                "https://[2001:db8::1]",
                "backend",
                true,
            ),
            ("https://a.vn", "https://a.vn:8443", "backend", false),
            ("https://a.vn", "http://a.vn", "backend", false),
            (
                "https://a.vn",
                "https://a.vn.evil.example",
                "backend",
                false,
            ),
            (
                "https://a.vn",
                "https://evil.example/https://a.vn",
                "backend",
                false,
            ),
            (
                "https://a.vn",
                "https://a.vn@evil.example",
                "backend",
                false,
            ),
            // By another name.
            ("https://a.vn", "https://b.vn", "b.vn", true),
            ("https://a.vn", "https://b.vn", "B.vn:443", true),
            ("https://a.vn", "https://b.vn:443", "b.vn.", true),
            ("https://a.vn", "https://b.vn", "b.vn:80", false),
            ("https://a.vn", "http://b.vn", "b.vn", false),
            (
                "http://127.0.0.1:8080",
                "http://localhost:8080",
                "localhost:8080",
                true,
            ),
            ("http://127.0.0.1:8080", "http://b.vn", "b.vn:80", true),
            ("http://127.0.0.1:8080", "https://b.vn", "b.vn", true),
            ("http://127.0.0.1:8080", "http://b.vn", "b.vn:8080", false),
            (
                "http://127.0.0.1:8080",
                "http://b.vn",
                "b.vn@evil.example",
                false,
            ),
            ("http://127.0.0.1:8080", "http://b.vn", "", false),
            ("", "https://b.vn", "b.vn", true),
            ("", "https://b.vn", "c.vn", false),
            ("file:///a", "file:///a", "a", false),
        ] {
            let pairs = [("origin", origin), ("host", host)];
            assert_eq!(is_ours(public_url, &pairs), ours, "{public_url} {pairs:?}");
        }
    }
}

//! What a browser prefers. Language and theme: chosen by `?lang=` and `?theme=` on any page, then kept in a cookie. Less data:
//! asked for by the browser itself.

use super::cookies;
use app::{Theme, embedding::Embedding, locales::Language, save_data::SaveData};
use axum::http::{HeaderValue, header, request::Parts};

const LANGUAGE: &str = "lang";
const THEME: &str = "theme";
/// A year, in seconds.
const KEPT_FOR_S: i64 = 365 * 24 * 60 * 60;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    pub language: Language,
    pub theme: Theme,
    /// Whether pages are to be light.
    pub save_data: SaveData,
}

impl Preferences {
    /// Reads the address, then the cookies. Unknown values count as none. Vietnamese is where nothing is chosen, whatever the
    /// browser speaks.
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        let read = |name| {
            from_query(parts, name)
                .or_else(|| cookies::value(&parts.headers, name).map(str::to_owned))
        };
        Self {
            language: read(LANGUAGE)
                .and_then(|tag| Language::from_tag(&tag))
                .or_else(|| of_foreign_form(parts))
                .unwrap_or_default(),
            theme: read(THEME)
                .and_then(|name| name.parse().ok())
                .unwrap_or_default(),
            save_data: SaveData(parts.headers.get("save-data").is_some_and(is_on)),
        }
    }

    /// `Set-Cookie` for what the address chose.
    #[must_use]
    pub fn cookies(self, parts: &Parts) -> Vec<String> {
        let embedding = Embedding::of(parts.uri.path()).0;
        [(LANGUAGE, self.language.tag()), (THEME, self.theme.into())]
            .into_iter()
            .filter(|(name, value)| from_query(parts, name).is_some_and(|chosen| chosen == *value))
            .map(|(name, value)| cookies::set(name, value, KEPT_FOR_S, embedding))
            .collect()
    }
}

/// A structured-header list that begins with the token `on` (the Save-Data draft of the WICG).
fn is_on(value: &HeaderValue) -> bool {
    value.as_bytes().to_ascii_lowercase().starts_with(b"on")
}

/// The language of the browser, where another site posts a form: no cookie of ours comes with it (`SameSite`), so that nobody
/// knows what was chosen here.
fn of_foreign_form(parts: &Parts) -> Option<Language> {
    let site = parts.headers.get("sec-fetch-site")?;
    let foreign = matches!(site.as_bytes(), b"cross-site" | b"same-site");
    if !foreign || parts.method.is_safe() {
        return None;
    }
    // Browsers send what is preferred first.
    let accepted = parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    accepted.split(',').find_map(|range| {
        let tag = range.split([';', '-']).next()?;
        Language::from_tag(&tag.trim().to_ascii_lowercase())
    })
}

fn from_query(parts: &Parts, name: &str) -> Option<String> {
    let query = parts.uri.query()?;
    serde_urlencoded::from_str::<Vec<(String, String)>>(query)
        .ok()?
        .into_iter()
        .rev()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn parts(uri: &str, cookie: &str) -> Parts {
        let request = Request::builder().uri(uri).header("cookie", cookie);
        request.body(()).unwrap().into_parts().0
    }

    #[test]
    fn the_address_wins_over_the_cookie_and_vietnamese_is_where_nothing_is_chosen() {
        for (uri, cookie, expected) in [
            ("/", "", "vi"),
            ("/", "lang=en", "en"),
            ("/?lang=en", "", "en"),
            ("/?lang=vi", "lang=en", "vi"),
            ("/?lang=fr", "", "vi"),
            ("/?lang=", "a=b; lang=en", "vi"),
            ("/?q=%FF&lang=en", "", "en"),
        ] {
            let preferences = Preferences::of(&parts(uri, cookie));
            assert_eq!(preferences.language.tag(), expected, "{uri} {cookie}");
        }
    }

    #[test]
    fn only_a_form_of_another_site_is_answered_in_the_language_of_the_browser() {
        for (method, site, accepted, cookie, expected) in [
            ("POST", "cross-site", "en-GB,en;q=0.9", "", "en"),
            ("POST", "same-site", "fr-FR, EN;q=0.5", "", "en"),
            ("POST", "cross-site", "vi-VN,vi;q=0.9,en;q=0.8", "", "vi"),
            ("POST", "cross-site", "fr", "", "vi"),
            ("POST", "cross-site", "en", "lang=vi", "vi"),
            ("POST", "same-origin", "en", "", "vi"),
            ("GET", "cross-site", "en", "", "vi"),
        ] {
            let request = Request::builder()
                .method(method)
                .header("sec-fetch-site", site)
                .header("accept-language", accepted)
                .header("cookie", cookie);
            let parts = request.body(()).unwrap().into_parts().0;
            let language = Preferences::of(&parts).language;
            assert_eq!(language.tag(), expected, "{method} {site} {accepted}");
        }
    }

    #[test]
    fn only_a_choice_in_the_address_is_kept() {
        let chosen = parts("/embed/thu-tuc?lang=en&theme=dark", "");
        let kept = Preferences::of(&chosen).cookies(&chosen);
        assert_eq!(kept.len(), 2);
        assert!(
            kept.iter()
                .all(|cookie| cookie.contains("SameSite=None; Partitioned"))
        );
        for uri in ["/", "/?lang=fr&theme=%3Cscript%3E"] {
            let parts = parts(uri, "lang=en");
            assert!(Preferences::of(&parts).cookies(&parts).is_empty(), "{uri}");
        }
    }
}

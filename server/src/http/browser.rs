//! Which browser a request came from, as far as its owner needs to know it again.

use axum::http::{HeaderMap, header};

/// Programs by what they say of themselves. The order matters: most claim to be others as well.
const PROGRAMS: [(&str, &str); 11] = [
    ("Zalo", "Zalo"),
    ("FBAN", "Facebook"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// `Chrome · Android`; what is not known is left out. Nothing that a header says is kept as it came.
#[must_use]
pub fn name(headers: &HeaderMap) -> String {
    let said = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let known = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| said.contains(mark))
            .map(|(_, name)| *name)
    };
    let parts: Vec<&str> = [known(&PROGRAMS), known(&SYSTEMS)]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_browser_is_told_by_what_only_it_says() {
        for (said, name_of) in [
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
                "Chrome · Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1",
                "Safari · iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 13) Chrome/117.0 Mobile Safari/537.36 Zalo android/12",
                "Zalo · Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0",
                "Edge · Windows",
            ),
            ("<script>alert(1)</script>", ""),
            ("", ""),
        ] {
            let headers =
                HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_str(said).unwrap())]);
            assert_eq!(name(&headers), name_of, "{said}");
        }
        assert_eq!(name(&HeaderMap::new()), "");
    }
}

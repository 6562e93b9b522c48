//! Where a citizen wanted to go before signing in: the query parameter `tiep`, carried through the pages.

use crate::api::percent_encoded;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The path in `tiep`, if it is one of ours.
pub(super) fn next_path() -> Memo<Option<String>> {
    let params = use_query_map();
    Memo::new(move |_| {
        params
            .with(|params| params.get("tiep"))
            .filter(|path| is_ours(path))
    })
}

/// The address of the next sign-in page, with `tiep` carried on.
pub(super) fn carry_on(address: &str, next: Option<&str>) -> String {
    match next {
        Some(next) => format!("{address}?tiep={}", percent_encoded(next)),
        None => address.to_owned(),
    }
}

/// Whether a browser would stay on this site. It takes `//` and `/\` for the beginning of a host, and drops tabs and
/// line breaks before it looks (WHATWG URL Standard, section 4.4).
fn is_ours(path: &str) -> bool {
    path.strip_prefix('/')
        .is_some_and(|rest| !rest.starts_with(['/', '\\']) && !rest.contains(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::{carry_on, is_ours};

    #[test]
    fn only_paths_of_ours_are_carried_through_sign_in() {
        for (path, ours) in [
            ("/", true),
            ("/nop-ho-so/1.001193?don-vi=H53", true),
            ("/ho-so/000.20.31.H53-200610-0007", true),
            ("", false),
            ("tai-khoan", false),
            ("//vi-du.vn", false),
            ("/\\vi-du.vn", false),
            ("/\t/vi-du.vn", false),
            ("/\n//vi-du.vn", false),
            ("https://vi-du.vn/", false),
            ("javascript:alert(1)", false),
        ] {
            assert_eq!(is_ours(path), ours, "{path:?}");
        }
    }

    #[test]
    fn a_query_in_the_carried_path_stays_part_of_it() {
        assert_eq!(
            carry_on(
                "/dang-nhap/dvc-quoc-gia",
                Some("/thu-tuc?q=khai sinh&page=2")
            ),
            "/dang-nhap/dvc-quoc-gia?tiep=%2Fthu-tuc%3Fq%3Dkhai%20sinh%26page%3D2"
        );
        assert_eq!(carry_on("/dang-nhap", None), "/dang-nhap");
    }
}

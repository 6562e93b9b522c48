//! Where a browser goes after signing in.

/// A path of ours, or the account page: an address from a form must not lead to another site.
#[must_use]
pub fn own_path(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && next.len() <= 300
        && next
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if ours { next } else { "/tai-khoan" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn a_forged_next_address_never_leaves_the_portal() {
        for forged in [
            "https://evil.vn",
            "//evil.vn",
            "/\\evil.vn",
            "javascript:alert(1)",
            "",
            "/a\r\nSet-Cookie: x",
            "/x y",
        ] {
            assert_eq!(own_path(forged), "/tai-khoan", "{forged:?}");
        }
        assert_eq!(
            own_path("/nop-ho-so/2.000488?unit=1"),
            "/nop-ho-so/2.000488?unit=1"
        );
    }
}

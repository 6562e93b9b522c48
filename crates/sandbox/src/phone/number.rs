//! Mobile numbers as people and machines write them.

/// Ten digits with a leading 0, from `0…`, `+84…` or `84…` with spaces, dots or dashes; `None` when it is no Vietnamese mobile
/// number (prefixes 03, 05, 07, 08, 09).
pub(crate) fn parse(text: &str) -> Option<String> {
    let compact = text.replace([' ', '.', '-'], "");
    let national = match compact.strip_prefix("+84").or(compact.strip_prefix("84")) {
        // "084…" is a national number, "84…" with nine digits after it an international one.
        Some(rest) if rest.len() == 9 => format!("0{rest}"),
        _ => compact,
    };
    let mut bytes = national.bytes();
    let valid = national.len() == 10
        && bytes.next() == Some(b'0')
        && bytes.next().is_some_and(|b| b"35789".contains(&b))
        && bytes.all(|b| b.is_ascii_digit());
    valid.then_some(national)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn one_phone_written_in_many_ways_is_one_phone() {
        for text in [
            "0900000017",
            "+84900000017",
            "84900000017",
            "0900 000 017",
            "0900.000.017",
        ] {
            assert_eq!(parse(text).as_deref(), Some("0900000017"), "{text}");
        }
    }

    #[test]
    fn what_cannot_receive_a_message_is_no_number() {
        for text in [
            "",
            "090000001",
            "09000000170",
            "0200000017",
            "+1900000017",
            "090000001l",
            "８６９",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}

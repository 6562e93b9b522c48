//! Small rules about values on the wire that several adapters share.

use domain::money::Vnd;

use crate::Secret;

/// Whether a value is a plain code of 1 to `longest` characters, safe in any message.
pub(crate) fn is_code(value: &str, longest: usize) -> bool {
    (1..=longest).contains(&value.len())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Whether a value can stand between two `|` of a digest that does not escape.
pub(crate) fn joinable(value: &str) -> bool {
    !value
        .chars()
        .any(|character| character == '|' || character.is_control())
}

/// Whether words for the payer are 1 to `longest` printable ASCII characters that can be joined.
pub(crate) fn is_description(words: &str, longest: usize) -> bool {
    (1..=longest).contains(&words.len())
        && joinable(words)
        && words
            .bytes()
            .all(|byte| byte == b' ' || byte.is_ascii_graphic())
}

/// An amount as plain digits, as providers parse it.
pub(crate) fn plain(amount: Vnd) -> String {
    amount.as_i64().to_string()
}

/// An amount from plain digits: no sign, separator, decimals or leading zero.
pub(crate) fn amount(digits: &str) -> Option<Vnd> {
    let canonical = digits == "0" || !digits.starts_with('0');
    if canonical && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().ok().map(Vnd::new)
    } else {
        None
    }
}

/// Words of a provider, fit for a log line or an operator's table.
pub(crate) fn tidy(words: &str) -> String {
    words
        .chars()
        .filter(|character| !character.is_control())
        .take(200)
        .collect()
}

/// Whether a secret, or the one before the last change, is empty.
pub(crate) fn any_empty<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> bool {
    secrets.into_iter().any(Secret::is_empty)
}

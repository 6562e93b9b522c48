//! Small rules about values on the wire that several adapters share.

use domain::{money::Vnd, typed};
use time::OffsetDateTime;

/// Refuses what cannot be expressed to a provider.
pub(crate) fn require(fits: bool, otherwise: &'static str) -> Result<(), &'static str> {
    fits.then_some(()).ok_or(otherwise)
}

/// Whether a value is a plain code of 1 to `longest` characters, safe in any message.
pub(crate) fn is_code(value: &str, longest: usize) -> bool {
    (1..=longest).contains(&value.len())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Refuses a reference that is no code of 1 to 64 characters.
pub(crate) fn check_reference(reference: &str) -> Result<(), &'static str> {
    require(
        is_code(reference, 64),
        "reference is not 1–64 letters, digits, '-' or '_'",
    )
}

/// Refuses words for the payer that are not 1 to 250 printable ASCII characters without `|`.
pub(crate) fn check_description(words: &str) -> Result<(), &'static str> {
    require(
        is_description(words, 250),
        "description is not 1–250 printable ASCII characters without '|'",
    )
}

/// The code of a bank or method, or what stands for the payer's own choice.
pub(crate) fn bank_code<'a>(
    chosen: Option<&'a str>,
    otherwise: &'a str,
) -> Result<&'a str, &'static str> {
    let bank = chosen.unwrap_or(otherwise);
    require(
        bank == otherwise || is_code(bank, 20),
        "bank code is not 1–20 letters, digits, '-' or '_'",
    )?;
    Ok(bank)
}

/// Whether a value can stand between two `|` of a digest that does not escape.
pub(crate) fn joinable(value: &str) -> bool {
    is_without('|', value)
}

/// Whether a value holds neither the separator of a digest nor a control character.
pub(crate) fn is_without(separator: char, value: &str) -> bool {
    !value.contains(|character: char| character == separator || character.is_control())
}

/// Whether words for the payer are 1 to `longest` printable ASCII characters that can be joined.
pub(crate) fn is_description(words: &str, longest: usize) -> bool {
    (1..=longest).contains(&words.len())
        && joinable(words)
        && words
            .bytes()
            .all(|byte| byte == b' ' || byte.is_ascii_graphic())
}

/// Whether a text fits into a QR code.
pub(crate) fn is_qr(text: &str) -> bool {
    (1..=2_000).contains(&text.len()) && !text.chars().any(char::is_control)
}

/// An amount as plain digits, as providers parse it.
pub(crate) fn plain(amount: Vnd) -> String {
    amount.as_i64().to_string()
}

/// An amount from plain digits: no sign, separator, decimals or leading zero.
pub(crate) fn amount(digits: &str) -> Option<Vnd> {
    let canonical = digits == "0" || !digits.starts_with('0');
    let plain = canonical && digits.bytes().all(|byte| byte.is_ascii_digit());
    // What is empty cannot be parsed.
    digits.parse().ok().filter(|_| plain).map(Vnd::new)
}

/// An instant out of milliseconds since 1970.
pub(crate) fn instant(milliseconds: &str) -> Option<OffsetDateTime> {
    let milliseconds: i128 = milliseconds.parse().ok()?;
    OffsetDateTime::from_unix_timestamp_nanos(milliseconds.checked_mul(1_000_000)?).ok()
}

/// Words of a provider, fit for a log line or an operator's table: nothing is decided by them, and no provider says how many
/// there may be.
pub(crate) fn tidy(words: &str) -> String {
    let plain: String = words
        .chars()
        .filter(|character| !character.is_control())
        .collect();
    typed::shortened(&plain, 200).into_owned()
}

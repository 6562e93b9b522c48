use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::typed::{is_apostrophe, is_invisible};

/// The form in which texts are compared when diacritics, case and punctuation must not matter.
///
/// Decomposes (NFD), strips combining marks and what is not seen, writes đ (and the eth that stands for it) as d, lower-cases, and
/// turns every run of characters that are neither letters nor digits (whatever stands for an apostrophe among them) into one
/// space, without spaces at the ends:
/// "Khai  sinh", "KHÁI SÍNH" and their decomposed spellings all become `khai sinh`.
///
/// The stored search column and the query are folded by this function; the database's `folded` does the same.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text
        .nfd()
        .filter(|&c| !is_combining_mark(c) && !is_invisible(c))
        .flat_map(char::to_lowercase)
        // Some capitals only decompose once they are small, such as İ.
        .filter(|&c| !is_combining_mark(c))
    {
        if letter.is_alphanumeric() && !is_apostrophe(letter) {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(if matches!(letter, 'đ' | 'ð' | 'ɖ') {
                'd'
            } else {
                letter
            });
        } else {
            gap = true;
        }
    }
    folded
}

/// The text without Vietnamese diacritics, case kept: `Cổng Đăng ký` becomes `Cong Dang ky`. For text messages.
#[must_use]
pub fn without_diacritics(text: &str) -> String {
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(|letter| match letter {
            'đ' | 'ð' | 'ɖ' => 'd',
            'Đ' | 'Ð' | 'Ɖ' => 'D',
            other => other,
        })
        .collect()
}

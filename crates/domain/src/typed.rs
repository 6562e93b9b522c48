//! What people type and paste, as they meant it: the one place that knows characters that are not seen or look like others.
//!
//! Keyboards, contact lists, spreadsheets and messengers add what nobody typed: direction marks around a pasted number, spaces
//! that do not break, dashes of print, digits of full width. Free text goes through [`line`] or [`paragraphs`], what is a
//! number or a code through [`code`].

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::{Language, Localized};

/// Whether a character shows nothing and takes no space: format and default ignorable characters (Unicode 17,
/// `Default_Ignorable_Code_Point` and category Cf without the signs that are drawn), and controls that are no white space.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    (letter.is_control() && !letter.is_whitespace())
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether a character is white space, the blank of Braille among it, which is drawn as nothing.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{2800}'
}

/// The text without characters that are not seen, else as it is. Borrowed where there are none.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control())
        || !text.contains(is_invisible)
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .filter(|letter| !is_invisible(*letter))
            .collect(),
    )
}

/// Free text on one line: NFC, nothing invisible, every run of white space (a line break included) one space, none at the ends.
#[must_use]
pub fn line(text: &str) -> String {
    let composed: String = visible(text).nfc().collect();
    let words: Vec<_> = composed
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Free text with its line breaks: each line as [`line`], at most one empty line between two, none at the ends.
#[must_use]
pub fn paragraphs(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut breaks = 0;
    for each in visible(text)
        .replace("\r\n", "\n")
        .split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}'])
    {
        let each = line(each);
        if !each.is_empty() && !kept.is_empty() {
            kept.push_str(if breaks > 1 { "\n\n" } else { "\n" });
        }
        if each.is_empty() {
            breaks += 1;
        } else {
            kept.push_str(&each);
            breaks = 1;
        }
    }
    kept
}

/// A number or code without its dress: nothing invisible, no white space, every dash of print as `-`, letters and digits of full
/// width as ASCII, and no full stop, quote or closing bracket at the ends, as a sentence leaves there.
#[must_use]
pub fn code(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|letter| !is_invisible(*letter) && !is_blank(*letter))
        .map(plain)
        .collect();
    plain
        .trim_start_matches(['.', ',', ':', ';', '"', '“', '«', '<'])
        .trim_end_matches(['.', ',', ':', ';', '"', '”', '»', '>', ')', ']', '/'])
        .nfc()
        .collect()
}

/// The digits of a number whose length is known, as people group them, with blanks, dots, dashes, commas, slashes and brackets
/// between them. What is left besides digits, a sign among it, was no grouping: the caller refuses it. Where the length is free
/// this would make 10 of 1.0, and one number of two.
#[must_use]
pub fn number(text: &str) -> String {
    let code = code(text);
    let (sign, rest) = match code.strip_prefix('-') {
        Some(rest) if rest.starts_with(|letter: char| letter.is_ascii_digit()) => ("-", rest),
        _ => ("", code.as_str()),
    };
    let grouping = |letter: &char| {
        matches!(
            letter,
            '.' | ',' | '-' | '/' | '_' | '(' | ')' | '[' | ']' | '·' | '•'
        )
    };
    sign.chars()
        .chain(rest.chars().filter(|letter| !grouping(letter)))
        .collect()
}

/// The ASCII character that a look-alike stands for.
pub(crate) fn plain(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => {
            u8::try_from(u32::from(letter) - 0xfee0).map_or(letter, char::from)
        }
        '\u{3002}' | '\u{ff61}' | '\u{2024}' => '.',
        '\u{2044}' | '\u{2215}' => '/',
        letter if is_dash(letter) => '-',
        other => other,
    }
}

/// Unicode's dashes (category Pd) and what is drawn like one: the minus sign, the hyphen bullet, the modifier minus, the lines of
/// boxes.
pub(crate) fn is_dash(letter: char) -> bool {
    matches!(
        letter,
        '-' | '\u{2d7}' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{2010}'..='\u{2015}' | '\u{2043}'
            | '\u{207b}' | '\u{208b}' | '\u{2212}' | '\u{2500}' | '\u{2796}' | '\u{2e17}' | '\u{2e1a}'
            | '\u{2e3a}'..='\u{2e3b}' | '\u{2e40}' | '\u{2e5d}' | '\u{301c}' | '\u{3030}' | '\u{30a0}' | '\u{fe31}'..='\u{fe32}'
            | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{10d6e}' | '\u{10ead}'
    )
}

/// How many characters a person sees: a letter with its marks is one, however it is written.
#[must_use]
pub fn length(text: &str) -> usize {
    text.nfc()
        .filter(|letter| !is_combining_mark(*letter) && !is_invisible(*letter))
        .count()
}

/// A code of digits in which letters that look like some are those: O for 0, I and l for 1.
#[must_use]
pub fn digits_for_letters(code: &str) -> String {
    code.chars()
        .map(|letter| match letter {
            'O' | 'o' => '0',
            'I' | 'i' | 'L' | 'l' => '1',
            other => other,
        })
        .collect()
}

/// One of the references that the portal makes (payments, receipts) as it stands in an address that went through hands: capitals,
/// what a provider or a messenger hung on to it (`?error_code=00`, a full stop), letters that look like digits. The portal's own
/// have small letters and digits without i, l and o.
#[must_use]
pub fn reference(text: &str) -> String {
    let code = code(text.split(['?', '&', '#']).next().unwrap_or_default());
    digits_for_letters(&code.to_ascii_lowercase())
}

/// A name: as [`line`], with one apostrophe, one hyphen and one Đ for all that look like them.
#[must_use]
pub fn name(text: &str) -> String {
    line(text)
        .chars()
        .map(|letter| match letter {
            letter if is_apostrophe(letter) => '\'',
            letter if is_dash(letter) => '-',
            '\u{d0}' | '\u{189}' => 'Đ',
            '\u{f0}' | '\u{256}' => 'đ',
            other => plain(other),
        })
        .collect()
}

/// Whether a character is an apostrophe or what keyboards give for one: accents that stand alone, primes, modifier letters.
pub(crate) fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`' | '\u{b4}' | '\u{2b9}'..='\u{2bc}' | '\u{2c8}' | '\u{2ca}'..='\u{2cb}' | '\u{2018}'..='\u{201b}'
            | '\u{2032}' | '\u{2035}' | '\u{a78c}' | '\u{ff07}' | '\u{ff40}' | '\u{55a}' | '\u{5f3}'
    )
}

/// What is said of a character that cannot stay.
pub fn forbidden(letter: char) -> impl Localized {
    move |language| match language {
        Language::Vietnamese => {
            format!("Không dùng được ký tự “{letter}”. Xóa hoặc thay ký tự đó.")
        }
        Language::English => format!("“{letter}” cannot be used here. Remove or replace it."),
    }
}

/// Marks that may stand on one letter; Vietnamese needs two.
const MOST_MARKS: usize = 4;

/// Checks that a text has at most so many characters ([`length`]), before anything is built of it.
///
/// # Errors
/// How many there are too many.
pub fn within(text: &str, most: usize) -> Result<(), usize> {
    let beyond = length(text).saturating_sub(most);
    // Letters may carry marks without end, which nobody sees as characters but somebody has to store.
    let stacked = text.chars().count().saturating_sub(most * (1 + MOST_MARKS));
    match beyond.max(stacked) {
        0 => Ok(()),
        beyond => Err(beyond),
    }
}

/// The beginning of a text that is only to be shown, as in a log or a table, with `…` for what was left out. What somebody typed is
/// stored whole or refused ([`within`]).
#[must_use]
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// What is said of a text that is too long. All of it stays in the field.
pub fn too_long(most: usize, beyond: usize) -> impl Localized {
    move |language| match language {
        Language::Vietnamese => format!("Nhiều nhất {most} ký tự. Bớt {beyond} ký tự."),
        Language::English => {
            let characters = if beyond == 1 {
                "character"
            } else {
                "characters"
            };
            format!("Use at most {most} characters. Remove {beyond} {characters}.")
        }
    }
}

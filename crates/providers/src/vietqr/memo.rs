//! What a transfer says it is for: `DVC` and our reference in capitals, 25 characters, as much as a code's purpose may hold.
//!
//! Banks put their own words before and after, glue them on, write in capitals and drop or add spaces. People who type it write
//! ĐVC, O for 0, and I or L for 1, which references do not have. Nothing short of the whole reference is accepted: a transfer that
//! cannot be told from another is for a person to look at.

use domain::{typed, without_diacritics};

use crate::text::require;

/// Says that the characters after it are ours (dịch vụ công).
const MARK: &str = "DVC";
/// Length of our references.
const REFERENCE: usize = 22;
/// Length of the whole.
const LENGTH: usize = MARK.len() + REFERENCE;

/// The memo of a reference, which must be of 22 small letters and digits or it could not be found again.
pub(super) fn memo(reference: &str) -> Result<String, &'static str> {
    let ours = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    require(
        reference.len() == REFERENCE && reference.bytes().all(ours),
        "reference is not 22 small letters and digits",
    )?;
    Ok(format!("{MARK}{}", reference.to_uppercase()))
}

/// The one reference that a transfer's content names, if any.
///
/// A transfer pays for one attempt, however many references its payer wrote into it: the first that stands alone as a word; else
/// the first within a word; else the first that appears once everything but letters and digits is left out.
pub(super) fn find(content: &str) -> Option<String> {
    let content = without_diacritics(&typed::name(content)).to_ascii_uppercase();
    let words = || {
        let words = content.split(|letter: char| !letter.is_ascii_alphanumeric());
        words.filter(|word| !word.is_empty())
    };
    let alone = || words().find(|word| word.len() == LENGTH && word.starts_with(MARK));
    let within = || words().find_map(marked);
    if let Some(found) = alone().or_else(within) {
        return Some(reference_of(found));
    }
    let joined: String = words().collect();
    marked(&joined).map(reference_of)
}

/// The mark and the characters after it, where there are enough of them. The text is ASCII letters and digits only.
fn marked(text: &str) -> Option<&str> {
    text.match_indices(MARK)
        .find_map(|(at, _)| text.get(at..at + LENGTH))
}

/// Whether a transfer's content names this reference.
pub(super) fn names(content: &str, reference: &str) -> bool {
    find(content) == Some(typed::digits_for_letters(reference))
}

fn reference_of(found: &str) -> String {
    typed::digits_for_letters(&found[MARK.len()..LENGTH]).to_ascii_lowercase()
}

//! Why an officer did something.

use serde::{Deserialize, Serialize};

use crate::language::{localized_error, text};
use crate::text::{is_invisible, text_value, tidy};

/// A reason as an officer gives it, such as the number of a decision: 1–500 characters, NFC, on one line, nothing that is not
/// seen. JSON: a string.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reason(String);

text_value!(Reason, ReasonError);

/// Why a text is no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonError {
    /// Nothing was typed.
    Empty,
    /// More than 500 characters.
    TooLong,
    /// A control or invisible character.
    ForbiddenCharacter,
}

localized_error!(ReasonError {
    Self::Empty => text(
        "Ghi lý do, ví dụ số quyết định.",
        "Give a reason, such as the number of the decision.",
    ),
    Self::TooLong => text("Lý do có nhiều nhất 500 ký tự.", "A reason has at most 500 characters."),
    Self::ForbiddenCharacter => text(
        "Lý do có ký tự không nhìn thấy được. Gõ lại bằng chữ, số và dấu thông thường.",
        "The reason has a character that cannot be seen. Type it again with ordinary letters, digits and marks.",
    ),
});

impl Reason {
    /// The most characters a reason may have.
    pub const MAX_CHARACTERS: usize = 500;

    /// Reads a reason; line breaks become spaces.
    ///
    /// # Errors
    ///
    /// The first rule of [`ReasonError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, ReasonError> {
        // Bounded before normalising, so that an enormous text costs nothing.
        if text.len() > 20 * Self::MAX_CHARACTERS {
            return Err(ReasonError::TooLong);
        }
        let reason = tidy(text);
        if reason.is_empty() {
            Err(ReasonError::Empty)
        } else if reason.chars().count() > Self::MAX_CHARACTERS {
            Err(ReasonError::TooLong)
        } else if reason
            .chars()
            .any(|letter| letter.is_control() || is_invisible(letter))
        {
            Err(ReasonError::ForbiddenCharacter)
        } else {
            Ok(Self(reason))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_line_that_reads_as_it_is_written() {
        let longest = "ấ".repeat(500);
        for (typed, expected) in [
            ("Quyết định\n 12/QĐ-UBND ", Ok("Quyết định 12/QĐ-UBND")),
            ("nghi\u{309} hu\u{31b}u", Ok("nghỉ hưu")),
            ("🙂", Ok("🙂")),
            (&longest, Ok(longest.as_str())),
            ("", Err(ReasonError::Empty)),
            (" \n\t", Err(ReasonError::Empty)),
            (&"a".repeat(501), Err(ReasonError::TooLong)),
            (&"a".repeat(1_000_000), Err(ReasonError::TooLong)),
            ("\u{202e}urt hned", Err(ReasonError::ForbiddenCharacter)),
            ("a\0b", Err(ReasonError::ForbiddenCharacter)),
        ] {
            let read = Reason::parse(typed);
            assert_eq!(
                read.as_ref().map(Reason::as_str).map_err(|error| *error),
                expected
            );
        }
    }
}

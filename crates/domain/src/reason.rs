//! Why an officer did something.

use serde::{Deserialize, Serialize};

use crate::language::{localized_error, text};
use crate::text::text_value;
use crate::typed;

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
    TooLong {
        /// How many too many.
        beyond: usize,
    },
}

localized_error!(ReasonError {
    Self::Empty => text(
        "Ghi lý do, ví dụ số quyết định.",
        "Give a reason, such as the number of the decision.",
    ),
    Self::TooLong { beyond } => typed::too_long(Reason::MAX_CHARACTERS, *beyond),
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
        let reason = typed::line(text);
        typed::within(&reason, Self::MAX_CHARACTERS)
            .map_err(|beyond| ReasonError::TooLong { beyond })?;
        if reason.is_empty() {
            Err(ReasonError::Empty)
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
            (&"a".repeat(501), Err(ReasonError::TooLong { beyond: 1 })),
            (
                &"a".repeat(1_000_000),
                Err(ReasonError::TooLong { beyond: 999_500 }),
            ),
            ("\u{202e}urt\u{200b} hned\u{feff}", Ok("urt hned")),
            ("a\0b", Ok("ab")),
            ("\u{200b}\u{2800}\u{3164}", Err(ReasonError::Empty)),
        ] {
            let read = Reason::parse(typed);
            assert_eq!(
                read.as_ref().map(Reason::as_str).map_err(|error| *error),
                expected
            );
        }
    }
}

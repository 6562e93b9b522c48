//! Why a document could not be made.

use typst::diag::SourceDiagnostic;

/// Why a document could not be made. None of the messages repeats a personal detail, so they may be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// A receipt for nothing.
    #[error("a receipt needs at least one line")]
    NoLines,
    /// The running number has more than the seven digits that decree 123/2020/NĐ-CP, article 32, allows.
    #[error("receipt number {0} has more than seven digits")]
    NumberTooLarge(u32),
    /// A line is negative, or the lines add up to more than can be counted.
    #[error("the amounts of the receipt are negative or too large to add up")]
    AmountOutOfRange,
    /// The address in a QR code is not `http://` or `https://`, or does not fit into a QR code.
    #[error("the check address is not a web address that fits into a QR code")]
    UnusableCheckUrl,
    /// A picture could not be written as PNG.
    #[error("writing the picture failed: {0}")]
    Encoding(String),
    /// The template did not compile: a mistake of ours, with the compiler's words.
    #[error("typesetting failed: {0}")]
    Typesetting(String),
}

impl DocumentError {
    pub(crate) fn typesetting(diagnostics: impl IntoIterator<Item = SourceDiagnostic>) -> Self {
        let messages: Vec<String> = diagnostics
            .into_iter()
            .map(|diagnostic| diagnostic.message.to_string())
            .collect();
        Self::Typesetting(messages.join("; "))
    }
}

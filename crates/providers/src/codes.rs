//! What codes of providers say of a payment's money, as data: each adapter's tables are in its `code.rs`.

use domain::payment::Answer;

/// The codes of one field, and what each says. A code that is not listed says nothing, whatever comes of it elsewhere: only the
/// provider's own table makes it final.
pub(crate) type Codes = [(&'static str, Answer)];

/// What a code says.
pub(crate) fn says(codes: &Codes, code: &str) -> Answer {
    let row = codes.iter().find(|(known, _)| *known == code);
    row.map_or(Answer::Undecided, |(_, says)| *says)
}

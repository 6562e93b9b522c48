use super::Checks;
use crate::{
    api::{FieldError, tracking::TrackingInput},
    locales::{Text, tracking::*},
};
use domain::{
    dossier::{DossierCode, RunningNumber},
    typed,
};
use std::fmt;

/// Digits of the phone that are asked for.
pub const PHONE_DIGITS: usize = 4;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// Before it is received, and always.
    Number(RunningNumber),
    /// Since it was received.
    Code(DossierCode),
}

impl Reference {
    fn parse(text: &str) -> Result<Self, Text> {
        if typed::code(text).is_empty() {
            Err(REFERENCE_MISSING)
        } else if let Ok(number) = text.parse() {
            Ok(Self::Number(number))
        } else {
            DossierCode::parse(text)
                .map(Self::Code)
                .map_err(|_| REFERENCE_WRONG)
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Code(code) => code.fmt(f),
        }
    }
}

pub fn check(input: &TrackingInput) -> Result<(Reference, String), Vec<FieldError>> {
    let mut checks = Checks::default();
    let reference = checks.field("reference", Reference::parse(&input.reference));
    let digits = typed::number(&input.phone_digits);
    checks.require(
        "phone_digits",
        digits.len() == PHONE_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit()),
        DIGITS_WRONG,
    );
    checks.finish(reference.map(|reference| (reference, digits)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(reference: &str, phone_digits: &str) -> Vec<String> {
        let input = TrackingInput {
            reference: reference.into(),
            phone_digits: phone_digits.into(),
        };
        let errors = check(&input).err().unwrap_or_default();
        errors.into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_number_or_a_code_with_four_digits_is_a_question() {
        for reference in ["363815", " 363815 ", "000.20.31.h53-200610-0007"] {
            assert!(named(reference, " 1603 ").is_empty(), "{reference}");
        }
        for reference in [
            "",
            "36381a",
            "99999999999999999999",
            "000.20.31.H53",
            "-1",
            "%",
        ] {
            assert_eq!(named(reference, "1603"), ["reference"], "{reference}");
        }
        for digits in ["", "160", "16033", "160x", "١٦٠٣"] {
            assert_eq!(named("363815", digits), ["phone_digits"], "{digits}");
        }
        assert_eq!(named("", ""), ["reference", "phone_digits"]);
    }
}

//! Identity numbers of people: CMND and CCCD.

use serde::{Deserialize, Serialize};

use crate::language::{Language, Localized, Text, localized_error, text};
use crate::person::Sex;
use crate::text::{mask, redacted_debug, text_value};
use crate::typed;

/// A person's identity number: nine digits (chứng minh nhân dân, legacy) or twelve (căn cước công
/// dân, the personal identification number of Decree 137/2015, article 13).
///
/// JSON: a string of digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdentityNumber(String);

text_value!(IdentityNumber, IdentityNumberError);
redacted_debug!(IdentityNumber);

/// Which document an identity number belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// Chứng minh nhân dân, nine digits.
    Cmnd,
    /// Căn cước công dân, twelve digits.
    Cccd,
}

impl IdentityKind {
    /// The name of the document that citizens read.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Cmnd => text("Chứng minh nhân dân", "Identity card (chứng minh nhân dân)"),
            Self::Cccd => text(
                "Căn cước công dân",
                "Citizen identity card (căn cước công dân)",
            ),
        }
    }
}

/// Why a text is not an identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityNumberError {
    /// Nothing was typed.
    Empty,
    /// Something other than the digits 0–9.
    NotDigits,
    /// Neither nine nor twelve digits.
    WrongLength {
        /// How many digits there were.
        len: usize,
    },
    /// The first three of twelve digits name no province and no country.
    UnknownPlace,
    /// The fourth of twelve digits names a century that has not begun (2100 and later).
    UnknownCentury,
}

localized_error!(IdentityNumberError {
    Self::Empty => text("Nhập số CCCD/CMND.", "Enter the identity number (CCCD or CMND)."),
    Self::NotDigits => text(
        "Số CCCD/CMND chỉ gồm chữ số.",
        "An identity number must have only digits.",
    ),
    Self::WrongLength { len } => wrong_length(*len),
    Self::UnknownPlace => text(
        "Số CCCD không đúng. Kiểm tra lại ba số đầu.",
        "This CCCD number is not right. Check the first three digits.",
    ),
    Self::UnknownCentury => text(
        "Số CCCD không đúng. Kiểm tra lại số thứ tư.",
        "This CCCD number is not right. Check the fourth digit.",
    ),
});

/// Says how many digits there should be, and how many there are.
fn wrong_length(len: usize) -> impl Localized {
    move |language| match language {
        Language::Vietnamese => {
            format!("Số CCCD có 12 chữ số, số CMND có 9 chữ số; số vừa nhập có {len}.")
        }
        Language::English => {
            format!("A CCCD number must have 12 digits, a CMND number 9; you entered {len}.")
        }
    }
}

/// Codes of the 63 provinces of 2004–2025 (Decision 124/2004/QĐ-TTg), still valid in numbers given
/// before the merger of July 2025.
const PROVINCES: [u16; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
    38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
    79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];

/// Country codes of people born abroad begin here. The ministry's list grows, and a person must
/// not be turned away because we have not read its newest line: any code from here on is accepted.
const FIRST_COUNTRY: u16 = 100;

impl IdentityNumber {
    /// Reads a number as people type it ([`typed::number`]).
    ///
    /// # Errors
    ///
    /// The first rule of [`IdentityNumberError`] that is broken. Digits of other scripts are not
    /// digits here: a registry lookup would not find them.
    pub fn parse(text: &str) -> Result<Self, IdentityNumberError> {
        let digits = typed::number(text);
        if digits.is_empty() {
            return Err(IdentityNumberError::Empty);
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IdentityNumberError::NotDigits);
        }
        let number = Self(digits);
        match number.0.len() {
            9 => Ok(number),
            12 if !is_place(number.digits(0, 3)) => Err(IdentityNumberError::UnknownPlace),
            12 if number.digits(3, 1) > 3 => Err(IdentityNumberError::UnknownCentury),
            12 => Ok(number),
            len => Err(IdentityNumberError::WrongLength { len }),
        }
    }

    /// Which document the number belongs to.
    #[must_use]
    pub fn kind(&self) -> IdentityKind {
        if self.0.len() == 9 {
            IdentityKind::Cmnd
        } else {
            IdentityKind::Cccd
        }
    }

    /// The number with its middle hidden, for pages and receipts: `079xxxxxx123`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(&self.0, 3, 3)
    }

    /// The year of birth that a CCCD states. A hint: registries have been corrected, so a
    /// difference from what was declared is worth a question, not a refusal.
    #[must_use]
    pub fn birth_year_hint(&self) -> Option<i32> {
        (self.kind() == IdentityKind::Cccd)
            .then(|| 1900 + i32::from(self.digits(3, 1) / 2 * 100 + self.digits(4, 2)))
    }

    /// The sex that a CCCD states; a hint in the same sense as [`Self::birth_year_hint`].
    #[must_use]
    pub fn sex_hint(&self) -> Option<Sex> {
        (self.kind() == IdentityKind::Cccd).then(|| {
            if self.digits(3, 1).is_multiple_of(2) {
                Sex::Male
            } else {
                Sex::Female
            }
        })
    }

    fn digits(&self, from: usize, count: usize) -> u16 {
        self.0.as_bytes()[from..from + count]
            .iter()
            .fold(0, |value, byte| value * 10 + u16::from(byte - b'0'))
    }
}

fn is_place(code: u16) -> bool {
    code >= FIRST_COUNTRY || PROVINCES.binary_search(&code).is_ok()
}

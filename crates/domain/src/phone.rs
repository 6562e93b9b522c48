//! Vietnamese mobile numbers.

use serde::{Deserialize, Serialize};

use crate::language::{Language, Localized, localized_error, text};
use crate::text::{mask, redacted_debug, text_value};
use crate::typed;

/// A Vietnamese mobile number in its national form: `0` and nine digits.
///
/// Only mobile numbers, because a one-time code must reach it. JSON: a string, national form.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

text_value!(PhoneNumber, PhoneNumberError);
redacted_debug!(PhoneNumber);

/// Why a text is not a Vietnamese mobile number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneNumberError {
    /// Nothing was typed.
    Empty,
    /// Something other than digits, a leading `+`, spaces, dots and hyphens.
    NotDigits,
    /// Not ten digits in the national form.
    WrongLength {
        /// How many digits there were in the national form.
        len: usize,
    },
    /// A mobile number of eleven digits, as they were until 2018.
    OldPrefix {
        /// Its four first digits.
        old: &'static str,
        /// The three that took their place.
        new: &'static str,
    },
    /// A number of another country, a landline, or a range no mobile network holds.
    NotVietnameseMobile,
}

localized_error!(PhoneNumberError {
    Self::Empty => text("Nhập số điện thoại.", "Enter the phone number."),
    Self::NotDigits => text("Số điện thoại chỉ gồm chữ số.", "A phone number must have only digits."),
    Self::WrongLength { len } => wrong_length(*len),
    Self::OldPrefix { old, new } => old_prefix(old, new),
    Self::NotVietnameseMobile => text(
        "Nhập số di động Việt Nam, bắt đầu bằng 03, 05, 07, 08 hoặc 09.",
        "Enter a Vietnamese mobile number. It begins with 03, 05, 07, 08 or 09.",
    ),
});

/// Says how many digits there should be, and how many there are.
fn wrong_length(len: usize) -> impl Localized {
    move |language| match language {
        Language::Vietnamese => {
            format!("Số điện thoại di động có 10 chữ số; số vừa nhập có {len}.")
        }
        Language::English => format!("A mobile number must have 10 digits; you entered {len}."),
    }
}

/// Says which prefix a number of eleven digits has today.
fn old_prefix(old: &'static str, new: &'static str) -> impl Localized {
    move |language| match language {
        Language::Vietnamese => {
            format!("Đầu số {old} đã đổi thành {new}. Nhập {new} và bảy số cuối.")
        }
        Language::English => {
            format!("The prefix {old} has become {new}. Enter {new} and the last seven digits.")
        }
    }
}

impl PhoneNumber {
    /// Reads `0…`, `84…`, `0084…` and `+84…`, the national zero kept or not, as `+84 (0)912…`, with whatever stands between
    /// digits ([`typed::number`]).
    ///
    /// # Errors
    ///
    /// The first rule of [`PhoneNumberError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, PhoneNumberError> {
        let typed = typed::number(text);
        let typed = typed.strip_prefix("tel:").unwrap_or(&typed);
        if typed.is_empty() {
            return Err(PhoneNumberError::Empty);
        }
        let (international, digits) = match typed.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => typed
                .strip_prefix("00")
                .map_or((false, typed), |rest| (true, rest)),
        };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PhoneNumberError::NotDigits);
        }
        let national = match digits.strip_prefix("84") {
            // Without a sign for it, 84 is only a country's code where a whole number follows.
            Some(rest) if international || digits.len() > DIGITS => {
                format!("0{}", rest.strip_prefix('0').unwrap_or(rest))
            }
            _ if international => return Err(PhoneNumberError::NotVietnameseMobile),
            _ => digits.to_owned(),
        };
        if let Some((old, new)) = renamed(&national) {
            return Err(PhoneNumberError::OldPrefix { old, new });
        }
        if national.len() != DIGITS {
            return Err(PhoneNumberError::WrongLength {
                len: national.len(),
            });
        }
        if !is_mobile(&national) {
            return Err(PhoneNumberError::NotVietnameseMobile);
        }
        Ok(Self(national))
    }

    /// The international form, `+84` and nine digits.
    #[must_use]
    pub fn e164(&self) -> String {
        format!("+84{}", &self.0[1..])
    }

    /// The number with its middle hidden, for pages: `0869xxx603`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(&self.0, 4, 3)
    }
}

/// Digits of a number in its national form.
const DIGITS: usize = 10;

/// Prefixes of the numbers of eleven digits, and what they became in autumn 2018 (plan 798/QĐ-BTTTT of 2014, as amended).
const RENAMED: [(&str, &str); 21] = [
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0126", "076"),
    ("0127", "081"),
    ("0128", "078"),
    ("0129", "082"),
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
];

fn renamed(national: &str) -> Option<(&'static str, &'static str)> {
    let eleven = national.len() == DIGITS + 1;
    RENAMED
        .into_iter()
        .find(|(old, _)| eleven && national.starts_with(old))
}

/// Whether the first three digits belong to a mobile network: Viettel 032–039, 086, 096–098;
/// Vinaphone 081–085, 088, 091, 094; MobiFone 070, 076–079, 089, 090, 093; Vietnamobile 052, 056,
/// 058, 092; Gmobile 059, 099; Itel 087; Wintel 055. 095 belongs to nobody.
fn is_mobile(national: &str) -> bool {
    matches!(
        national.as_bytes(),
        [b'0', b'3', b'2'..=b'9', ..]
            | [b'0', b'5', b'2' | b'5' | b'6' | b'8' | b'9', ..]
            | [b'0', b'7', b'0' | b'6'..=b'9', ..]
            | [b'0', b'8', b'1'..=b'9', ..]
            | [b'0', b'9', b'0'..=b'4' | b'6'..=b'9', ..]
    )
}

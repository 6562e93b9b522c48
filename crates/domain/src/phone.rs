//! Vietnamese mobile numbers.

use serde::{Deserialize, Serialize};

use crate::language::{Language, Localized, localized_error, text};
use crate::text::{mask, redacted_debug, text_value};

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
    /// A number of another country, a landline, or a range no mobile network holds.
    NotVietnameseMobile,
}

localized_error!(PhoneNumberError {
    Self::Empty => text("Nhập số điện thoại.", "Enter the phone number."),
    Self::NotDigits => text("Số điện thoại chỉ gồm chữ số.", "A phone number must have only digits."),
    Self::WrongLength { len } => wrong_length(*len),
    Self::NotVietnameseMobile => text(
        "Đây không phải số điện thoại di động Việt Nam.",
        "This is not a Vietnamese mobile number.",
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

impl PhoneNumber {
    /// Reads `0…`, `84…` and `+84…`, with spaces, dots and hyphens anywhere.
    ///
    /// # Errors
    ///
    /// The first rule of [`PhoneNumberError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, PhoneNumberError> {
        let typed: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'))
            .collect();
        let (international, digits) = match typed.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, typed.as_str()),
        };
        if typed.is_empty() {
            return Err(PhoneNumberError::Empty);
        }
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PhoneNumberError::NotDigits);
        }
        let national = match digits.strip_prefix("84") {
            Some(rest) => format!("0{rest}"),
            None if international => return Err(PhoneNumberError::NotVietnameseMobile),
            None => digits.to_owned(),
        };
        if national.len() != 10 {
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

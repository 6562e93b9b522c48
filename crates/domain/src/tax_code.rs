//! Tax codes of enterprises and organisations.

use serde::{Deserialize, Serialize};

use crate::language::{Language, localized_error, text};
use crate::text::text_value;
use crate::typed;

/// A tax code (mã số thuế, Circular 105/2020/TT-BTC, article 5): ten digits, of which the last checks the others; a branch
/// adds a hyphen and three digits, `0100109106-001`. JSON: a string.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TaxCode(String);

text_value!(TaxCode, TaxCodeError);

/// Why a text is not a tax code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxCodeError {
    /// Nothing was typed.
    Empty,
    /// Something other than digits, spaces, dots and hyphens.
    NotDigits,
    /// Neither ten nor thirteen digits.
    WrongLength {
        /// How many digits there were.
        len: usize,
    },
    /// The tenth digit does not follow from the nine before it: one of them is mistyped.
    WrongCheckDigit,
}

localized_error!(TaxCodeError {
    Self::Empty => text("Nhập mã số thuế.", "Enter the tax code."),
    Self::NotDigits => text(
        "Mã số thuế chỉ gồm chữ số.",
        "A tax code must have only digits.",
    ),
    Self::WrongLength { len } => |language| match language {
        Language::Vietnamese => format!("Mã số thuế có 10 hoặc 13 chữ số; số vừa nhập có {len}."),
        Language::English => format!("A tax code must have 10 or 13 digits; you entered {len}."),
    },
    Self::WrongCheckDigit => text(
        "Mã số thuế không đúng. Kiểm tra lại từng chữ số.",
        "This tax code is not valid. Check each digit.",
    ),
});

const ENTERPRISE_DIGITS: usize = 10;
const BRANCH_DIGITS: usize = 13;
const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

impl TaxCode {
    /// Reads ten or thirteen digits, as people type them ([`typed::number`]).
    ///
    /// # Errors
    ///
    /// The first rule of [`TaxCodeError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, TaxCodeError> {
        let digits = typed::number(text);
        if digits.is_empty() {
            return Err(TaxCodeError::Empty);
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(TaxCodeError::NotDigits);
        }
        if ![ENTERPRISE_DIGITS, BRANCH_DIGITS].contains(&digits.len()) {
            return Err(TaxCodeError::WrongLength { len: digits.len() });
        }
        let (enterprise, branch) = digits.split_at(ENTERPRISE_DIGITS);
        if !checks(enterprise) {
            return Err(TaxCodeError::WrongCheckDigit);
        }
        Ok(Self(if branch.is_empty() {
            enterprise.to_owned()
        } else {
            format!("{enterprise}-{branch}")
        }))
    }
}

/// The tenth digit is 10 less the remainder by 11 of the weighted sum; where that would be 10 there is no code.
fn checks(ten_digits: &str) -> bool {
    let value = |byte: u8| u32::from(byte - b'0');
    let digits = ten_digits.as_bytes();
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| value(*digit) * weight)
        .sum();
    digits
        .last()
        .is_some_and(|last| value(*last) == 10 - sum % 11)
}

//! Tax codes of enterprises and organisations, and of whoever may be a household business.

use serde::{Deserialize, Serialize};

use crate::identity::{IdentityKind, IdentityNumber, IdentityNumberError};
use crate::language::{Language, localized_error, text};
use crate::text::{redacted_debug, text_value};
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
    /// Twelve digits that are a person's number: since 1 July 2025 that of a household business or of a person, and of no
    /// enterprise.
    PersonalNumber,
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
    Self::PersonalNumber => text(
        "Đây là số định danh cá nhân, không phải mã số thuế của doanh nghiệp. Hộ kinh doanh dùng tài khoản công dân của chủ hộ.",
        "This is a personal identity number, not the tax code of a business. A household business uses its owner’s citizen account.",
    ),
    Self::WrongCheckDigit => text(
        "Mã số thuế không đúng. Kiểm tra lại từng chữ số.",
        "This tax code is not valid. Check each digit.",
    ),
});

const ENTERPRISE_DIGITS: usize = 10;
const BRANCH_DIGITS: usize = 13;
const PERSONAL_DIGITS: usize = 12;
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
        if is_personal(&digits) {
            return Err(TaxCodeError::PersonalNumber);
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

fn is_personal(digits: &str) -> bool {
    digits.len() == PERSONAL_DIGITS && IdentityNumber::parse(digits).is_ok()
}

/// The tax code of whoever may be an enterprise, a household business or a person: a [`TaxCode`], or since 1 July 2025 a personal
/// identification number of twelve digits (Law on Tax Administration 38/2019/QH14, article 35; Circular 86/2024/TT-BTC, article
/// 5). JSON: a string.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TaxpayerCode(String);

text_value!(TaxpayerCode, TaxpayerCodeError);
redacted_debug!(TaxpayerCode);

/// Why a text is no taxpayer's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxpayerCodeError {
    /// None of the lengths that there are.
    WrongLength {
        /// How many digits there were.
        len: usize,
    },
    /// Wrong as an enterprise's.
    Enterprise(TaxCodeError),
    /// As long as a personal number, and none.
    Personal(IdentityNumberError),
}

localized_error!(TaxpayerCodeError {
    Self::WrongLength { len } => |language| match language {
        Language::Vietnamese => format!(
            "Mã số thuế có 10 hoặc 13 chữ số; của hộ kinh doanh là số định danh cá nhân, 12 chữ số. Số vừa nhập có {len}."
        ),
        Language::English => format!(
            "A tax code has 10 or 13 digits; a household business uses a personal identity number, 12 digits. You entered {len}."
        ),
    },
    Self::Enterprise(error) => *error,
    Self::Personal(error) => *error,
});

impl TaxpayerCode {
    /// Reads ten, twelve or thirteen digits, as people type them ([`typed::number`]).
    ///
    /// # Errors
    ///
    /// What is wrong with it as the kind of code that it is as long as.
    pub fn parse(text: &str) -> Result<Self, TaxpayerCodeError> {
        let digits = typed::number(text);
        if digits.len() == PERSONAL_DIGITS && digits.bytes().all(|b| b.is_ascii_digit()) {
            return IdentityNumber::parse(&digits)
                .map(|number| Self(number.into()))
                .map_err(TaxpayerCodeError::Personal);
        }
        match TaxCode::parse(text) {
            Ok(code) => Ok(Self(code.into())),
            Err(TaxCodeError::WrongLength { len }) => Err(TaxpayerCodeError::WrongLength { len }),
            Err(error) => Err(TaxpayerCodeError::Enterprise(error)),
        }
    }

    /// The personal number, where it is one.
    #[must_use]
    pub fn personal(&self) -> Option<IdentityNumber> {
        let number = IdentityNumber::parse(&self.0).ok()?;
        (number.kind() == IdentityKind::Cccd).then_some(number)
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

//! Numbers of bank accounts.

use crate::{
    language::{localized_error, text},
    text::redacted_debug,
    typed,
};

/// 4 to 24 digits; or digits and letters, as virtual accounts have.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountNumber(String);

redacted_debug!(AccountNumber);

/// Digits of one group, where a number is written in groups. Two numbers beside each other have longer ones.
const GROUP: std::ops::RangeInclusive<usize> = 2..=8;

/// Why what was typed is no account number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountNumberError {
    /// Nothing was typed.
    Empty,
    /// Fewer than four digits.
    TooShort,
    /// By so many characters.
    TooLong(usize),
    /// What is no part of a number: a bracket, a slash, a comma.
    Forbidden(char),
    /// A spreadsheet has made a number of it, and its last digits are gone: `2.63301E+11`.
    Exponent,
    /// Perhaps two numbers, or one with words or decimals beside it.
    Unclear,
}

impl AccountNumber {
    const SHORTEST: usize = 4;
    const LONGEST: usize = 24;

    /// Reads a number in one piece, or digits in groups of two to eight with one kind of blank, dot or dash between them. Nothing is
    /// left out of what cannot be read so: money would go to somebody else.
    ///
    /// # Errors
    ///
    /// The first rule of [`AccountNumberError`] that is broken.
    pub fn parse(typed: &str) -> Result<Self, AccountNumberError> {
        let line: String = typed::line(typed).chars().map(typed::plain).collect();
        let line = line.strip_suffix('.').unwrap_or(&line);
        if line.is_empty() {
            return Err(AccountNumberError::Empty);
        }
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_bare = line
            .split_once(['e', 'E'])
            .is_some_and(|(number, exponent)| digits(number) && digits(exponent));
        if has_exponent(line) || is_bare {
            return Err(AccountNumberError::Exponent);
        }
        let is_separator = |letter: char| matches!(letter, ' ' | '.' | '-');
        if let Some(letter) = line
            .chars()
            .find(|letter| !letter.is_ascii_alphanumeric() && !is_separator(*letter))
        {
            return Err(AccountNumberError::Forbidden(letter));
        }
        let number: String = line
            .chars()
            .filter(|letter| !is_separator(*letter))
            .collect();
        if let Some(separator) = line.chars().find(|letter| is_separator(*letter)) {
            let is_group = |group: &str| GROUP.contains(&group.len()) && digits(group);
            // After a dot two digits could be decimals.
            let decimals =
                separator == '.' && line.rsplit('.').next().is_some_and(|last| last.len() < 3);
            if decimals || !line.split(separator).all(is_group) {
                return Err(AccountNumberError::Unclear);
            }
        }
        if number.len() < Self::SHORTEST {
            return Err(AccountNumberError::TooShort);
        }
        match typed::within(&number, Self::LONGEST) {
            Ok(()) => Ok(Self(number)),
            Err(beyond) => Err(AccountNumberError::TooLong(beyond)),
        }
    }

    /// Digits and letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<AccountNumber> for String {
    fn from(number: AccountNumber) -> Self {
        number.0
    }
}

/// Whether a spreadsheet has written a number in its own way: digits, perhaps a point or comma, `E`, perhaps a sign, and digits.
/// `1e10`, with neither point nor sign, may be one of our references.
#[must_use]
pub fn has_exponent(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((number, exponent)) = cell.split_once(['e', 'E']) else {
        return false;
    };
    let (whole, fraction) = match number.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let unsigned = exponent.strip_prefix(['+', '-']);
    digits(whole)
        && fraction.is_none_or(digits)
        && digits(unsigned.unwrap_or(exponent))
        && (fraction.is_some() || unsigned.is_some())
}

localized_error!(AccountNumberError {
    Self::Empty => text("Nhập số tài khoản.", "Enter the account number."),
    Self::TooShort => text(
        "Số tài khoản có ít nhất 4 chữ số.",
        "An account number has at least 4 digits.",
    ),
    Self::TooLong(beyond) => typed::too_long(AccountNumber::LONGEST, *beyond),
    Self::Forbidden(letter) => typed::forbidden(*letter),
    Self::Exponent => text(
        "Bảng tính đã rút gọn số này. Nhập đủ số tài khoản.",
        "A spreadsheet has shortened this number. Enter the whole account number.",
    ),
    Self::Unclear => text(
        "Nhập một số tài khoản, không kèm chữ hay số khác, ví dụ 0071001234567.",
        "Enter one account number with nothing beside it, for example 0071001234567.",
    ),
});

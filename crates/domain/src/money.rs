//! Money: whole đồng in 64 bits, never a fraction, never a float.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::language::{Language, Localized, localized_error, text};
use crate::typed;

/// An amount in whole đồng. Negative amounts exist in the ledger (the other side of an entry).
///
/// JSON: a number. `Display`: `1.435.000 đ`, as Vietnamese documents write it. [`Localized`]: as people of a language read it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
pub struct Vnd(i64);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Anything other than the digits 0–9, or nothing at all.
    #[error("an amount has digits only")]
    NotDigits,
    /// More than 64 bits hold.
    #[error("the amount is too large to count")]
    TooLarge,
}

impl Vnd {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount of `dong` đồng.
    #[must_use]
    pub const fn new(dong: i64) -> Self {
        Self(dong)
    }

    /// The number of đồng.
    #[must_use]
    pub const fn as_i64(self) -> i64 {
        self.0
    }

    /// Whether the amount is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum, or `None` where 64 bits do not hold it.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` where 64 bits do not hold it.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The amount `times` over, or `None` where 64 bits do not hold it.
    #[must_use]
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// The sum of all amounts, or `None` where 64 bits do not hold it.
    #[must_use]
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The sum of all amounts, or the nearest that 64 bits hold: for amounts that others report
    /// and that must be shown however absurd they are.
    #[must_use]
    pub(crate) fn saturating_sum(amounts: impl IntoIterator<Item = Self>) -> Self {
        amounts.into_iter().fold(Self::ZERO, |sum, amount| {
            Self(sum.0.saturating_add(amount.0))
        })
    }
}

/// Why what was typed is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedAmountError {
    /// Nothing was typed.
    Empty,
    /// Not whole đồng in digits, or grouped so that it could be read in two ways.
    NotAnAmount,
    /// More than 64 bits hold.
    TooLarge,
}

localized_error!(TypedAmountError {
    Self::Empty => text("Nhập số tiền.", "Enter the amount."),
    Self::NotAnAmount => text(
        "Nhập số đồng chẵn, ví dụ 200000 hoặc 200.000.",
        "Enter whole VND, for example 200000 or 200,000.",
    ),
    Self::TooLarge => text("Số tiền quá lớn.", "The amount is too large."),
});

impl Vnd {
    /// Reads an amount as people type and paste it: `200000`, `200.000`, `200,000`, `200 000`, `200.000 đ`, `200000.00`,
    /// `200.000,00`. Groups have three digits and one separator. Hundredths are zero and follow a number that could not be a group
    /// too short: `1.00` and `1000.0` are refused, since nobody knows what was meant.
    ///
    /// # Errors
    ///
    /// The first rule of [`TypedAmountError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, TypedAmountError> {
        let line: String = typed::line(text).chars().map(typed::plain).collect();
        let folded = typed::name(&line).to_lowercase();
        let amount = folded.trim_end_matches(['.', ',']);
        let number = ["đồng", "dong", "vnđ", "vnd", "đ", "₫", "d"]
            .into_iter()
            .find_map(|unit| {
                let before = || amount.strip_prefix(unit);
                amount.strip_suffix(unit).or_else(before)
            })
            .unwrap_or(amount)
            .trim()
            .trim_end_matches(['.', ',']);
        if number.is_empty() {
            return Err(TypedAmountError::Empty);
        }
        let digits = ungrouped(number).ok_or(TypedAmountError::NotAnAmount)?;
        digits
            .parse()
            .map(Self)
            .map_err(|_| TypedAmountError::TooLarge)
    }
}

/// The digits of a number without its grouping and without hundredths that are zero.
fn ungrouped(number: &str) -> Option<String> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits(number) {
        return Some(number.to_owned());
    }
    let (whole, hundredths) = match number.rsplit_once(['.', ',']) {
        Some((whole, "00")) => (whole, number.as_bytes().get(whole.len()).copied()),
        _ => (number, None),
    };
    if is_digits(whole) {
        // With three digits or fewer, as in 100.00, it could as well be 10000.
        return (hundredths.is_some() && whole.len() > 3).then(|| whole.to_owned());
    }
    let separator = whole.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(separator, '.' | ',' | ' ')
        || hundredths.is_some_and(|mark| char::from(mark) == separator)
    {
        return None;
    }
    let mut groups = whole.split(separator);
    let first = groups
        .next()
        // 0.240 is a fraction.
        .filter(|first| is_digits(first) && first.len() <= 3 && !first.starts_with('0'))?;
    let mut digits = first.to_owned();
    for group in groups {
        if !is_digits(group) || group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

impl Vnd {
    /// The digits in groups of three.
    fn grouped(self, separator: char) -> String {
        let digits = self.0.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        if self.is_negative() {
            text.push('-');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }
}

impl fmt::Display for Vnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} đ", self.grouped('.')))
    }
}

/// `1.435.000 đ`, and in English `1,435,000 VND`: to an English reader `205.000` is 205.
impl Localized for Vnd {
    fn localized(&self, language: Language) -> Cow<'static, str> {
        Cow::Owned(match language {
            Language::Vietnamese => self.to_string(),
            Language::English => format!("{} VND", self.grouped(',')),
        })
    }
}

impl FromStr for Vnd {
    type Err = MoneyError;

    /// Reads plain digits, as payment messages carry them: no sign, no separators, no unit.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MoneyError::NotDigits);
        }
        text.parse().map(Self).map_err(|_| MoneyError::TooLarge)
    }
}

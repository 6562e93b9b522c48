//! Money: whole đồng in 64 bits, never a fraction, never a float.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An amount in whole đồng. Negative amounts exist in the ledger (the other side of an entry).
///
/// JSON: a number. `Display`: `1.435.000 đ`, as Vietnamese documents write it.
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

impl fmt::Display for Vnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        if self.is_negative() {
            text.push('-');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push('.');
            }
            text.push(digit);
        }
        text.push_str(" đ");
        f.pad(&text)
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

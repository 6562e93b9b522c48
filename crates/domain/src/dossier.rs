//! Dossiers: their states, running numbers and codes.

mod code;
mod state;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::language::{localized_error, text};
use crate::typed;

pub(crate) use code::is_organisation_code;
pub use code::{DossierCode, DossierCodeError};
pub use state::DossierState;

/// The number a dossier goes by before an officer receives it and gives it its code, such as
/// 363815. JSON: a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunningNumber(i64);

/// A text that is not a running number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningNumberError;

localized_error!(RunningNumberError {
    Self => text("Số hồ sơ chỉ gồm chữ số.", "An application number must have only digits."),
});

impl RunningNumber {
    /// The number as the database counted it.
    #[must_use]
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// The number itself.
    #[must_use]
    pub const fn as_i64(self) -> i64 {
        self.0
    }
}

impl fmt::Display for RunningNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for RunningNumber {
    type Err = RunningNumberError;

    /// Reads digits as people type them ([`typed::number`]).
    fn from_str(text: &str) -> Result<Self, RunningNumberError> {
        let text = typed::digits_for_letters(&typed::number(text));
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(RunningNumberError);
        }
        text.parse().map(Self).map_err(|_| RunningNumberError)
    }
}

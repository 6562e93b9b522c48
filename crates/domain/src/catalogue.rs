//! The catalogue of procedures: levels, service levels, procedure codes.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter};
use thiserror::Error;

use crate::dossier::is_organisation_code;
use crate::language::{Text, localized_error, text};
use crate::text::text_value;
use crate::typed;

/// The level of government that carries out a procedure. `Display`, JSON, addresses and database:
/// `province`. Iterated from the widest to the nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumIter)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type))]
#[cfg_attr(feature = "sqlx", sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Level {
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện.
    District,
    /// Cấp xã.
    Commune,
}

impl Level {
    /// The name citizens read.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Province => text("Cấp tỉnh", "Province"),
            Self::District => text("Cấp huyện", "District"),
            Self::Commune => text("Cấp xã", "Commune"),
        }
    }
}

/// How much of a procedure can be done online, 1–4 (mức độ, Decree 43/2011, article 3). JSON: a
/// number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
pub struct ServiceLevel(i16);

/// A service level outside 1–4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a service level is a number from 1 to 4")]
pub struct ServiceLevelError;

impl ServiceLevel {
    /// All service levels, lowest first.
    pub const ALL: [Self; 4] = [Self(1), Self(2), Self(3), Self(4)];

    /// The number, 1–4.
    #[must_use]
    pub const fn number(self) -> i16 {
        self.0
    }

    /// Whether dossiers are filed online: levels 3 and 4.
    #[must_use]
    pub const fn can_file_online(self) -> bool {
        self.0 >= 3
    }

    /// Whether fees are paid online: level 4.
    #[must_use]
    pub const fn can_pay_online(self) -> bool {
        self.0 == 4
    }

    /// The name citizens read.
    #[must_use]
    pub const fn label(self) -> Text {
        match self.0 {
            1 => text("Mức độ 1", "Level 1"),
            2 => text("Mức độ 2", "Level 2"),
            3 => text("Mức độ 3", "Level 3"),
            _ => text("Mức độ 4", "Level 4"),
        }
    }
}

impl TryFrom<i16> for ServiceLevel {
    type Error = ServiceLevelError;

    fn try_from(number: i16) -> Result<Self, ServiceLevelError> {
        if (1..=4).contains(&number) {
            Ok(Self(number))
        } else {
            Err(ServiceLevelError)
        }
    }
}

impl From<ServiceLevel> for i16 {
    fn from(level: ServiceLevel) -> Self {
        level.0
    }
}

/// A procedure's code in the national database: `N.NNNNNN`, alone (`1.001193`), with the number of
/// a public service (`1.001193.01`) or with the organisation that published its own variant
/// (`1.010708.000.00.00.H56`). JSON: a string.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProcedureCode(String);

text_value!(ProcedureCode, ProcedureCodeError);

/// A text that is not a procedure code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProcedureCodeError;

localized_error!(ProcedureCodeError {
    Self => text("Nhập mã thủ tục theo dạng 1.001193.", "Enter a procedure code such as 1.001193."),
});

/// Length of `N.NNNNNN`.
const NATIONAL_LENGTH: usize = 8;

impl ProcedureCode {
    /// Reads a code as people copy it ([`typed::code`]), in capitals or small letters.
    ///
    /// # Errors
    ///
    /// [`ProcedureCodeError`] where the text has none of the three forms.
    pub fn parse(text: &str) -> Result<Self, ProcedureCodeError> {
        let code = typed::digits_for_letters(&typed::code(text)).to_ascii_uppercase();
        let is_national = |code: &str| {
            code.len() == NATIONAL_LENGTH
                && code.bytes().enumerate().all(|(at, b)| {
                    if at == 1 {
                        b == b'.'
                    } else {
                        b.is_ascii_digit()
                    }
                })
        };
        let is_suffix = |suffix: &str| {
            let is_service = suffix.len() == 2 && suffix.bytes().all(|b| b.is_ascii_digit());
            is_service || is_organisation_code(suffix)
        };
        let sound = match code.split_at_checked(NATIONAL_LENGTH) {
            Some((national, "")) => is_national(national),
            Some((national, rest)) => {
                is_national(national) && rest.strip_prefix('.').is_some_and(is_suffix)
            }
            None => false,
        };
        if sound {
            Ok(Self(code))
        } else {
            Err(ProcedureCodeError)
        }
    }

    /// The national part, `N.NNNNNN`.
    #[must_use]
    pub fn national(&self) -> &str {
        &self.0[..NATIONAL_LENGTH]
    }

    /// What follows the national part, without the dot between them.
    #[must_use]
    pub fn suffix(&self) -> Option<&str> {
        self.0.get(NATIONAL_LENGTH + 1..)
    }
}

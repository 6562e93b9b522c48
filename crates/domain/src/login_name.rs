//! What is typed to sign in.

use serde::{Deserialize, Serialize};

use crate::contact::{EmailAddress, EmailError};
use crate::identity::{IdentityNumber, IdentityNumberError};
use crate::language::localized_error;
use crate::tax_code::{TaxCode, TaxCodeError};
use crate::text::redacted_debug;

/// The name of an account: a citizen's identity number, an enterprise's tax code, or an agency's official e-mail address.
///
/// Which of them it is shows in the text itself: an address has an `@`, and identity numbers (9 and 12 digits) and tax codes
/// (10 and 13) never have the same length. JSON: a string.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum LoginName {
    /// A citizen's.
    Citizen(IdentityNumber),
    /// An enterprise's.
    Enterprise(TaxCode),
    /// A state agency's; in lower case, since nobody remembers how it was written.
    Agency(EmailAddress),
}

redacted_debug!(LoginName);

/// Why a text is the name of no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginNameError {
    /// No identity number, and too unlike the others to be one of them.
    Citizen(IdentityNumberError),
    /// As long as a tax code, and none.
    Enterprise(TaxCodeError),
    /// With an `@`, and no address.
    Agency(EmailError),
}

localized_error!(LoginNameError {
    Self::Citizen(error) => *error,
    Self::Enterprise(error) => *error,
    Self::Agency(error) => *error,
});

impl LoginName {
    /// Reads a name as people type it, with spaces, dots and hyphens between digits.
    ///
    /// # Errors
    ///
    /// What is wrong with it as the kind of name that it looks like.
    pub fn parse(text: &str) -> Result<Self, LoginNameError> {
        if text.contains('@') {
            return EmailAddress::parse(&text.to_lowercase())
                .map(Self::Agency)
                .map_err(LoginNameError::Agency);
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if matches!(digits, 10 | 13) {
            return TaxCode::parse(text)
                .map(Self::Enterprise)
                .map_err(LoginNameError::Enterprise);
        }
        IdentityNumber::parse(text)
            .map(Self::Citizen)
            .map_err(LoginNameError::Citizen)
    }

    /// The text in its one accepted spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Citizen(number) => number.as_str(),
            Self::Enterprise(code) => code.as_str(),
            Self::Agency(address) => address.as_str(),
        }
    }
}

impl TryFrom<String> for LoginName {
    type Error = LoginNameError;

    fn try_from(text: String) -> Result<Self, LoginNameError> {
        Self::parse(&text)
    }
}

impl From<LoginName> for String {
    fn from(name: LoginName) -> Self {
        name.as_str().to_owned()
    }
}

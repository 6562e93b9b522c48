//! Who can sign in.

use serde::Deserialize;
use time::Date;

use super::level::Level;

/// Somebody's account at an identity provider. What is missing here is missing in the claims.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    /// Stable name of the account, `TechID` at the national single sign-on. VNeID does not tell it.
    pub sub: String,
    pub name: String,
    /// The highest level that this account can reach.
    #[serde(default)]
    pub level: Level,
    /// Twelve digits.
    #[serde(default)]
    pub identity_number: Option<String>,
    /// Nine digits, from the time before.
    #[serde(default)]
    pub old_identity_number: Option<String>,
    #[serde(default)]
    pub passport: Option<String>,
    /// As data `yyyy-mm-dd`.
    #[serde(default, with = "date::option")]
    pub birth_date: Option<Date>,
    /// 1 male, 2 female.
    #[serde(default)]
    pub gender: Option<u8>,
    #[serde(default)]
    pub address: Option<String>,
    /// `0…`, ten digits.
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    /// Whom the account is for, where it is not for the person.
    #[serde(default)]
    pub organisation: Option<Organisation>,
}

/// An enterprise or another organisation.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organisation {
    pub name: String,
    #[serde(default)]
    pub tax_code: Option<String>,
    #[serde(default)]
    pub enterprise_code: Option<String>,
}

impl Person {
    /// What tells people of one name apart on the page.
    pub(super) fn described(&self) -> String {
        if let Some(organisation) = &self.organisation {
            return organisation.name.clone();
        }
        match (&self.identity_number, &self.old_identity_number) {
            (Some(number), _) => format!("Số định danh {number}"),
            (None, Some(number)) => format!("CMND {number}"),
            (None, None) => "Không có giấy tờ tùy thân".to_owned(),
        }
    }
}

time::serde::format_description!(date, Date, "[year]-[month]-[day]");

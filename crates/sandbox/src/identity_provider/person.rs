//! Who can sign in, and who has an account from the start: the people of a demonstration, of whom some have accounts at the
//! portal, by their identity numbers.

use std::collections::HashMap;

use serde::Deserialize;
use time::Date;

use super::{IdentityProvider, level::Level};

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
    pub identity_number: Option<String>,
    /// Nine digits, from the time before.
    pub old_identity_number: Option<String>,
    pub passport: Option<String>,
    /// As data `yyyy-mm-dd`.
    #[serde(default, with = "date::option")]
    pub birth_date: Option<Date>,
    /// 1 male, 2 female.
    pub gender: Option<u8>,
    pub address: Option<String>,
    /// `0…`, ten digits.
    pub phone: Option<String>,
    pub email: Option<String>,
    /// Whom the account is for, where it is not for the person.
    pub organisation: Option<Organisation>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organisation {
    pub name: String,
    pub tax_code: Option<String>,
    pub enterprise_code: Option<String>,
}

/// Everybody who has an account at `provider` from the start. An individual must have one of two numbers, so the portal must
/// refuse `thieu-giay-to`.
pub(super) fn at(provider: IdentityProvider) -> Vec<Person> {
    let file = include_str!("../../assets/people.json");
    let mut people: HashMap<IdentityProvider, Vec<Person>> =
        serde_json::from_str(file).expect("people of this form");
    people.remove(&provider).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tax_code_is_one() {
        let enterprise = at(IdentityProvider::NationalSso)
            .into_iter()
            .find_map(|person| person.organisation);
        let code = enterprise.and_then(|organisation| organisation.tax_code);
        let digits = code.unwrap();
        let digits: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
        let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
        let sum: u32 = digits.iter().zip(weights).map(|(d, w)| d * w).sum();
        assert_eq!(digits.len(), 10);
        assert_eq!(digits[9], 10 - sum % 11);
    }

    #[test]
    fn an_account_has_a_name_of_its_own() {
        for provider in IdentityProvider::ALL {
            let mut subs: Vec<_> = at(provider).into_iter().map(|p| p.sub).collect();
            let count = subs.len();
            subs.sort();
            subs.dedup();
            assert_eq!(subs.len(), count);
        }
    }
}

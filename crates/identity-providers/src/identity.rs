//! Who somebody is, by what a provider says.

use domain::{
    born::Born, contact::EmailAddress, identity::IdentityNumber, organisation::OrganisationName,
    person::FullName, phone::PhoneNumber, tax_code::TaxCode,
};
use serde::{Deserialize, Serialize};

/// Phone and e-mail are what the provider knows; they prove nothing here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The provider's stable key of the account.
    pub subject: String,
    /// The enterprise, where it is an enterprise's account.
    pub organisation: Option<Organisation>,
    /// Papers of the person; an enterprise's account may come without.
    pub identity_number: Option<IdentityNumber>,
    pub full_name: Option<FullName>,
    pub birth_date: Option<Born>,
    pub phone: Option<PhoneNumber>,
    pub email: Option<EmailAddress>,
    /// How sure the provider is in this sign-in, 1 to 3.
    pub assurance: u8,
    /// For the logout at the provider.
    pub id_token: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Tax code, or number of the enterprise, which is the same (Decree 01/2021/NĐ-CP, article 8).
    pub tax_code: TaxCode,
    pub name: Option<OrganisationName>,
}

impl Identity {
    /// What an account of this identity is signed in to with here.
    #[must_use]
    pub fn login_name(&self) -> Option<&str> {
        match (&self.organisation, &self.identity_number) {
            (Some(organisation), _) => Some(organisation.tax_code.as_str()),
            (None, Some(number)) => Some(number.as_str()),
            (None, None) => None,
        }
    }
}

/// `LoA2` and the like, whatever the case.
pub(crate) fn level(text: &str) -> Option<u8> {
    match text.trim().to_ascii_lowercase().as_str() {
        "loa1" => Some(1),
        "loa2" => Some(2),
        "loa3" => Some(3),
        _ => None,
    }
}

//! Somebody whom an identity provider or a certificate vouches for, and who is not signed in yet.

use super::{
    FormEndpoint,
    accounts::{AccountKind, RegistrationInput},
    endpoints,
    flows::Flow,
    sessions::Method,
};
use crate::api::Empty;
use serde::{Deserialize, Serialize};

/// What has to be done before somebody who is vouched for is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VouchedStep {
    /// Sign in once to the account that there is, so that the two belong together.
    Link,
    /// Make an account.
    Register,
}

/// Who is vouched for, and what is still needed. What is empty is not known and must be typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Vouched {
    /// What has to be done.
    pub step: VouchedStep,
    /// Who or what vouches.
    pub method: Method,
    /// Whose account it is or will be.
    pub kind: AccountKind,
    /// Name of the person.
    pub full_name: String,
    /// `079xxxxxx123`.
    pub masked_identity_number: String,
    /// The enterprise's tax code.
    pub tax_code: String,
    /// The enterprise's name.
    pub legal_name: String,
    /// `dd/mm/yyyy`.
    pub birth_date: String,
    /// Mobile number, to begin with; a code must prove it.
    pub phone: String,
    /// E-mail address, to begin with.
    pub email: String,
    /// Where to go afterwards.
    pub next: String,
}

endpoints! {
    /// Who is vouched for in this browser.
    GetVouched: GET "/api/v1/vouched" (()) Empty => Vouched;
    /// Registers whoever is vouched for. What is vouched for counts, whatever is typed; no captcha is needed.
    RegisterVouched: POST "/api/v1/vouched/registration" (()) RegistrationInput => Flow;
}

impl FormEndpoint for RegisterVouched {
    fn next(flow: &Flow) -> String {
        flow.page().into()
    }
}

//! Somebody whom an identity provider or a certificate has identified, and who is not signed in yet.

use super::{
    FormEndpoint,
    accounts::{AccountKind, RegistrationInput},
    endpoints,
    sessions::Method,
    verifications::Verification,
};
use crate::api::Empty;
use serde::{Deserialize, Serialize};

/// What has to be done before somebody so identified is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PendingIdentityStep {
    /// Sign in once to the account that there is, so that the two belong together.
    Link,
    /// Make an account.
    Register,
}

/// Who was identified, and what is still needed. What is empty is not known and must be typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PendingIdentity {
    /// What has to be done.
    pub step: PendingIdentityStep,
    /// By whom or what.
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
    /// Who was identified elsewhere in this browser.
    GetPendingIdentity: GET "/api/v1/pending-identity" (()) Empty => PendingIdentity;
    /// Registers whoever was identified elsewhere. What is said there counts, whatever is typed; no captcha is needed.
    RegisterPendingIdentity: POST "/api/v1/pending-identity/registration" (()) RegistrationInput => Verification;
}

impl FormEndpoint for RegisterPendingIdentity {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}

//! Accounts: registration, sign-in, session.

use super::{Empty, FormEndpoint, endpoints, verifications::Verification};
use crate::locales::{Text, officers::role};
use serde::{Deserialize, Serialize};
use strum::EnumIter;

/// Details typed in the registration wizard, as typed: the server parses them with the same rules as the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RegistrationInput {
    /// `citizen` where empty, `enterprise` or `agency`.
    pub account_kind: String,
    /// An enterprise's tax code.
    pub tax_code: String,
    /// An enterprise's name as registered.
    pub legal_name: String,
    /// Code of an agency's unit.
    pub unit_code: String,
    /// CMND (9 digits) or CCCD (12 digits); of an enterprise its representative's, of an agency its officer's.
    pub identity_number: String,
    /// Name of that person as on the paper.
    pub full_name: String,
    /// `dd/mm/yyyy`.
    pub birth_date: String,
    /// Vietnamese mobile number.
    pub phone: String,
    /// May be empty, but for an agency, whose official address it is.
    pub email: String,
    /// Which captcha was shown.
    pub captcha_id: String,
    /// What was read in it.
    pub captcha: String,
    /// The number that the browser worked for; empty without scripts.
    pub captcha_work: String,
    /// Whether the terms were accepted.
    pub terms: bool,
}

/// A one-time code, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct OneTimeCodeInput {
    /// Six digits.
    pub code: String,
}

/// The password chosen at the end of registration.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewPasswordInput {
    /// 8 to 128 characters.
    pub password: String,
    /// The same again.
    pub repeated: String,
}

/// Name of the account and password, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SignInInput {
    /// CMND or CCCD; of an enterprise the tax code, of an agency the official e-mail address.
    pub identity_number: String,
    /// Password.
    pub password: String,
    /// Which captcha was shown.
    pub captcha_id: String,
    /// What was read in it.
    pub captcha: String,
    /// The number that the browser worked for; empty without scripts.
    pub captcha_work: String,
    /// Path of ours to go to afterwards; anything else is ignored.
    pub next: String,
}

/// Whose account it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// A person's.
    #[default]
    Citizen,
    /// An enterprise's, known by its tax code.
    Enterprise,
    /// A state agency's.
    Agency,
}

/// The signed-in account, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Account {
    /// Whose account.
    pub kind: AccountKind,
    /// A citizen's name, or that of who represents the enterprise or agency.
    pub full_name: String,
    /// Name of the enterprise or agency.
    pub legal_name: Option<String>,
    /// The enterprise's tax code.
    pub tax_code: Option<String>,
    /// `079xxxxxx123`.
    pub masked_identity_number: String,
    /// `0869xxx603`.
    pub masked_phone: String,
    /// E-mail, if given.
    pub email: Option<String>,
    /// Assurance level, 1 to 3.
    pub assurance: u8,
}

/// What an officer works as; one officer may do so in several roles.
#[derive(Clone, Copy, Debug, EnumIter, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works on the dossiers of one unit.
    DeskOfficer,
    /// Takes cash for the dossiers of one unit.
    CashOfficer,
    /// Proposes refunds and corrections, switches channels, for the whole province.
    FinanceMaker,
    /// Approves or rejects what another has proposed.
    FinanceChecker,
    /// Makes officers of a unit and of those below it.
    Administrator,
    /// Reads what was done, and changes nothing.
    Auditor,
}

impl Role {
    /// The word for people.
    #[must_use]
    pub const fn label(self) -> Text {
        role(self)
    }

    /// Whether its work reaches beyond the officer's own units to the whole province, so that only the province gives it.
    #[must_use]
    pub fn is_of_province(self) -> bool {
        ROLES_OF_FINANCE.contains(&self)
    }
}

/// Roles whose work are the payments of the province: they see all of them.
pub const ROLES_OF_FINANCE: [Role; 3] = [Role::FinanceMaker, Role::FinanceChecker, Role::Auditor];

/// The signed-in account as an officer's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Officer {
    /// Name of the unit.
    pub unit_name: String,
    /// What the name means in English; districts and communes keep their own names.
    pub unit_name_en: Option<String>,
    /// What the officer works as, at least one.
    pub roles: Vec<Role>,
}

impl Account {
    /// Whom the account is for: the enterprise or agency, or else the person.
    #[must_use]
    pub fn name(&self) -> &str {
        self.legal_name.as_deref().unwrap_or(&self.full_name)
    }
}

impl Officer {
    /// Whether the officer works in one of these roles.
    #[must_use]
    pub fn is_one_of(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|role| roles.contains(role))
    }
}

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SessionView {
    /// The account, if somebody is.
    pub account: Option<Account>,
    /// The account as an officer's, if it is one's.
    pub officer: Option<Officer>,
    /// Whether this portal runs as a demonstration, with the sandbox as the outside world.
    pub demo: bool,
    /// Address of the sandbox, in a demonstration.
    pub sandbox_url: Option<String>,
}

/// Where to go after an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// Path of ours.
    pub next: String,
}

/// Where to go after signing out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SignedOut {
    /// Path of ours, or the identity provider's page for signing out.
    pub next: String,
}

endpoints! {
    /// Takes the details of a new citizen's account and sends a one-time code.
    StartRegistration: POST "/api/v1/registrations" (()) RegistrationInput => Verification;
    /// Checks the registration's one-time code.
    VerifyRegistration: POST "/api/v1/registrations/current/code" (()) OneTimeCodeInput => Verification;
    /// Sets the password, makes the account and signs in.
    CompleteRegistration: POST "/api/v1/registrations/current/password" (()) NewPasswordInput => SignedIn;
    /// Checks identity number and password and sends a one-time code.
    StartSignIn: POST "/api/v1/sign-ins" (()) SignInInput => Verification;
    /// Checks the sign-in's one-time code and signs in.
    VerifySignIn: POST "/api/v1/sign-ins/current/code" (()) OneTimeCodeInput => SignedIn;
    /// Who is signed in.
    GetSession: GET "/api/v1/session" (()) Empty => SessionView;
    /// Signs out; whoever signed in with an account elsewhere goes on to sign out there.
    EndSession: POST "/api/v1/session/end" (()) Empty => SignedOut;
}

impl FormEndpoint for StartRegistration {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for VerifyRegistration {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for CompleteRegistration {
    fn next(output: &SignedIn) -> String {
        output.next.clone()
    }
}
impl FormEndpoint for StartSignIn {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for VerifySignIn {
    fn next(output: &SignedIn) -> String {
        output.next.clone()
    }
}
impl FormEndpoint for EndSession {
    fn next(output: &SignedOut) -> String {
        output.next.clone()
    }
}

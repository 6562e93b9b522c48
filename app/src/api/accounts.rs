//! Accounts: registration, sign-in, session.

use super::{Empty, FormEndpoint, endpoints};
use serde::{Deserialize, Serialize};

/// Details typed in the registration wizard, as typed: the server parses them with the same rules as the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RegistrationInput {
    /// CMND (9 digits) or CCCD (12 digits).
    pub identity_number: String,
    /// Name as on the paper.
    pub full_name: String,
    /// `dd/mm/yyyy`.
    pub birth_date: String,
    /// Vietnamese mobile number.
    pub phone: String,
    /// May be empty.
    pub email: String,
    /// Which captcha was shown.
    pub captcha_id: String,
    /// What was read in it.
    pub captcha: String,
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

/// Identity number and password, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SignInInput {
    /// CMND or CCCD.
    pub identity_number: String,
    /// Password.
    pub password: String,
    /// Which captcha was shown.
    pub captcha_id: String,
    /// What was read in it.
    pub captcha: String,
    /// Path of ours to go to afterwards; anything else is ignored.
    pub next: String,
}

/// Where a registration or a sign-in stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FlowStep {
    /// Waiting for the one-time code.
    OneTimeCode,
    /// Waiting for the password.
    Password,
}

/// A registration or a sign-in under way in this browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Flow {
    /// What is waited for.
    pub step: FlowStep,
    /// Number the code went to, as `0869xxx603`.
    pub masked_phone: String,
    /// Seconds until another code may be asked for.
    pub resend_after_s: u64,
    /// Wrong codes that are still allowed.
    pub tries_left: u32,
}

/// The signed-in account, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Account {
    /// Name.
    pub full_name: String,
    /// `079xxxxxx123`.
    pub masked_identity_number: String,
    /// `0869xxx603`.
    pub masked_phone: String,
    /// E-mail, if given.
    pub email: Option<String>,
    /// Assurance level, 1 to 3.
    pub assurance: u8,
}

/// What an officer works as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works on the dossiers of one unit.
    DeskOfficer,
    /// Works on the payments of the whole province.
    FinanceOfficer,
}

/// The signed-in account as an officer's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Officer {
    /// Name of the unit.
    pub unit_name: String,
    /// What the officer works as.
    pub role: Role,
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

endpoints! {
    /// Takes the details of a new citizen's account and sends a one-time code.
    StartRegistration: POST "/api/v1/registrations" (()) RegistrationInput => Flow;
    /// The registration under way in this browser.
    GetRegistration: GET "/api/v1/registrations/current" (()) Empty => Flow;
    /// Checks the registration's one-time code.
    VerifyRegistration: POST "/api/v1/registrations/current/code" (()) OneTimeCodeInput => Flow;
    /// Sends the registration's code again, 60 seconds after the last.
    ResendRegistrationCode: POST "/api/v1/registrations/current/resend" (()) Empty => Flow;
    /// Sets the password, makes the account and signs in.
    CompleteRegistration: POST "/api/v1/registrations/current/password" (()) NewPasswordInput => SignedIn;
    /// Checks identity number and password and sends a one-time code.
    StartSignIn: POST "/api/v1/sign-ins" (()) SignInInput => Flow;
    /// The sign-in under way in this browser.
    GetSignIn: GET "/api/v1/sign-ins/current" (()) Empty => Flow;
    /// Checks the sign-in's one-time code and signs in.
    VerifySignIn: POST "/api/v1/sign-ins/current/code" (()) OneTimeCodeInput => SignedIn;
    /// Sends the sign-in's code again, 60 seconds after the last.
    ResendSignInCode: POST "/api/v1/sign-ins/current/resend" (()) Empty => Flow;
    /// Who is signed in.
    GetSession: GET "/api/v1/session" (()) Empty => SessionView;
    /// Signs out.
    EndSession: POST "/api/v1/session/end" (()) Empty => Empty;
}

impl FormEndpoint for StartRegistration {
    fn next(_: &Flow) -> String {
        "/dang-ky/ma-otp".into()
    }
}
impl FormEndpoint for VerifyRegistration {
    fn next(_: &Flow) -> String {
        "/dang-ky/mat-khau".into()
    }
}
impl FormEndpoint for ResendRegistrationCode {
    fn next(_: &Flow) -> String {
        "/dang-ky/ma-otp".into()
    }
}
impl FormEndpoint for CompleteRegistration {
    fn next(output: &SignedIn) -> String {
        output.next.clone()
    }
}
impl FormEndpoint for StartSignIn {
    fn next(_: &Flow) -> String {
        "/dang-nhap/ma-otp".into()
    }
}
impl FormEndpoint for VerifySignIn {
    fn next(output: &SignedIn) -> String {
        output.next.clone()
    }
}
impl FormEndpoint for ResendSignInCode {
    fn next(_: &Flow) -> String {
        "/dang-nhap/ma-otp".into()
    }
}
impl FormEndpoint for EndSession {
    fn next(_: &Empty) -> String {
        "/".into()
    }
}

//! What the owner of an account changes about how it is got into.

use super::{
    Empty, FormEndpoint,
    accounts::{NewPasswordInput, OneTimeCodeInput, SignedIn},
    endpoints,
    recovery::PhoneInput,
    verifications::Verification,
};
use serde::{Deserialize, Serialize};

/// How the account can be got into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Security {
    /// Whether there is a password.
    pub has_password: bool,
    /// Whether the session began with a second factor. Without one nothing can be changed in it.
    pub second_factor: bool,
    /// Whether whoever is signed in has proved it recently enough to change anything.
    pub proved_recently: bool,
    /// Whether the account goes by a CMND, which a CCCD has taken the place of.
    pub has_old_number: bool,
    /// From when a new number counts, `dd/mm/yyyy hh:mm`, where somebody has reported the telephone lost.
    pub phone_replaced_at: Option<String>,
}

/// The password once more.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ProofInput {
    /// Password.
    pub password: String,
    /// Path of ours to go to afterwards.
    pub next: String,
}

/// An e-mail address, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct EmailInput {
    /// E-mail address.
    pub email: String,
}

/// Something that was done with the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Activity {
    /// When, `dd/mm/yyyy hh:mm`.
    pub at: String,
    /// What, in the language of the request.
    pub what: String,
    /// Whether somebody else did it whose office it is, and not who has the account.
    pub by_officer: bool,
    /// `Chrome · Android`; empty where unknown, or where an officer did it.
    pub browser: String,
    /// Network address; empty likewise.
    pub address: String,
}

/// What was done with the account lately, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Activities {
    /// At most 20.
    pub items: Vec<Activity>,
}

/// Where the page about all this is.
pub const PAGE: &str = "/tai-khoan/bao-mat";
/// Where an account under a CMND is moved to the CCCD.
pub const IDENTITY_NUMBER_PAGE: &str = "/tai-khoan/so-giay-to";
/// Where to go once it was.
pub const IDENTITY_NUMBER_CHANGED: &str = "/tai-khoan/bao-mat?da-doi=so-giay-to";
/// Where to go once another provider's account was linked.
pub const IDENTITY_LINKED: &str = "/tai-khoan/bao-mat?da-doi=lien-ket";
/// Where to go once a certificate was added.
pub const CERTIFICATE_ADDED: &str = "/tai-khoan/bao-mat?da-doi=gan-chung-thu";

endpoints! {
    /// How the account can be got into.
    GetSecurity: GET "/api/v1/account/security" (()) Empty => Security;
    /// Proves by password once more who is signed in; the session gets another token.
    ProveAgain: POST "/api/v1/account/proof" (()) ProofInput => SignedIn;
    /// Sets another password and ends all other sessions. Needs a recent proof.
    ChangePassword: POST "/api/v1/account/password" (()) NewPasswordInput => Empty;
    /// Sends a code to another number. Needs a recent proof.
    StartPhoneChange: POST "/api/v1/account/phone" (()) PhoneInput => Verification;
    /// Checks that code; the number counts at once.
    VerifyPhoneChange: POST "/api/v1/account/phone/code" (()) OneTimeCodeInput => Empty;
    /// Sends a code to another e-mail address. Needs a recent proof.
    StartEmailChange: POST "/api/v1/account/email" (()) EmailInput => Verification;
    /// Checks that code; the address counts at once.
    VerifyEmailChange: POST "/api/v1/account/email/code" (()) OneTimeCodeInput => Empty;
    /// Moves an account under a CMND to the CCCD of whoever was identified elsewhere in this browser. Needs a recent proof.
    ChangeIdentityNumber: POST "/api/v1/account/identity-number" (()) Empty => SignedIn;
    /// What was done with the account lately.
    ListOwnActivity: GET "/api/v1/account/activity" (()) Empty => Activities;
    /// Objects to the new number of a telephone reported lost.
    KeepPhone: POST "/api/v1/account/phone/keep" (()) Empty => Empty;
}

impl FormEndpoint for ProveAgain {
    fn next(output: &SignedIn) -> String {
        output.next.clone()
    }
}
impl FormEndpoint for ChangePassword {
    fn next(_: &Empty) -> String {
        format!("{PAGE}?da-doi=mat-khau")
    }
}
impl FormEndpoint for StartPhoneChange {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for VerifyPhoneChange {
    fn next(_: &Empty) -> String {
        format!("{PAGE}?da-doi=so-dien-thoai")
    }
}
impl FormEndpoint for StartEmailChange {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for VerifyEmailChange {
    fn next(_: &Empty) -> String {
        format!("{PAGE}?da-doi=thu-dien-tu")
    }
}
impl FormEndpoint for ChangeIdentityNumber {
    fn next(output: &SignedIn) -> String {
        output.next.clone()
    }
}
impl FormEndpoint for KeepPhone {
    fn next(_: &Empty) -> String {
        format!("{PAGE}?da-doi=giu-so")
    }
}

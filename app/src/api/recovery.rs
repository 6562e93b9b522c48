//! Ways back in: a forgotten password, a lost telephone.
//!
//! Nothing here tells whether there is an account: every answer is the same where there is none.

use super::{
    Empty, FormEndpoint,
    accounts::{NewPasswordInput, OneTimeCodeInput, SignedIn},
    endpoints,
    verifications::Verification,
};
use serde::{Deserialize, Serialize};

/// Whose password was forgotten, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PasswordRecoveryInput {
    /// CMND or CCCD; of an enterprise the tax code, of an agency the official e-mail address.
    pub identity_number: String,
    /// Which captcha was shown.
    pub captcha_id: String,
    /// What was read in it.
    pub captcha: String,
    /// The number that the browser worked for; empty without scripts.
    pub captcha_work: String,
}

/// Whose telephone was lost, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PhoneRecoveryInput {
    /// CMND or CCCD; of an enterprise the tax code, of an agency the official e-mail address.
    pub identity_number: String,
    /// E-mail address of the account.
    pub email: String,
    /// Which captcha was shown.
    pub captcha_id: String,
    /// What was read in it.
    pub captcha: String,
    /// The number that the browser worked for; empty without scripts.
    pub captcha_work: String,
}

/// A mobile number, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PhoneInput {
    /// Vietnamese mobile number.
    pub phone: String,
}

/// A new number that will count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PhoneReplacement {
    /// From when, `dd/mm/yyyy hh:mm`.
    pub takes_effect_at: String,
}

/// The objection of whoever has the old number.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ObjectionInput {
    /// From the message to the old number.
    pub token: String,
}

endpoints! {
    /// Sends a code with which a forgotten password can be set anew, if there is such an account.
    StartPasswordRecovery: POST "/api/v1/password-recoveries" (()) PasswordRecoveryInput => Verification;
    /// Checks that code.
    VerifyPasswordRecovery: POST "/api/v1/password-recoveries/code" (()) OneTimeCodeInput => Verification;
    /// Sets the new password, ends all sessions and signs in.
    CompletePasswordRecovery: POST "/api/v1/password-recoveries/password" (()) NewPasswordInput => SignedIn;
    /// Sends a code to the e-mail address of an account whose telephone is lost, if there is such an account.
    StartPhoneRecovery: POST "/api/v1/phone-recoveries" (()) PhoneRecoveryInput => Verification;
    /// Checks that code.
    VerifyPhoneRecovery: POST "/api/v1/phone-recoveries/code" (()) OneTimeCodeInput => Verification;
    /// Names the new number and sends a code to it.
    NameNewPhone: POST "/api/v1/phone-recoveries/phone" (()) PhoneInput => Verification;
    /// Checks that code. The number counts after 72 hours, unless whoever has the old one objects.
    VerifyNewPhone: POST "/api/v1/phone-recoveries/phone/code" (()) OneTimeCodeInput => PhoneReplacement;
    /// Objects to a new number.
    ObjectToNewPhone: POST "/api/v1/phone-recoveries/objection" (()) ObjectionInput => Empty;
}

impl FormEndpoint for StartPasswordRecovery {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for VerifyPasswordRecovery {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for CompletePasswordRecovery {
    fn next(output: &SignedIn) -> String {
        output.next.clone()
    }
}
impl FormEndpoint for StartPhoneRecovery {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for VerifyPhoneRecovery {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for NameNewPhone {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for VerifyNewPhone {
    fn next(_: &PhoneReplacement) -> String {
        "/mat-so-dien-thoai/da-ghi-nhan".into()
    }
}
impl FormEndpoint for ObjectToNewPhone {
    fn next(_: &Empty) -> String {
        "/mat-so-dien-thoai/da-phan-doi".into()
    }
}

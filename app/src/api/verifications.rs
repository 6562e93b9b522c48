//! What is under way in a browser until a one-time code is given: a registration, a sign-in, a recovery, a change.

use super::{Empty, FormEndpoint, endpoints};
use serde::{Deserialize, Serialize};

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum VerificationKind {
    /// A new account.
    Registration,
    /// An existing one.
    SignIn,
    /// Another password for an account that may or may not exist.
    PasswordRecovery,
    /// The telephone is lost: the code goes to the e-mail address, and only there.
    PhoneRecovery,
    /// The new number of an account whose telephone is lost.
    PhoneReplacement,
    /// Another number, by whoever is signed in.
    PhoneChange,
    /// Another e-mail address, by whoever is signed in.
    EmailChange,
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VerificationStep {
    /// Waiting for the one-time code.
    OneTimeCode,
    /// Waiting for the password.
    Password,
    /// Waiting for the new number.
    NewPhone,
}

/// How a code goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum CodeMethod {
    /// A text message.
    Sms,
    /// A call that reads the digits out.
    Voice,
    /// An e-mail.
    Email,
}

/// What is under way in this browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Verification {
    /// What it is.
    pub kind: VerificationKind,
    /// What is waited for.
    pub step: VerificationStep,
    /// How the last code went out.
    pub method: CodeMethod,
    /// Number of the telephone, as `0869xxx603`; empty where whoever asks may not know it, or there is none.
    pub masked_phone: String,
    /// E-mail address, as `hxxx@example.vn`; empty alike.
    pub masked_email: String,
    /// How else a code can be sent.
    pub other_methods: Vec<CodeMethod>,
    /// Seconds until another code may be asked for.
    pub resend_after_s: u64,
    /// Wrong codes that are still allowed.
    pub tries_left: u32,
    /// Whether a passkey can be shown in place of the code; only in a sign-in, after the right password.
    pub passkey: bool,
    /// The page on which what was typed before can be changed, a wrong number for one; empty where nothing was typed that can.
    #[serde(default)]
    pub change_page: String,
}

/// What was typed into a form before the code was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TypedFields {
    /// Without captcha and passwords.
    pub fields: Vec<TypedField>,
}

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TypedField {
    /// As the form names it.
    pub name: String,
    /// As it was understood.
    pub value: String,
}

impl VerificationKind {
    /// Where its code is typed.
    #[must_use]
    pub const fn code_page(self) -> &'static str {
        match self {
            Self::Registration => "/dang-ky/ma-otp",
            Self::SignIn => "/dang-nhap/ma-otp",
            Self::PasswordRecovery => "/quen-mat-khau/ma-otp",
            Self::PhoneRecovery => "/mat-so-dien-thoai/ma-xac-thuc",
            Self::PhoneReplacement => "/mat-so-dien-thoai/ma-otp",
            Self::PhoneChange => "/tai-khoan/so-dien-thoai/ma-otp",
            Self::EmailChange => "/tai-khoan/thu-dien-tu/ma-otp",
        }
    }

    /// Where it begins.
    #[must_use]
    pub const fn start_page(self) -> &'static str {
        match self {
            Self::Registration => "/dang-ky",
            Self::SignIn => "/dang-nhap",
            Self::PasswordRecovery => "/quen-mat-khau",
            Self::PhoneRecovery | Self::PhoneReplacement => "/mat-so-dien-thoai",
            Self::PhoneChange => "/tai-khoan/so-dien-thoai",
            Self::EmailChange => "/tai-khoan/thu-dien-tu",
        }
    }
}

impl Verification {
    /// Where it goes on.
    #[must_use]
    pub const fn page(&self) -> &'static str {
        match (self.kind, self.step) {
            (VerificationKind::Registration, VerificationStep::Password) => "/dang-ky/mat-khau",
            (_, VerificationStep::Password) => "/quen-mat-khau/mat-khau",
            (_, VerificationStep::NewPhone) => "/mat-so-dien-thoai/so-moi",
            (kind, VerificationStep::OneTimeCode) => kind.code_page(),
        }
    }
}

/// Names a verification of this browser.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct VerificationPath {
    /// What is under way.
    pub kind: VerificationKind,
}

/// How the next code is to go out.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CodeMethodInput {
    /// One of [`Verification::other_methods`], or the same again.
    pub method: CodeMethod,
}

endpoints! {
    /// What is under way in this browser.
    GetVerification: GET "/api/v1/verifications/{kind}" (VerificationPath) Empty => Verification;
    /// What was typed before the code, for the form in which it is changed; until the code is given.
    GetTypedFields: GET "/api/v1/verifications/{kind}/typed" (VerificationPath) Empty => TypedFields;
    /// Sends another code, 60 seconds after the last, which stays good for its five minutes.
    ResendCode: POST "/api/v1/verifications/{kind}/resend" (VerificationPath) Empty => Verification;
    /// Sends a code another way.
    ChooseCodeMethod: POST "/api/v1/verifications/{kind}/method" (VerificationPath) CodeMethodInput => Verification;
}

impl FormEndpoint for ResendCode {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}
impl FormEndpoint for ChooseCodeMethod {
    fn next(verification: &Verification) -> String {
        verification.page().into()
    }
}

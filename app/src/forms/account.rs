//! Checks of registration, sign-in and password.

use super::Checks;
use crate::api::{
    FieldError,
    accounts::{NewPasswordInput, RegistrationInput},
};
pub use crate::locales::forms::CAPTCHA_MISSING;
use crate::locales::forms::{PASSWORD_GUESSABLE, PASSWORDS_DIFFER, TERMS_MISSING};
use domain::{
    contact::EmailAddress,
    identity::IdentityNumber,
    password::Password,
    person::{BirthDate, FullName},
    phone::PhoneNumber,
};
use serde::{Deserialize, Serialize};
use time::Date;

/// Details of a new citizen's account, parsed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// CMND or CCCD.
    pub identity_number: IdentityNumber,
    /// Name as on the paper.
    pub full_name: FullName,
    /// Date of birth.
    pub birth_date: Date,
    /// Mobile number.
    pub phone: PhoneNumber,
    /// E-mail, if given.
    pub email: Option<EmailAddress>,
}

/// Checks the details of a registration, the captcha apart.
///
/// # Errors
/// The fields that need another value, in the order of the form.
pub fn registration(
    input: &RegistrationInput,
    today: Date,
) -> Result<Registration, Vec<FieldError>> {
    let mut checks = Checks::default();
    let identity_number = checks.field(
        "identity_number",
        IdentityNumber::parse(&input.identity_number),
    );
    let full_name = checks.field("full_name", FullName::parse(&input.full_name));
    let birth_date = checks.field("birth_date", BirthDate::parse(&input.birth_date, today));
    let phone = checks.field("phone", PhoneNumber::parse(&input.phone));
    let email = if input.email.trim().is_empty() {
        Some(None)
    } else {
        checks
            .field("email", EmailAddress::parse(&input.email))
            .map(Some)
    };
    checks.require("captcha", !input.captcha.trim().is_empty(), CAPTCHA_MISSING);
    checks.require("terms", input.terms, TERMS_MISSING);
    let parsed = identity_number
        .zip(full_name)
        .zip(birth_date)
        .zip(phone)
        .zip(email);
    checks.finish(parsed.map(
        |((((identity_number, full_name), birth_date), phone), email)| Registration {
            identity_number,
            full_name,
            birth_date: birth_date.as_date(),
            phone,
            email,
        },
    ))
}

/// Checks a new password against the rules and against the owner's own numbers.
///
/// # Errors
/// The fields that need another value.
pub fn new_password(
    input: &NewPasswordInput,
    owner: &Registration,
) -> Result<Password, Vec<FieldError>> {
    let mut checks = Checks::default();
    let password = checks.field("password", Password::parse(&input.password));
    if let Some(password) = &password {
        let guessable = [owner.identity_number.as_str(), owner.phone.as_str()]
            .iter()
            .any(|identifier| password.contains_identifier(identifier));
        checks.require("password", !guessable, PASSWORD_GUESSABLE);
        checks.require(
            "repeated",
            input.password == input.repeated,
            PASSWORDS_DIFFER,
        );
    }
    checks.finish(password)
}

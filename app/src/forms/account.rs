//! Checks of registration, sign-in and password.

use super::Checks;
use crate::api::{
    FieldError,
    accounts::{NewPasswordInput, RegistrationInput},
};
use crate::locales::forms::{
    EMAIL_NOT_OFFICIAL, PASSWORD_GUESSABLE, PASSWORDS_DIFFER, TERMS_MISSING, UNIT_MISSING,
};
use domain::{
    born::Born, contact::EmailAddress, identity::IdentityNumber, organisation::OrganisationName,
    password::Password, person::FullName, phone::PhoneNumber, tax_code::TaxCode,
};
use serde::{Deserialize, Serialize};
use time::Date;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    pub owner: Owner,
    /// CMND or CCCD of the citizen, or of who represents the enterprise or agency.
    pub identity_number: IdentityNumber,
    /// That person's name as on the paper.
    pub full_name: FullName,
    pub birth_date: Born,
    pub phone: PhoneNumber,
    /// E-mail, if given; an agency's always is.
    pub email: Option<EmailAddress>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    Citizen,
    Enterprise {
        tax_code: TaxCode,
        legal_name: OrganisationName,
    },
    Agency {
        /// Code of the unit; whether there is such a unit, the server knows.
        unit_code: String,
    },
}

impl Registration {
    #[must_use]
    pub fn login_name(&self) -> &str {
        match (&self.owner, &self.email) {
            (Owner::Enterprise { tax_code, .. }, _) => tax_code.as_str(),
            (Owner::Agency { .. }, Some(email)) => email.as_str(),
            _ => self.identity_number.as_str(),
        }
    }
}

/// What an issuer of identities vouches for: it stands in place of what is typed, also where nobody could type it.
#[derive(Clone, Debug, Default)]
pub struct Vouched {
    /// An enterprise's name.
    pub legal_name: Option<OrganisationName>,
    pub full_name: Option<FullName>,
    pub birth_date: Option<Born>,
}

/// Checks the details of a registration, the captcha apart.
///
/// # Errors
/// The fields that need another value, in the order of the form.
pub fn registration(
    input: &RegistrationInput,
    today: Date,
) -> Result<Registration, Vec<FieldError>> {
    registration_of(input, &Vouched::default(), today)
}

/// The same for somebody of whom something is vouched for.
///
/// # Errors
/// The fields that need another value, in the order of the form.
pub fn registration_of(
    input: &RegistrationInput,
    vouched: &Vouched,
    today: Date,
) -> Result<Registration, Vec<FieldError>> {
    let mut checks = Checks::default();
    let owner = owner(&mut checks, input, vouched);
    let identity_number = checks.field(
        "identity_number",
        IdentityNumber::parse(&input.identity_number),
    );
    let full_name = vouched
        .full_name
        .clone()
        .or_else(|| checks.field("full_name", FullName::parse(&input.full_name)));
    let birth_date = vouched
        .birth_date
        .or_else(|| checks.field("birth_date", Born::parse(&input.birth_date, today)));
    let phone = checks.field("phone", PhoneNumber::parse(&input.phone));
    let email = email(&mut checks, input);
    checks.captcha(&input.captcha);
    checks.require("terms", input.terms, TERMS_MISSING);
    let parsed = owner
        .zip(identity_number)
        .zip(full_name)
        .zip(birth_date)
        .zip(phone)
        .zip(email);
    checks.finish(parsed.map(
        |(((((owner, identity_number), full_name), birth_date), phone), email)| Registration {
            owner,
            identity_number,
            full_name,
            birth_date,
            phone,
            email,
        },
    ))
}

fn owner(checks: &mut Checks, input: &RegistrationInput, vouched: &Vouched) -> Option<Owner> {
    match input.account_kind.as_str() {
        "enterprise" => {
            let tax_code = checks.field("tax_code", TaxCode::parse(&input.tax_code));
            let legal_name = vouched
                .legal_name
                .clone()
                .or_else(|| checks.field("legal_name", OrganisationName::parse(&input.legal_name)));
            tax_code
                .zip(legal_name)
                .map(|(tax_code, legal_name)| Owner::Enterprise {
                    tax_code,
                    legal_name,
                })
        }
        "agency" => {
            checks.require("unit_code", !input.unit_code.is_empty(), UNIT_MISSING);
            Some(Owner::Agency {
                unit_code: input.unit_code.clone(),
            })
        }
        _ => Some(Owner::Citizen),
    }
}

/// An agency is known by its official address; everybody else may go without.
fn email(checks: &mut Checks, input: &RegistrationInput) -> Option<Option<EmailAddress>> {
    if input.account_kind == "agency" {
        return official_email(checks, &input.email).map(Some);
    }
    if input.email.trim().is_empty() {
        return Some(None);
    }
    checks
        .field("email", EmailAddress::parse(&input.email))
        .map(Some)
}

/// An official address, in lower case: nobody remembers how it was written.
pub(super) fn official_email(checks: &mut Checks, typed: &str) -> Option<EmailAddress> {
    let email = checks.field("email", EmailAddress::parse(&typed.to_lowercase()))?;
    let official = email.as_str().ends_with(".gov.vn") || email.as_str().ends_with("@gov.vn");
    checks.require("email", official, EMAIL_NOT_OFFICIAL);
    Some(email)
}

/// Checks a new password against the rules and against what of its owner others may know.
///
/// # Errors
/// The fields that need another value.
pub fn new_password(
    input: &NewPasswordInput,
    owners: &[&str],
) -> Result<Password, Vec<FieldError>> {
    let mut checks = Checks::default();
    let password = checks.field("password", Password::parse(&input.password));
    if let Some(password) = &password {
        let guessable = owners
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

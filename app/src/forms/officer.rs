//! Checks of what an administrator types about officers and agencies.

use super::{
    Checks,
    account::{Owner, Registration, official_email},
};
use crate::{
    api::{
        FieldError,
        accounts::Role,
        officers::{NewOfficer, OfficerChange, TickedRoles},
    },
    locales::forms::{ROLE_MISSING, UNIT_MISSING},
};
use domain::{
    born::Born,
    identity::IdentityNumber,
    person::{BirthDate, FullName},
    phone::PhoneNumber,
    reason::Reason,
};
use time::Date;

/// Unit and roles, parsed; whether the administrator may give them, the server knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    pub unit_code: String,
    /// At least one, none twice.
    pub roles: Vec<Role>,
}

/// Checks a new officer: yields the account that there is to be, and the post.
///
/// # Errors
/// The fields that need another value, in the order of the form.
pub fn new_officer(
    input: &NewOfficer,
    today: Date,
) -> Result<(Registration, Post), Vec<FieldError>> {
    let mut checks = Checks::default();
    let identity_number = checks.field(
        "identity_number",
        IdentityNumber::parse(&input.identity_number),
    );
    let full_name = checks.field("full_name", FullName::parse(&input.full_name));
    let birth_date = checks.field("birth_date", BirthDate::parse(&input.birth_date, today));
    let phone = checks.field("phone", PhoneNumber::parse(&input.phone));
    let email = official_email(&mut checks, &input.email);
    let post = post(&mut checks, &input.unit_code, input.roles);
    let parsed = identity_number
        .zip(full_name)
        .zip(birth_date)
        .zip(phone)
        .zip(email);
    checks.finish(parsed.map(
        |((((identity_number, full_name), birth_date), phone), email)| {
            let account = Registration {
                owner: Owner::Citizen,
                identity_number,
                full_name,
                birth_date: Born::Day(birth_date.as_date()),
                phone,
                email: Some(email),
            };
            (account, post)
        },
    ))
}

pub fn officer_change(input: &OfficerChange) -> Result<(Post, Reason), Vec<FieldError>> {
    let mut checks = Checks::default();
    let post = post(&mut checks, &input.unit_code, input.roles);
    let reason = checks.field("reason", Reason::parse(&input.reason));
    checks.finish(reason.map(|reason| (post, reason)))
}

pub fn reason(typed: &str) -> Result<Reason, Vec<FieldError>> {
    let mut checks = Checks::default();
    let reason = checks.field("reason", Reason::parse(typed));
    checks.finish(reason)
}

fn post(checks: &mut Checks, unit_code: &str, roles: TickedRoles) -> Post {
    let roles = roles.roles();
    checks.require("unit_code", !unit_code.is_empty(), UNIT_MISSING);
    checks.require("roles", !roles.is_empty(), ROLE_MISSING);
    Post {
        unit_code: unit_code.to_owned(),
        roles,
    }
}

//! Forms that citizens fill in, and the checks that browser and server share.
//!
//! Inputs keep what was typed, so a draft never loses anything; `check` turns them into trusted values
//! or says beside each field what to do.

use crate::{
    api::{FieldError, catalogue::OnlineForm},
    locales::{
        Localized, Text,
        forms::{CAPTCHA_MISSING, TOO_LONG},
        localized, t,
    },
};
use domain::{fees::FeeInput, person::Sex, typed};
use serde::{Deserialize, Serialize};
use time::Date;

pub mod account;
pub mod birth_registration;
pub mod criminal_record;
pub mod officer;
pub mod tracking;
pub mod work_permit;

pub use birth_registration::BirthRegistrationInput;
pub use criminal_record::CriminalRecordInput;
pub use work_permit::WorkPermitInput;

/// Longest text accepted in any field of a draft, in bytes; more is refused before it is stored.
pub const LONGEST_FIELD: usize = 2_000;

/// A field of a form, as its input names it, and its label.
pub type Label = (&'static str, Text);

/// What may be chosen: code and name.
pub type Choice = (&'static str, Text);

pub const SEXES: [Choice; 2] = [("female", Sex::Female.label()), ("male", Sex::Male.label())];

/// What was typed into a procedure's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FormInput {
    /// Đăng ký khai sinh.
    BirthRegistration(BirthRegistrationInput),
    /// Cấp Phiếu lý lịch tư pháp.
    CriminalRecord(CriminalRecordInput),
    /// Cấp giấy phép lao động.
    WorkPermit(Box<WorkPermitInput>),
}

impl FormInput {
    #[must_use]
    pub fn empty(form: OnlineForm) -> Self {
        match form {
            OnlineForm::BirthRegistration => Self::BirthRegistration(Default::default()),
            OnlineForm::CriminalRecord => Self::CriminalRecord(Default::default()),
            OnlineForm::WorkPermit => Self::WorkPermit(Default::default()),
        }
    }

    #[must_use]
    pub fn online_form(&self) -> OnlineForm {
        match self {
            Self::BirthRegistration(_) => OnlineForm::BirthRegistration,
            Self::CriminalRecord(_) => OnlineForm::CriminalRecord,
            Self::WorkPermit(_) => OnlineForm::WorkPermit,
        }
    }

    /// Checks everything that sending needs and yields what the fee depends on.
    ///
    /// # Errors
    /// The fields that need another value, in the order of the form.
    pub fn check(&self, today: Date) -> Result<FeeInput, Vec<FieldError>> {
        match self {
            Self::BirthRegistration(form) => form.check(today),
            Self::CriminalRecord(form) => form.check(today),
            Self::WorkPermit(form) => form.check(today),
        }
    }

    /// What a field is chosen from, code and name; `None` where it is typed.
    #[must_use]
    pub fn choices(&self, field: &str) -> Option<&'static [Choice]> {
        let of_form: &[(&str, &'static [Choice])] = match self {
            Self::BirthRegistration(_) => &birth_registration::CHOICES,
            Self::CriminalRecord(_) => &criminal_record::CHOICES,
            Self::WorkPermit(_) => &work_permit::CHOICES,
        };
        of_form
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, choices)| *choices)
    }

    /// Every field and its label, in the order of the page.
    #[must_use]
    pub fn labels(&self) -> &'static [Label] {
        match self {
            Self::BirthRegistration(_) => &birth_registration::LABELS,
            Self::CriminalRecord(_) => &criminal_record::LABELS,
            Self::WorkPermit(_) => &work_permit::LABELS,
        }
    }

    /// Fields too long to be kept even in a draft.
    #[must_use]
    pub fn oversized(&self) -> Vec<FieldError> {
        let value = serde_json::to_value(self).unwrap_or_default();
        value
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(_, value)| {
                value
                    .as_str()
                    .is_some_and(|text| text.len() > LONGEST_FIELD)
            })
            .map(|(field, _)| FieldError {
                field: format!("form.{field}"),
                message: t(TOO_LONG).to_owned(),
            })
            .collect()
    }
}

/// Collects field errors in the order of the form while values are parsed.
#[derive(Debug, Default)]
pub struct Checks {
    errors: Vec<FieldError>,
}

impl Checks {
    /// Keeps the value, or notes the message beside the field.
    pub fn field<T, M: Localized>(&mut self, field: &str, value: Result<T, M>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(message) => {
                self.errors.push(FieldError {
                    field: field.to_owned(),
                    message: localized(&message).into_owned(),
                });
                None
            }
        }
    }

    pub fn require(&mut self, field: &str, holds: bool, message: Text) {
        self.field(field, if holds { Ok(()) } else { Err(message) });
    }

    /// Notes where nothing was answered that a person would see. Whether it is right, the server knows.
    pub fn captcha(&mut self, typed: &str) {
        self.require("captcha", !typed::code(typed).is_empty(), CAPTCHA_MISSING);
    }

    /// The value made of the parts, or all errors.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Vec<FieldError>> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(self.errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_one_label() {
        for form in [
            OnlineForm::BirthRegistration,
            OnlineForm::CriminalRecord,
            OnlineForm::WorkPermit,
        ] {
            let input = FormInput::empty(form);
            let value = serde_json::to_value(&input).unwrap_or_default();
            let mut fields: Vec<_> = value
                .as_object()
                .into_iter()
                .flat_map(serde_json::Map::keys)
                .map(String::as_str)
                .filter(|field| *field != "kind")
                .collect();
            let mut labelled: Vec<_> = input.labels().iter().map(|(field, _)| *field).collect();
            fields.sort_unstable();
            labelled.sort_unstable();
            assert_eq!(labelled, fields);
        }
    }
}

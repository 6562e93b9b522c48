//! Đăng ký khai sinh: tờ khai theo Thông tư 04/2020/TT-BTP.

use super::Checks;
use crate::{
    api::FieldError,
    locales::{Text, birth_registration::*},
};
use domain::{
    fees::FeeInput,
    person::{Address, BirthDate, FullName},
};
use serde::{Deserialize, Serialize};
use time::Date;

/// How the person filing may be related to the child: code and name.
pub const RELATIONS: [(&str, Text); 4] = [
    ("father", FATHER),
    ("mother", MOTHER),
    ("grandparent", GRANDPARENT),
    ("other", OTHER_RELATIVE),
];

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(as = BirthRegistrationForm))]
#[serde(default)]
pub struct BirthRegistrationInput {
    /// Name of the child.
    pub child_name: String,
    /// `dd/mm/yyyy`.
    pub child_birth_date: String,
    /// `male` or `female`.
    pub child_sex: String,
    /// Where the child was born.
    pub birth_place: String,
    /// Name of the mother.
    pub mother_name: String,
    /// Name of the father; may be empty.
    pub father_name: String,
    /// `father`, `mother`, `grandparent` or `other`.
    pub relation: String,
    /// Where the person filing lives.
    pub address: String,
}

impl BirthRegistrationInput {
    /// See [`super::FormInput::check`]. The fee depends on nothing that is typed.
    pub fn check(&self, today: Date) -> Result<FeeInput, Vec<FieldError>> {
        let mut checks = Checks::default();
        checks.field("form.child_name", FullName::parse(&self.child_name));
        checks.field(
            "form.child_birth_date",
            BirthDate::parse(&self.child_birth_date, today),
        );
        checks.require(
            "form.child_sex",
            matches!(self.child_sex.as_str(), "male" | "female"),
            SEX_MISSING,
        );
        checks.field("form.birth_place", Address::parse(&self.birth_place));
        checks.field("form.mother_name", FullName::parse(&self.mother_name));
        if !self.father_name.trim().is_empty() {
            checks.field("form.father_name", FullName::parse(&self.father_name));
        }
        checks.require(
            "form.relation",
            RELATIONS.iter().any(|(code, _)| *code == self.relation),
            RELATION_MISSING,
        );
        checks.field("form.address", Address::parse(&self.address));
        checks.finish(Some(FeeInput {
            reduced: false,
            copies: 1,
        }))
    }
}

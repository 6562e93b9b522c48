//! Cấp Phiếu lý lịch tư pháp: tờ khai theo Luật Lý lịch tư pháp 2009.

use super::{Checks, Choice, Label};
use crate::{
    api::FieldError,
    locales::{Localized, Text, criminal_record::*},
};
use domain::{
    fees::{FeeInput, MAX_COPIES},
    person::{Address, AddressError},
    typed,
};
use serde::{Deserialize, Serialize};
use time::Date;

/// Groups that pay the reduced fee (Thông tư 244/2016/TT-BTC, Điều 4): code and name.
pub const REDUCED_GROUPS: [(&str, Text); 4] = [
    ("pupil", PUPIL),
    ("student", STUDENT),
    ("person_with_merit", PERSON_WITH_MERIT),
    ("martyr_relative", MARTYR_RELATIVE),
];

/// The two kinds of record (Luật Lý lịch tư pháp 2009, Điều 41): code and name.
pub const FORM_NUMBERS: [(&str, Text); 2] = [("1", FORM_1), ("2", FORM_2)];

/// Every field and its label, in the order of the page.
pub const LABELS: [Label; 6] = [
    ("form_number", FORM_NUMBER),
    ("purpose", PURPOSE),
    ("copies", COPIES),
    ("permanent_address", PERMANENT_ADDRESS),
    ("current_address", CURRENT_ADDRESS),
    ("reduced_group", REDUCED_GROUP),
];

/// What fields are chosen from.
pub const CHOICES: [(&str, &[Choice]); 2] = [
    ("form_number", &FORM_NUMBERS),
    ("reduced_group", &REDUCED_GROUPS),
];

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(as = CriminalRecordForm))]
#[serde(default)]
pub struct CriminalRecordInput {
    /// `1` or `2`: Phiếu số 1, Phiếu số 2.
    pub form_number: String,
    /// What it is for.
    pub purpose: String,
    /// Registered residence.
    pub permanent_address: String,
    /// Where the person lives now.
    pub current_address: String,
    /// Number of copies.
    pub copies: String,
    /// Code of the reduced group, or empty.
    pub reduced_group: String,
}

impl CriminalRecordInput {
    /// See [`super::FormInput::check`]. The fee depends on the copies and on the reduced group.
    pub fn check(&self, _today: Date) -> Result<FeeInput, Vec<FieldError>> {
        let mut checks = Checks::default();
        checks.require(
            "form.form_number",
            FORM_NUMBERS
                .iter()
                .any(|(code, _)| *code == self.form_number),
            FORM_NUMBER_MISSING,
        );
        checks.field(
            "form.purpose",
            Address::parse(&self.purpose).map_err(purpose_message),
        );
        checks.field(
            "form.permanent_address",
            Address::parse(&self.permanent_address),
        );
        checks.field(
            "form.current_address",
            Address::parse(&self.current_address),
        );
        let copies = checks.field("form.copies", self.copies());
        checks.require(
            "form.reduced_group",
            self.reduced_group.is_empty()
                || REDUCED_GROUPS
                    .iter()
                    .any(|(code, _)| *code == self.reduced_group),
            GROUP_UNKNOWN,
        );
        checks.finish(copies.map(|copies| FeeInput {
            reduced: !self.reduced_group.is_empty(),
            copies,
        }))
    }

    fn copies(&self) -> Result<u32, impl Localized + use<>> {
        // As many as are written: 1.0 is not 10.
        match typed::code(&self.copies).parse() {
            Ok(copies @ 1..=MAX_COPIES) => Ok(copies),
            _ => Err(copies_out_of_range),
        }
    }
}

/// A purpose is free text by the same rules as an address, but it is no address.
fn purpose_message(error: AddressError) -> impl Localized {
    move |language| match error {
        AddressError::Empty => PURPOSE_MISSING.to(language).to_owned(),
        AddressError::TooShort => PURPOSE_TOO_SHORT.to(language).to_owned(),
        AddressError::TooLong { .. } | AddressError::Bar => error.localized(language).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_whole_and_none_is_made_of_a_point() {
        for (typed, copies) in [
            ("1", Some(1)),
            (" 2 ", Some(2)),
            ("03", Some(3)),
            ("４.", Some(4)),
            ("1.0", None),
            ("2,0", None),
            ("0.5", None),
            ("1/2", None),
            ("1-2", None),
            ("0", None),
            ("-1", None),
            ("1e1", None),
            ("ba", None),
            ("", None),
        ] {
            let input = CriminalRecordInput {
                copies: typed.to_owned(),
                ..CriminalRecordInput::default()
            };
            assert_eq!(input.copies().ok(), copies, "{typed:?}");
        }
    }
}

//! Đăng ký khai sinh: tờ khai theo Thông tư 04/2020/TT-BTP.

use super::{Checks, Choice, Label, SEXES};
use crate::{
    api::FieldError,
    locales::{Text, birth_registration::*},
};
use domain::{
    born::Born,
    fees::FeeInput,
    person::{Address, BirthDate, FullName, FullNameError},
    typed,
};
use serde::{Deserialize, Serialize};
use time::Date;

/// How the person filing may be related to the child: code and name.
pub const RELATIONS: [(&str, Text); 5] = [
    ("father", FATHER),
    ("mother", MOTHER),
    ("grandparent", GRANDPARENT),
    ("other", OTHER_RELATIVE),
    ("carer", CARER),
];

/// Whether it is known who a parent is (Nghị định 123/2015/NĐ-CP, Điều 14, 15: of one who is not, nothing is entered): code and
/// name. The first one counts where nothing was chosen.
pub const PARENT_KNOWN: [(&str, Text); 2] = [("named", PARENT_NAMED), (UNKNOWN, PARENT_UNKNOWN)];
const UNKNOWN: &str = "unknown";

/// Every field and its label, in the order of the page.
pub const LABELS: [Label; 12] = [
    ("child_name", CHILD_NAME),
    ("child_birth_date", CHILD_BIRTH_DATE),
    ("child_sex", CHILD_SEX),
    ("birth_place", BIRTH_PLACE),
    ("mother", MOTHER_KNOWN),
    ("mother_name", MOTHER_NAME),
    ("mother_born", MOTHER_BORN),
    ("father", FATHER_KNOWN),
    ("father_name", FATHER_NAME),
    ("father_born", FATHER_BORN),
    ("relation", RELATION),
    ("address", ADDRESS),
];

/// What fields are chosen from.
pub const CHOICES: [(&str, &[Choice]); 4] = [
    ("child_sex", &SEXES),
    ("mother", &PARENT_KNOWN),
    ("father", &PARENT_KNOWN),
    ("relation", &RELATIONS),
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
    /// `named`, also where empty, or `unknown`.
    pub mother: String,
    /// Name of the mother; empty where she is unknown.
    pub mother_name: String,
    /// `dd/mm/yyyy` or `yyyy`; may be empty.
    pub mother_born: String,
    /// `named`, also where empty, or `unknown`.
    pub father: String,
    /// Name of the father; may be empty.
    pub father_name: String,
    /// `dd/mm/yyyy` or `yyyy`; may be empty.
    pub father_born: String,
    /// `father`, `mother`, `grandparent`, `other` or `carer`.
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
        let mother = Parent {
            fields: ["form.mother", "form.mother_name", "form.mother_born"],
            known: &self.mother,
            name: &self.mother_name,
            born: &self.mother_born,
            may_be_empty: false,
        };
        let father = Parent {
            fields: ["form.father", "form.father_name", "form.father_born"],
            known: &self.father,
            name: &self.father_name,
            born: &self.father_born,
            may_be_empty: true,
        };
        mother.check(&mut checks, today);
        father.check(&mut checks, today);
        self.check_relation(&mut checks);
        checks.field("form.address", Address::parse(&self.address));
        checks.finish(Some(FeeInput {
            reduced: false,
            copies: 1,
        }))
    }

    /// Nobody is the parent that nobody knows.
    fn check_relation(&self, checks: &mut Checks) {
        let field = "form.relation";
        let is_one = RELATIONS.iter().any(|(code, _)| *code == self.relation);
        checks.require(field, is_one, RELATION_MISSING);
        let unknown = match self.relation.as_str() {
            "mother" => self.mother == UNKNOWN,
            "father" => self.father == UNKNOWN,
            _ => false,
        };
        checks.require(field, !unknown, RELATION_UNKNOWN);
    }
}

/// What was typed about one of the parents.
struct Parent<'a> {
    /// Where messages go: beside the choice, the name, the birth.
    fields: [&'static str; 3],
    known: &'a str,
    name: &'a str,
    born: &'a str,
    /// Whether nobody needs to be named.
    may_be_empty: bool,
}

impl Parent<'_> {
    fn check(&self, checks: &mut Checks, today: Date) {
        let [known, name, born] = self.fields;
        let (has_name, has_born) = (is_typed(self.name), is_typed(self.born));
        if self.known == UNKNOWN {
            checks.require(name, !has_name, UNKNOWN_BUT_NAMED);
            checks.require(born, !has_born, UNKNOWN_BUT_BORN);
            return;
        }
        let is_choice =
            self.known.is_empty() || PARENT_KNOWN.iter().any(|(code, _)| *code == self.known);
        checks.require(known, is_choice, PARENT_CHOICE_MISSING);
        if has_name || has_born || !self.may_be_empty {
            let parsed = FullName::parse(self.name);
            if parsed == Err(FullNameError::Empty) && !self.may_be_empty {
                checks.require(name, false, NAME_OR_UNKNOWN);
            } else {
                checks.field(name, parsed);
            }
        }
        if has_born {
            checks.field(born, Born::parse(self.born, today));
        }
    }
}

fn is_typed(text: &str) -> bool {
    !typed::line(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 03 - 16);

    fn complete() -> BirthRegistrationInput {
        BirthRegistrationInput {
            child_name: "Thơ\u{306}".into(),
            child_birth_date: "12032026".into(),
            child_sex: "female".into(),
            birth_place: "Bệnh viện Đa khoa Tây Ninh".into(),
            mother_name: "H‘Hen Niê".into(),
            relation: "grandparent".into(),
            address: "Ấp Bến Rộng, xã Thạnh Đức".into(),
            ..BirthRegistrationInput::default()
        }
    }

    type Change = fn(&mut BirthRegistrationInput);

    /// Fields that are named where some have another value.
    fn named(change: Change) -> Vec<String> {
        let mut input = complete();
        change(&mut input);
        let errors = input.check(TODAY).err().unwrap_or_default();
        errors
            .into_iter()
            .map(|error| error.field.trim_start_matches("form.").to_owned())
            .collect()
    }

    #[test]
    fn a_parent_is_named_or_unknown_and_born_on_a_day_or_in_a_year() {
        let table: &[(Change, &[&str])] = &[
            (|_| {}, &[]),
            (|input| input.mother = "named".into(), &[]),
            (|input| input.mother_name.clear(), &["mother_name"]),
            (
                |input| input.mother_name = "\u{200b}".into(),
                &["mother_name"],
            ),
            (
                |input| input.mother_name = "Nguyễn Thị 2".into(),
                &["mother_name"],
            ),
            (
                |input| {
                    input.mother = "unknown".into();
                    input.mother_name.clear();
                },
                &[],
            ),
            (|input| input.mother = "unknown".into(), &["mother_name"]),
            (
                |input| {
                    input.mother = "unknown".into();
                    input.mother_name.clear();
                    input.mother_born = "1990".into();
                },
                &["mother_born"],
            ),
            (
                |input| {
                    input.mother = "unknown".into();
                    input.mother_name.clear();
                    input.relation = "mother".into();
                },
                &["relation"],
            ),
            (|input| input.mother = "maybe".into(), &["mother"]),
            (|input| input.mother_born = "1985".into(), &[]),
            (|input| input.mother_born = "năm 2005".into(), &[]),
            (|input| input.mother_born = "25-12-1990".into(), &[]),
            (|input| input.mother_born = "85".into(), &["mother_born"]),
            (|input| input.mother_born = "2027".into(), &["mother_born"]),
            (
                |input| input.mother_born = "31/04/1990".into(),
                &["mother_born"],
            ),
            (|input| input.father = "unknown".into(), &[]),
            (
                |input| {
                    input.father = "unknown".into();
                    input.father_name = "Nguyễn Văn An".into();
                },
                &["father_name"],
            ),
            (|input| input.father_name = "Nguyễn Văn An".into(), &[]),
            (|input| input.father_born = "1952".into(), &["father_name"]),
            (
                |input| {
                    input.father = "unknown".into();
                    input.relation = "father".into();
                },
                &["relation"],
            ),
            (|input| input.relation = "father".into(), &[]),
            (
                |input| {
                    input.mother = "unknown".into();
                    input.mother_name.clear();
                    input.father = "unknown".into();
                    input.relation = "carer".into();
                },
                &[],
            ),
            (|input| input.relation = "nobody".into(), &["relation"]),
        ];
        for (row, (change, fields)) in table.iter().enumerate() {
            assert_eq!(named(*change), *fields, "row {row}");
        }
    }
}

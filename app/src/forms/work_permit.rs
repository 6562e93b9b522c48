//! Cấp giấy phép lao động cho người lao động nước ngoài: văn bản đề nghị theo Mẫu số 11/PLI, Nghị định 152/2020/NĐ-CP.

use super::{Checks, Choice, Label, SEXES};
use crate::{
    api::FieldError,
    locales::{Localized, Text, work_permit::*},
};
use domain::{
    calendar::{parse_date, years_after},
    fees::FeeInput,
    language::Language,
    money::Vnd,
    person::{Address, BirthDate, FullName},
    tax_code::TaxpayerCode,
    typed,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use time::Date;

/// Positions that a foreigner may be permitted to work in (Điều 3): code and name.
pub const POSITIONS: [(&str, Text); 4] = [
    ("manager", MANAGER),
    ("executive", EXECUTIVE),
    ("expert", EXPERT),
    ("technical_worker", TECHNICAL_WORKER),
];

/// Every field and its label, in the order of the page.
pub const LABELS: [Label; 17] = [
    ("employer_name", EMPLOYER_NAME),
    ("employer_tax_code", EMPLOYER_TAX_CODE),
    ("employer_address", EMPLOYER_ADDRESS),
    ("employer_phone", EMPLOYER_PHONE),
    ("worker_name", WORKER_NAME),
    ("worker_sex", WORKER_SEX),
    ("worker_birth_date", WORKER_BIRTH_DATE),
    ("nationality", NATIONALITY),
    ("passport_number", PASSPORT_NUMBER),
    ("passport_issued_on", PASSPORT_ISSUED_ON),
    ("passport_expires_on", PASSPORT_EXPIRES_ON),
    ("position", POSITION),
    ("job_title", JOB_TITLE),
    ("workplace", WORKPLACE),
    ("period_from", PERIOD_FROM),
    ("period_to", PERIOD_TO),
    ("salary", SALARY),
];

/// What fields are chosen from.
pub const CHOICES: [(&str, &[Choice]); 2] = [("worker_sex", &SEXES), ("position", &POSITIONS)];

/// Bộ luật Lao động 2019, Điều 151.
const YOUNGEST_YEARS: i32 = 18;
/// Nghị định 152/2020/NĐ-CP, Điều 10.
const LONGEST_PERIOD_YEARS: i32 = 2;
/// Characters of a line of free text.
const SHORTEST_LINE: usize = 2;
const LONGEST_LINE: usize = 200;
/// More is a slip of the hand.
const HIGHEST_SALARY: i64 = 1_000_000_000_000;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(as = WorkPermitForm))]
#[serde(default)]
pub struct WorkPermitInput {
    /// Name of the employer.
    pub employer_name: String,
    /// Tax code of the employer; a household business' is its owner's personal number.
    pub employer_tax_code: String,
    /// Address of the employer.
    pub employer_address: String,
    /// Telephone of the employer; landlines too.
    pub employer_phone: String,
    /// Name of the worker, in Latin letters.
    pub worker_name: String,
    /// `male` or `female`.
    pub worker_sex: String,
    /// `dd/mm/yyyy`.
    pub worker_birth_date: String,
    /// As in the passport.
    pub nationality: String,
    /// Letters and digits.
    pub passport_number: String,
    /// `dd/mm/yyyy`.
    pub passport_issued_on: String,
    /// `dd/mm/yyyy`.
    pub passport_expires_on: String,
    /// `manager`, `executive`, `expert` or `technical_worker`.
    pub position: String,
    /// What the worker is called.
    pub job_title: String,
    /// Where the worker works.
    pub workplace: String,
    /// First day of work, `dd/mm/yyyy`.
    pub period_from: String,
    /// Last day of work, `dd/mm/yyyy`.
    pub period_to: String,
    /// Đồng a month; may be empty.
    pub salary: String,
}

impl WorkPermitInput {
    /// See [`super::FormInput::check`]. The fee depends on nothing that is typed.
    pub fn check(&self, today: Date) -> Result<FeeInput, Vec<FieldError>> {
        let mut checks = Checks::default();
        self.check_employer(&mut checks);
        self.check_worker(&mut checks, today);
        self.check_passport(&mut checks, today);
        self.check_job(&mut checks, today);
        checks.finish(Some(FeeInput::default()))
    }

    fn check_employer(&self, checks: &mut Checks) {
        checks.field(
            "form.employer_name",
            line(&self.employer_name, EMPLOYER_NAME_MISSING),
        );
        checks.field(
            "form.employer_tax_code",
            TaxpayerCode::parse(&self.employer_tax_code),
        );
        checks.field(
            "form.employer_address",
            Address::parse(&self.employer_address),
        );
        checks.require(
            "form.employer_phone",
            is_telephone(&self.employer_phone),
            PHONE_WRONG,
        );
    }

    fn check_worker(&self, checks: &mut Checks, today: Date) {
        if checks
            .field("form.worker_name", FullName::parse(&self.worker_name))
            .is_some()
        {
            checks.require("form.worker_name", is_latin(&self.worker_name), NOT_LATIN);
        }
        checks.require(
            "form.worker_sex",
            matches!(self.worker_sex.as_str(), "male" | "female"),
            SEX_MISSING,
        );
        if let Some(born) = checks.field(
            "form.worker_birth_date",
            BirthDate::parse(&self.worker_birth_date, today),
        ) {
            checks.require(
                "form.worker_birth_date",
                years_after(born.as_date(), YOUNGEST_YEARS) <= today,
                TOO_YOUNG,
            );
        }
        checks.field(
            "form.nationality",
            line(&self.nationality, NATIONALITY_MISSING),
        );
    }

    fn check_passport(&self, checks: &mut Checks, today: Date) {
        checks.require(
            "form.passport_number",
            is_passport_number(&self.passport_number),
            PASSPORT_NUMBER_WRONG,
        );
        let issued_on = "form.passport_issued_on";
        if let Some(issued) = checks.field(issued_on, parse_date(&self.passport_issued_on)) {
            checks.require(issued_on, issued <= today, ISSUED_IN_FUTURE);
        }
        let expires_on = "form.passport_expires_on";
        if let Some(expires) = checks.field(expires_on, parse_date(&self.passport_expires_on)) {
            checks.require(expires_on, expires > today, EXPIRED);
        }
    }

    fn check_job(&self, checks: &mut Checks, today: Date) {
        checks.require(
            "form.position",
            POSITIONS.iter().any(|(code, _)| *code == self.position),
            POSITION_MISSING,
        );
        checks.field("form.job_title", line(&self.job_title, JOB_TITLE_MISSING));
        checks.field("form.workplace", Address::parse(&self.workplace));
        let from = checks.field("form.period_from", parse_date(&self.period_from));
        if let Some(from) = from {
            checks.require("form.period_from", from >= today, BEGINS_IN_PAST);
        }
        let to = checks.field("form.period_to", parse_date(&self.period_to));
        if let Some((from, to)) = from.zip(to) {
            let latest = years_after(from, LONGEST_PERIOD_YEARS);
            checks.require("form.period_to", to > from, ENDS_BEFORE_BEGINNING);
            checks.require("form.period_to", to <= latest, LONGER_THAN_TWO_YEARS);
        }
        checks.require(
            "form.salary",
            self.salary.trim().is_empty() || is_salary(&self.salary),
            SALARY_WRONG,
        );
    }
}

/// Why a line of free text is none.
enum LineError {
    /// What is missing differs from field to field.
    Missing(Text),
    TooShort,
    TooLong {
        beyond: usize,
    },
    Bar,
}

impl Localized for LineError {
    fn localized(&self, language: Language) -> Cow<'static, str> {
        match self {
            Self::Missing(text) => text.localized(language),
            Self::TooShort => TOO_SHORT.localized(language),
            Self::TooLong { beyond } => typed::too_long(LONGEST_LINE, *beyond).localized(language),
            Self::Bar => typed::forbidden('|').localized(language),
        }
    }
}

fn line(text: &str, missing: Text) -> Result<(), LineError> {
    let text = typed::line(text);
    typed::within(&text, LONGEST_LINE).map_err(|beyond| LineError::TooLong { beyond })?;
    match typed::length(&text) {
        0 => Err(LineError::Missing(missing)),
        count if count < SHORTEST_LINE => Err(LineError::TooShort),
        _ if text.contains('|') => Err(LineError::Bar),
        _ => Ok(()),
    }
}

/// A number of 8 to 15 digits (ITU-T E.164), as people write it.
fn is_telephone(text: &str) -> bool {
    let number = typed::number(text);
    let digits = number.strip_prefix('+').unwrap_or(&number);
    (8..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether every letter is Latin, with or without diacritics: blocks Basic Latin to Latin Extended-B, combining marks,
/// Latin Extended Additional.
fn is_latin(name: &str) -> bool {
    name.chars()
        .filter(|letter| letter.is_alphabetic())
        .all(|letter| matches!(letter, '\0'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}'))
}

fn is_passport_number(text: &str) -> bool {
    let number = typed::code(text);
    (5..=15).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whole đồng, with or without separators.
fn is_salary(text: &str) -> bool {
    Vnd::parse(text).is_ok_and(|salary| (1..=HIGHEST_SALARY).contains(&salary.as_i64()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 03 - 16);

    fn complete() -> WorkPermitInput {
        WorkPermitInput {
            employer_name: "Công ty TNHH Dệt may Trảng Bàng".into(),
            employer_tax_code: "0100109106".into(),
            employer_address: "Khu công nghiệp Trảng Bàng, Tây Ninh".into(),
            employer_phone: "(0276) 3813 363".into(),
            worker_name: "José Müller-O'Neill".into(),
            worker_sex: "male".into(),
            worker_birth_date: "16/03/2008".into(),
            nationality: "Lào".into(),
            passport_number: "C01X00T47".into(),
            passport_issued_on: "16/03/2026".into(),
            passport_expires_on: "17/03/2026".into(),
            position: "expert".into(),
            job_title: "CTO".into(),
            workplace: "Khu công nghiệp Trảng Bàng, Tây Ninh".into(),
            period_from: "16/03/2026".into(),
            period_to: "16/03/2028".into(),
            salary: "45.000.000".into(),
        }
    }

    /// Fields that are named where one of them has another value.
    fn named(change: impl FnOnce(&mut WorkPermitInput)) -> Vec<String> {
        let mut input = complete();
        change(&mut input);
        input
            .check(TODAY)
            .err()
            .unwrap_or_default()
            .into_iter()
            .map(|error| error.field)
            .collect()
    }

    #[test]
    fn what_is_just_allowed_is_allowed() {
        assert_eq!(complete().check(TODAY), Ok(FeeInput::default()));
        let none: [String; 0] = [];
        assert_eq!(named(|input| input.salary.clear()), none);
        assert_eq!(
            named(|input| input.employer_tax_code = "0100109106-001".into()),
            none
        );
        // A household business.
        assert_eq!(
            named(|input| input.employer_tax_code = "072 085 001 234".into()),
            none
        );
        assert_eq!(named(|input| input.worker_name = "SUHARTO".into()), none);
        assert_eq!(
            named(|input| input.worker_name = "Nguye\u{302}\u{303}n A\u{301}nh".into()),
            none
        );
        assert_eq!(
            named(|input| input.employer_phone = "+84 869 221 603".into()),
            none
        );
    }

    #[test]
    fn an_empty_form_names_every_field_but_the_salary_in_the_order_of_the_form() {
        let errors = WorkPermitInput::default().check(TODAY).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "form.employer_name",
                "form.employer_tax_code",
                "form.employer_address",
                "form.employer_phone",
                "form.worker_name",
                "form.worker_sex",
                "form.worker_birth_date",
                "form.nationality",
                "form.passport_number",
                "form.passport_issued_on",
                "form.passport_expires_on",
                "form.position",
                "form.job_title",
                "form.workplace",
                "form.period_from",
                "form.period_to",
            ]
        );
    }

    #[test]
    fn what_cannot_be_is_named_beside_its_field() {
        type Change = fn(&mut WorkPermitInput);
        let table: &[(&str, Change)] = &[
            ("employer_name", |input| input.employer_name = "A".into()),
            ("employer_name", |input| {
                input.employer_name = "a".repeat(201)
            }),
            ("employer_name", |input| {
                input.employer_name = "Công ty|A".into()
            }),
            ("employer_tax_code", |input| {
                input.employer_tax_code = "0100109107".into()
            }),
            ("employer_tax_code", |input| {
                input.employer_tax_code = "010010910".into()
            }),
            ("employer_tax_code", |input| {
                input.employer_tax_code = "072485001234".into()
            }),
            ("employer_phone", |input| {
                input.employer_phone = "1234567".into()
            }),
            ("employer_phone", |input| {
                input.employer_phone = "08692216o3".into()
            }),
            ("worker_name", |input| input.worker_name = "김민준".into()),
            ("worker_name", |input| {
                input.worker_name = "Иван Петров".into()
            }),
            ("worker_name", |input| {
                input.worker_name = "Agent 007".into()
            }),
            ("worker_sex", |input| input.worker_sex = "x".into()),
            ("worker_birth_date", |input| {
                input.worker_birth_date = "17/03/2008".into()
            }),
            ("worker_birth_date", |input| {
                input.worker_birth_date = "31/02/1990".into()
            }),
            ("nationality", |input| input.nationality = " ".into()),
            ("passport_number", |input| {
                input.passport_number = "C01-X00".into()
            }),
            ("passport_number", |input| {
                input.passport_number = "Đ1234567".into()
            }),
            ("passport_number", |input| {
                input.passport_number = "1234".into()
            }),
            ("passport_issued_on", |input| {
                input.passport_issued_on = "17/03/2026".into()
            }),
            ("passport_expires_on", |input| {
                input.passport_expires_on = "16/03/2026".into()
            }),
            ("position", |input| input.position = "intern".into()),
            ("job_title", |input| input.job_title = "bell|ringer".into()),
            ("workplace", |input| input.workplace = "KCN".into()),
            ("period_from", |input| {
                input.period_from = "15/03/2026".into();
                input.period_to = "15/03/2028".into();
            }),
            ("period_to", |input| input.period_to = "16/03/2026".into()),
            ("period_to", |input| input.period_to = "17/03/2028".into()),
            ("period_to", |input| input.period_to = "2 năm".into()),
            ("salary", |input| input.salary = "0".into()),
            ("salary", |input| input.salary = "-5".into()),
            ("salary", |input| input.salary = "thoả thuận".into()),
            ("salary", |input| input.salary = "1.000.000.000.001".into()),
        ];
        for (index, (field, change)) in table.iter().enumerate() {
            assert_eq!(named(change), [format!("form.{field}")], "row {index}");
        }
    }

    #[test]
    fn two_years_from_a_leap_day_end_with_february() {
        let period = |to: &str| {
            let mut input = complete();
            input.period_from = "29/02/2028".into();
            input.period_to = to.into();
            input.check(TODAY).is_ok()
        };
        assert!(period("28/02/2030"));
        assert!(!period("01/03/2030"));
    }
}

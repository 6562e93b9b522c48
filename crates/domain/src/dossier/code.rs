use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::language::{localized_error, text};
use crate::text::text_value;
use crate::typed;

/// The code a dossier gets when it is received: `<organisation>-YYMMDD-XXXX` (Circular
/// 01/2018/TT-VPCP, article 19): organisation, date of receipt, number within that day.
///
/// The organisation is written smallest unit first (`000.20.31.H53`, QCVN 102:2016/BTTTT) or
/// province first (`H53.31.20`, Decision 20/2020/QĐ-TTg); both are in use. JSON: a string.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DossierCode(String);

text_value!(DossierCode, DossierCodeError);

/// Why a text is not a dossier code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierCodeError {
    /// Nothing was typed.
    Empty,
    /// Not three parts joined by hyphens.
    Malformed,
    /// The part before the first hyphen is no organisation code.
    BadOrganisation,
    /// The middle part is no date of the years 2000–2099.
    BadDate,
    /// The last part is not a number of four to six digits above zero.
    BadSequence,
}

localized_error!(DossierCodeError {
    Self::Empty => text("Nhập mã hồ sơ.", "Enter the application code."),
    Self::Malformed => text(
        "Nhập mã hồ sơ theo dạng 000.20.31.H53-200610-0007.",
        "Enter an application code such as 000.20.31.H53-200610-0007.",
    ),
    Self::BadOrganisation => text(
        "Mã cơ quan trong mã hồ sơ không đúng.",
        "The office in the application code is not right.",
    ),
    Self::BadDate => text(
        "Ngày trong mã hồ sơ không đúng.",
        "The date in the application code is not right.",
    ),
    Self::BadSequence => text(
        "Số thứ tự trong mã hồ sơ không đúng.",
        "The number at the end of the application code is not right.",
    ),
});

const LARGEST_SEQUENCE: u32 = 999_999;

impl DossierCode {
    /// The code of the `sequence`th dossier that an organisation receives on a date.
    ///
    /// # Errors
    ///
    /// [`DossierCodeError`] for an unknown form of organisation code, a year outside 2000–2099 or
    /// a sequence outside 1–999999.
    pub fn new(organisation: &str, date: Date, sequence: u32) -> Result<Self, DossierCodeError> {
        if !is_organisation_code(organisation) {
            return Err(DossierCodeError::BadOrganisation);
        }
        if !(2000..2100).contains(&date.year()) {
            return Err(DossierCodeError::BadDate);
        }
        if !(1..=LARGEST_SEQUENCE).contains(&sequence) {
            return Err(DossierCodeError::BadSequence);
        }
        let (year, month, day) = date.to_calendar_date();
        Ok(Self(format!(
            "{organisation}-{:02}{:02}{day:02}-{sequence:04}",
            year % 100,
            u8::from(month)
        )))
    }

    /// Reads a code of either form as people copy it from paper: blanks, any dash, small letters, O for 0, a full stop after it.
    ///
    /// # Errors
    ///
    /// The first rule of [`DossierCodeError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, DossierCodeError> {
        let code = typed::code(text).to_ascii_uppercase();
        if code.is_empty() {
            return Err(DossierCodeError::Empty);
        }
        Self::read(code.clone())
            .or_else(|error| Self::read(typed::digits_for_letters(&code)).map_err(|_| error))
    }

    fn read(code: String) -> Result<Self, DossierCodeError> {
        let [organisation, date, sequence] = split(&code).ok_or(DossierCodeError::Malformed)?;
        if !is_organisation_code(organisation) {
            return Err(DossierCodeError::BadOrganisation);
        }
        read_date(date).ok_or(DossierCodeError::BadDate)?;
        read_sequence(sequence).ok_or(DossierCodeError::BadSequence)?;
        Ok(Self(code))
    }

    /// The organisation that received the dossier, as written in the code.
    #[must_use]
    pub fn organisation(&self) -> &str {
        self.parts()[0]
    }

    /// The date of receipt.
    #[must_use]
    pub fn date(&self) -> Date {
        read_date(self.parts()[1]).expect("the date was read when the code was made")
    }

    /// The number within the day, from 1.
    #[must_use]
    pub fn sequence(&self) -> u32 {
        read_sequence(self.parts()[2]).expect("the number was read when the code was made")
    }

    fn parts(&self) -> [&str; 3] {
        split(&self.0).expect("the code was split when it was made")
    }
}

fn split(code: &str) -> Option<[&str; 3]> {
    let mut parts = code.split('-');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(organisation), Some(date), Some(sequence), None) => {
            Some([organisation, date, sequence])
        }
        _ => None,
    }
}

/// `V1V2V3.Z1Z2.Y1Y2.MX1X2`, or `MX1X2` followed by up to three groups of one to three digits.
pub(crate) fn is_organisation_code(text: &str) -> bool {
    let groups: Vec<&str> = text.split('.').collect();
    match groups.as_slice() {
        [level4, level3, level2, level1] if is_digits(level4, 3, 3) => {
            is_digits(level3, 2, 2) && is_digits(level2, 2, 2) && is_first_level(level1)
        }
        [level1, rest @ ..] => {
            rest.len() <= 3 && is_first_level(level1) && rest.iter().all(|g| is_digits(g, 1, 3))
        }
        [] => false,
    }
}

/// A letter (H for provinces, G for ministries) and two digits.
fn is_first_level(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_uppercase) && is_digits(&text[1..], 2, 2)
}

fn is_digits(text: &str, shortest: usize, longest: usize) -> bool {
    (shortest..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn read_date(text: &str) -> Option<Date> {
    if !is_digits(text, 6, 6) {
        return None;
    }
    let part = |from: usize| text[from..from + 2].parse::<u8>().ok();
    let month = Month::try_from(part(2)?).ok()?;
    Date::from_calendar_date(2000 + i32::from(part(0)?), month, part(4)?).ok()
}

fn read_sequence(text: &str) -> Option<u32> {
    if !is_digits(text, 4, 6) {
        return None;
    }
    text.parse().ok().filter(|sequence| *sequence > 0)
}

//! Cấp Phiếu lý lịch tư pháp: tờ khai theo Luật Lý lịch tư pháp 2009.

use super::Checks;
use crate::api::FieldError;
use domain::{
    fees::{FeeInput, MAX_COPIES},
    language::{Language, Localized, Text, text},
    person::{Address, AddressError},
};
use serde::{Deserialize, Serialize};
use time::Date;

/// Groups that pay the reduced fee (Thông tư 244/2016/TT-BTC, Điều 4): code and name.
pub const REDUCED_GROUPS: [(&str, &str); 4] = [
    ("pupil", "Học sinh"),
    ("student", "Sinh viên"),
    ("person_with_merit", "Người có công với cách mạng"),
    ("martyr_relative", "Thân nhân liệt sỹ"),
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
    ///
    /// # Errors
    /// The fields that need another value.
    pub fn check(&self, _today: Date) -> Result<FeeInput, Vec<FieldError>> {
        let mut checks = Checks::default();
        checks.require(
            "form.form_number",
            matches!(self.form_number.as_str(), "1" | "2"),
            text("Chọn loại phiếu.", "Choose the type of certificate."),
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
            text(
                "Chọn một nhóm trong danh sách.",
                "Choose a group of the list.",
            ),
        );
        checks.finish(copies.map(|copies| FeeInput {
            reduced: !self.reduced_group.is_empty(),
            copies,
        }))
    }

    fn copies(&self) -> Result<u32, impl Localized + use<>> {
        match self.copies.trim().parse() {
            Ok(copies @ 1..=MAX_COPIES) => Ok(copies),
            _ => Err(|language| match language {
                Language::Vietnamese => format!("Nhập số bản từ 1 đến {MAX_COPIES}."),
                Language::English => format!("Enter a number of copies from 1 to {MAX_COPIES}."),
            }),
        }
    }
}

/// A purpose is free text by the same rules as an address, but it is no address.
const fn purpose_message(error: AddressError) -> Text {
    match error {
        AddressError::Empty => text(
            "Vui lòng ghi mục đích yêu cầu cấp phiếu.",
            "Write what you need the certificate for.",
        ),
        AddressError::TooShort => text(
            "Ghi rõ hơn, ít nhất 5 ký tự.",
            "Write a little more, at least 5 characters.",
        ),
        AddressError::TooLong => text(
            "Ghi ngắn hơn, nhiều nhất 200 ký tự.",
            "Write less, at most 200 characters.",
        ),
        AddressError::ForbiddenCharacter => text(
            "Mục đích có ký tự không dùng được.",
            "The purpose has a character that cannot be used.",
        ),
    }
}

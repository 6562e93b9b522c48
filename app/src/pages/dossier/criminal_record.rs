//! Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp, as fields and as read again.

use crate::{
    components::{Fact, RadioField, SelectField, TextField},
    forms::{CriminalRecordInput, criminal_record::REDUCED_GROUPS},
};
use leptos::prelude::*;

const FORM_NUMBER: &str = "Loại phiếu";
const PURPOSE: &str = "Mục đích yêu cầu cấp phiếu";
const PERMANENT_ADDRESS: &str = "Nơi thường trú";
const CURRENT_ADDRESS: &str = "Nơi ở hiện tại";
const COPIES: &str = "Số bản cần cấp";
const REDUCED_GROUP: &str = "Nhóm được giảm phí";
const NO_GROUP: &str = "Không thuộc nhóm nào";

/// Luật Lý lịch tư pháp 2009, Điều 41.
const FORM_NUMBERS: [(&str, &str); 2] = [
    ("1", "Phiếu số 1: để nộp cho cơ quan, tổ chức"),
    ("2", "Phiếu số 2: để biết lý lịch tư pháp của chính mình"),
];

/// The fields, with what was typed before.
#[component]
pub fn Fields(input: CriminalRecordInput) -> impl IntoView {
    let groups = REDUCED_GROUPS.map(|(code, label)| (code.to_owned(), label.to_owned()));
    view! {
        <h2>"Phiếu cần cấp"</h2>
        <RadioField name="form.form_number" label=FORM_NUMBER options=FORM_NUMBERS.to_vec() value=input.form_number />
        <TextField name="form.purpose" label=PURPOSE hint="Ví dụ: xin việc làm, xin giấy phép lao động." value=input.purpose />
        <TextField name="form.copies" label=COPIES hint="Số bản quyết định mức phí." value=input.copies inputmode="numeric" maxlength=2 />
        <h2>"Người được cấp phiếu"</h2>
        <TextField name="form.permanent_address" label=PERMANENT_ADDRESS hint="Số nhà, đường hoặc ấp, xã, huyện, tỉnh." value=input.permanent_address autocomplete="street-address" />
        <TextField name="form.current_address" label=CURRENT_ADDRESS hint="Ghi lại nếu giống nơi thường trú." value=input.current_address autocomplete="street-address" />
        <SelectField name="form.reduced_group" label=REDUCED_GROUP hint="Cần giấy tờ chứng minh khi nhận kết quả." options=groups.to_vec() empty=NO_GROUP value=input.reduced_group />
    }
}

/// What was filed.
#[component]
pub fn Facts(input: CriminalRecordInput) -> impl IntoView {
    let group = if input.reduced_group.is_empty() {
        NO_GROUP.to_owned()
    } else {
        super::filing_form::label_of(&REDUCED_GROUPS, &input.reduced_group)
    };
    view! {
        <Fact name=FORM_NUMBER value=super::filing_form::label_of(&FORM_NUMBERS, &input.form_number) />
        <Fact name=PURPOSE value=input.purpose />
        <Fact name=COPIES value=input.copies />
        <Fact name=PERMANENT_ADDRESS value=input.permanent_address />
        <Fact name=CURRENT_ADDRESS value=input.current_address />
        <Fact name=REDUCED_GROUP value=group />
    }
}

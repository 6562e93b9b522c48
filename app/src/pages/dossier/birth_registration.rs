//! Tờ khai đăng ký khai sinh, as fields and as read again.

use crate::{
    components::{DateField, Fact, RadioField, SelectField, TextField},
    forms::BirthRegistrationInput,
    locales::t,
};
use domain::person::Sex;
use leptos::prelude::*;

const CHILD_NAME: &str = "Họ, chữ đệm, tên của trẻ";
const CHILD_BIRTH_DATE: &str = "Ngày sinh của trẻ";
const CHILD_SEX: &str = "Giới tính của trẻ";
const BIRTH_PLACE: &str = "Nơi sinh";
const MOTHER_NAME: &str = "Họ, chữ đệm, tên người mẹ";
const FATHER_NAME: &str = "Họ, chữ đệm, tên người cha";
const RELATION: &str = "Quan hệ của người nộp với trẻ";
const ADDRESS: &str = "Nơi cư trú của người nộp";

fn sexes() -> [(&'static str, &'static str); 2] {
    [
        ("female", t(Sex::Female.label())),
        ("male", t(Sex::Male.label())),
    ]
}

const RELATIONS: [(&str, &str); 4] = [
    ("father", "Cha"),
    ("mother", "Mẹ"),
    ("grandparent", "Ông, bà"),
    ("other", "Người thân khác"),
];

/// The fields, with what was typed before.
#[component]
pub fn Fields(input: BirthRegistrationInput) -> impl IntoView {
    let relations = RELATIONS.map(|(code, label)| (code.to_owned(), label.to_owned()));
    view! {
        <h2>"Trẻ được đăng ký khai sinh"</h2>
        <TextField name="form.child_name" label=CHILD_NAME hint="Viết có dấu, ví dụ Nguyễn Minh An." value=input.child_name />
        <DateField name="form.child_birth_date" label=CHILD_BIRTH_DATE value=input.child_birth_date />
        <RadioField name="form.child_sex" label=CHILD_SEX options=sexes().to_vec() value=input.child_sex />
        <TextField name="form.birth_place" label=BIRTH_PLACE hint="Tên cơ sở y tế và địa chỉ, hoặc xã, huyện, tỉnh nơi sinh." value=input.birth_place />
        <h2>"Cha, mẹ"</h2>
        <TextField name="form.mother_name" label=MOTHER_NAME value=input.mother_name />
        <TextField name="form.father_name" label=FATHER_NAME value=input.father_name optional=true />
        <h2>"Người nộp hồ sơ"</h2>
        <SelectField name="form.relation" label=RELATION options=relations.to_vec() empty="Chọn quan hệ" value=input.relation />
        <TextField name="form.address" label=ADDRESS hint="Số nhà, đường hoặc ấp, xã, huyện, tỉnh." value=input.address autocomplete="street-address" />
    }
}

/// What was filed.
#[component]
pub fn Facts(input: BirthRegistrationInput) -> impl IntoView {
    view! {
        <Fact name=CHILD_NAME value=input.child_name />
        <Fact name=CHILD_BIRTH_DATE value=input.child_birth_date />
        <Fact name=CHILD_SEX value=super::filing_form::label_of(&sexes(), &input.child_sex) />
        <Fact name=BIRTH_PLACE value=input.birth_place />
        <Fact name=MOTHER_NAME value=input.mother_name />
        {(!input.father_name.trim().is_empty()).then(|| view! { <Fact name=FATHER_NAME value=input.father_name /> })}
        <Fact name=RELATION value=super::filing_form::label_of(&RELATIONS, &input.relation) />
        <Fact name=ADDRESS value=input.address />
    }
}

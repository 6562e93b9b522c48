//! Tờ khai đăng ký khai sinh, as fields and as read again.

use super::filing_form::{SEXES, label_of, options, radios};
use crate::{
    components::{DateField, Fact, RadioField, SelectField, TextField},
    forms::{BirthRegistrationInput, birth_registration::RELATIONS},
    locales::{birth_registration::*, t},
};
use leptos::prelude::*;

#[component]
pub fn Fields(input: BirthRegistrationInput) -> impl IntoView {
    view! {
        <h2>{t(CHILD)}</h2>
        <TextField name="form.child_name" label=t(CHILD_NAME) hint=t(CHILD_NAME_HINT) value=input.child_name />
        <DateField name="form.child_birth_date" label=t(CHILD_BIRTH_DATE) value=input.child_birth_date />
        <RadioField name="form.child_sex" label=t(CHILD_SEX) options=radios(&SEXES) value=input.child_sex />
        <TextField name="form.birth_place" label=t(BIRTH_PLACE) hint=t(BIRTH_PLACE_HINT) value=input.birth_place />
        <h2>{t(PARENTS)}</h2>
        <TextField name="form.mother_name" label=t(MOTHER_NAME) value=input.mother_name />
        <TextField name="form.father_name" label=t(FATHER_NAME) value=input.father_name optional=true />
        <h2>{t(APPLICANT)}</h2>
        <SelectField name="form.relation" label=t(RELATION) options=options(&RELATIONS) empty=t(CHOOSE_RELATION) value=input.relation />
        <TextField name="form.address" label=t(ADDRESS) hint=t(ADDRESS_HINT) value=input.address autocomplete="street-address" />
    }
}

#[component]
pub fn Facts(input: BirthRegistrationInput) -> impl IntoView {
    view! {
        <Fact name=t(CHILD_NAME) value=input.child_name />
        <Fact name=t(CHILD_BIRTH_DATE) value=input.child_birth_date />
        <Fact name=t(CHILD_SEX) value=label_of(&SEXES, &input.child_sex) />
        <Fact name=t(BIRTH_PLACE) value=input.birth_place />
        <Fact name=t(MOTHER_NAME) value=input.mother_name />
        {(!input.father_name.trim().is_empty()).then(|| view! { <Fact name=t(FATHER_NAME) value=input.father_name /> })}
        <Fact name=t(RELATION) value=label_of(&RELATIONS, &input.relation) />
        <Fact name=t(ADDRESS) value=input.address />
    }
}

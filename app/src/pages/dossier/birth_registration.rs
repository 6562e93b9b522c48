//! Tờ khai đăng ký khai sinh, as fields and as read again.

use super::filing_form::{label_of, options, radios};
use crate::{
    components::{DateField, Fact, RadioField, SelectField, TextField},
    forms::{
        BirthRegistrationInput, SEXES,
        birth_registration::{PARENT_KNOWN, RELATIONS},
    },
    locales::{Text, birth_registration::*, t},
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
        <RadioField name="form.mother" label=t(MOTHER_KNOWN) options=radios(&PARENT_KNOWN) value=mother_choice(input.mother) />
        <TextField name="form.mother_name" label=t(MOTHER_NAME) value=input.mother_name />
        <TextField name="form.mother_born" label=t(MOTHER_BORN) hint=t(BORN_HINT) value=input.mother_born inputmode="numeric" optional=true />
        <RadioField name="form.father" label=t(FATHER_KNOWN) options=radios(&PARENT_KNOWN) value=input.father optional=true />
        <TextField name="form.father_name" label=t(FATHER_NAME) value=input.father_name optional=true />
        <TextField name="form.father_born" label=t(FATHER_BORN) hint=t(BORN_HINT) value=input.father_born inputmode="numeric" optional=true />
        <h2>{t(APPLICANT)}</h2>
        <SelectField name="form.relation" label=t(RELATION) options=options(&RELATIONS) empty=t(CHOOSE_RELATION) value=input.relation />
        <TextField name="form.address" label=t(ADDRESS) hint=t(ADDRESS_HINT) value=input.address autocomplete="street-address" />
    }
    // Without its type: so many fields would make one too large for the compiler.
    .into_any()
}

/// What counts where nothing was chosen, as the check has it: she is named. Of the father nothing needs to be said, so nothing is
/// chosen for him.
fn mother_choice(known: String) -> String {
    if known.is_empty() {
        PARENT_KNOWN[0].0.to_owned()
    } else {
        known
    }
}

/// The name, that nobody is known, or nothing where nothing was said.
fn parent(known: &str, name: String) -> Option<String> {
    let named = PARENT_KNOWN[0].0;
    if known.is_empty() || known == named {
        (!name.trim().is_empty()).then_some(name)
    } else {
        Some(label_of(&PARENT_KNOWN, known))
    }
}

#[component]
pub fn Facts(input: BirthRegistrationInput) -> impl IntoView {
    let said = |name: Text, value: Option<String>| {
        value.map(|value| view! { <Fact name=t(name) value /> })
    };
    let typed = |text: String| (!text.trim().is_empty()).then_some(text);
    view! {
        <Fact name=t(CHILD_NAME) value=input.child_name />
        <Fact name=t(CHILD_BIRTH_DATE) value=input.child_birth_date />
        <Fact name=t(CHILD_SEX) value=label_of(&SEXES, &input.child_sex) />
        <Fact name=t(BIRTH_PLACE) value=input.birth_place />
        {said(MOTHER_NAME, parent(&input.mother, input.mother_name))}
        {said(MOTHER_BORN, typed(input.mother_born))}
        {said(FATHER_NAME, parent(&input.father, input.father_name))}
        {said(FATHER_BORN, typed(input.father_born))}
        <Fact name=t(RELATION) value=label_of(&RELATIONS, &input.relation) />
        <Fact name=t(ADDRESS) value=input.address />
    }
}

//! Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp, as fields and as read again.

use super::filing_form::{label_of, options, radios};
use crate::{
    components::{Fact, RadioField, SelectField, TextField},
    forms::{
        CriminalRecordInput,
        criminal_record::{FORM_NUMBERS, REDUCED_GROUPS},
    },
    locales::{criminal_record::*, t},
};
use leptos::prelude::*;

#[component]
pub fn Fields(input: CriminalRecordInput) -> impl IntoView {
    view! {
        <h2>{t(REQUEST)}</h2>
        <RadioField name="form.form_number" label=t(FORM_NUMBER) options=radios(&FORM_NUMBERS) value=input.form_number />
        <TextField name="form.purpose" label=t(PURPOSE) hint=t(PURPOSE_HINT) value=input.purpose />
        <TextField name="form.copies" label=t(COPIES) hint=t(COPIES_HINT) value=input.copies inputmode="numeric" />
        <h2>{t(SUBJECT)}</h2>
        <TextField name="form.permanent_address" label=t(PERMANENT_ADDRESS) hint=t(ADDRESS_HINT) value=input.permanent_address autocomplete="street-address" />
        <TextField name="form.current_address" label=t(CURRENT_ADDRESS) hint=t(CURRENT_ADDRESS_HINT) value=input.current_address autocomplete="street-address" />
        <SelectField name="form.reduced_group" label=t(REDUCED_GROUP) hint=t(REDUCED_GROUP_HINT) options=options(&REDUCED_GROUPS) empty=t(NO_GROUP) value=input.reduced_group />
    }
}

#[component]
pub fn Facts(input: CriminalRecordInput) -> impl IntoView {
    let group = if input.reduced_group.is_empty() {
        t(NO_GROUP).to_owned()
    } else {
        label_of(&REDUCED_GROUPS, &input.reduced_group)
    };
    view! {
        <Fact name=t(FORM_NUMBER) value=label_of(&FORM_NUMBERS, &input.form_number) />
        <Fact name=t(PURPOSE) value=input.purpose />
        <Fact name=t(COPIES) value=input.copies />
        <Fact name=t(PERMANENT_ADDRESS) value=input.permanent_address />
        <Fact name=t(CURRENT_ADDRESS) value=input.current_address />
        <Fact name=t(REDUCED_GROUP) value=group />
    }
}

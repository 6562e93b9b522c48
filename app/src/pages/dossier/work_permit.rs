//! Đề nghị cấp giấy phép lao động, as fields and as read again.

use super::filing_form::{label_of, options, radios};
use crate::{
    components::{DateField, Fact, RadioField, SelectField, TextField},
    forms::{SEXES, WorkPermitInput, work_permit::POSITIONS},
    locales::{t, work_permit::*},
};
use leptos::prelude::*;

#[component]
pub fn Fields(input: WorkPermitInput) -> impl IntoView {
    view! {
        <h2>{t(EMPLOYER)}</h2>
        <TextField name="form.employer_name" label=t(EMPLOYER_NAME) value=input.employer_name autocomplete="organization" />
        <TextField name="form.employer_tax_code" label=t(EMPLOYER_TAX_CODE) hint=t(EMPLOYER_TAX_CODE_HINT) value=input.employer_tax_code inputmode="numeric" />
        <TextField name="form.employer_address" label=t(EMPLOYER_ADDRESS) hint=t(ADDRESS_HINT) value=input.employer_address autocomplete="street-address" />
        <TextField name="form.employer_phone" label=t(EMPLOYER_PHONE) value=input.employer_phone kind="tel" inputmode="tel" autocomplete="tel" />
        <h2>{t(WORKER)}</h2>
        <TextField name="form.worker_name" label=t(WORKER_NAME) hint=t(WORKER_NAME_HINT) value=input.worker_name />
        <RadioField name="form.worker_sex" label=t(WORKER_SEX) options=radios(&SEXES) value=input.worker_sex />
        <DateField name="form.worker_birth_date" label=t(WORKER_BIRTH_DATE) value=input.worker_birth_date />
        <TextField name="form.nationality" label=t(NATIONALITY) hint=t(NATIONALITY_HINT) value=input.nationality />
        <TextField name="form.passport_number" label=t(PASSPORT_NUMBER) value=input.passport_number />
        <DateField name="form.passport_issued_on" label=t(PASSPORT_ISSUED_ON) value=input.passport_issued_on />
        <DateField name="form.passport_expires_on" label=t(PASSPORT_EXPIRES_ON) value=input.passport_expires_on />
        <h2>{t(JOB)}</h2>
        <SelectField name="form.position" label=t(POSITION) options=options(&POSITIONS) empty=t(CHOOSE_POSITION) value=input.position />
        <TextField name="form.job_title" label=t(JOB_TITLE) value=input.job_title />
        <TextField name="form.workplace" label=t(WORKPLACE) hint=t(ADDRESS_HINT) value=input.workplace />
        <p class="hint">{t(PERIOD_NOTE)}</p>
        <DateField name="form.period_from" label=t(PERIOD_FROM) value=input.period_from />
        <DateField name="form.period_to" label=t(PERIOD_TO) value=input.period_to />
        <TextField name="form.salary" label=t(SALARY) value=input.salary inputmode="numeric" optional=true />
    }
    // Without its type: so many fields would make one too large for the compiler.
    .into_any()
}

#[component]
pub fn Facts(input: WorkPermitInput) -> impl IntoView {
    let mut facts = vec![
        (EMPLOYER_NAME, input.employer_name),
        (EMPLOYER_TAX_CODE, input.employer_tax_code),
        (EMPLOYER_ADDRESS, input.employer_address),
        (EMPLOYER_PHONE, input.employer_phone),
        (WORKER_NAME, input.worker_name),
        (WORKER_SEX, label_of(&SEXES, &input.worker_sex)),
        (WORKER_BIRTH_DATE, input.worker_birth_date),
        (NATIONALITY, input.nationality),
        (PASSPORT_NUMBER, input.passport_number),
        (PASSPORT_ISSUED_ON, input.passport_issued_on),
        (PASSPORT_EXPIRES_ON, input.passport_expires_on),
        (POSITION, label_of(&POSITIONS, &input.position)),
        (JOB_TITLE, input.job_title),
        (WORKPLACE, input.workplace),
        (PERIOD_FROM, input.period_from),
        (PERIOD_TO, input.period_to),
    ];
    if !input.salary.trim().is_empty() {
        facts.push((SALARY, input.salary));
    }
    facts
        .into_iter()
        .map(|(name, value)| view! { <Fact name=t(name) value /> })
        .collect_view()
}

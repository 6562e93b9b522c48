//! What a new dossier and a draft have in common: the receiving unit and the procedure's own fields.

use super::{birth_registration, criminal_record, work_permit};
use crate::{
    api::catalogue::{OnlineForm, Procedure, Unit},
    components::{
        SelectField,
        field::Choice,
        legal_name::{legal_choice, told},
    },
    forms::FormInput,
    locales::{Text, dossier::*, t},
    pages::procedures::Fees,
};
use leptos::prelude::*;

#[component]
pub fn DossierFields(
    units: Vec<Unit>,
    /// Unit chosen before, if any.
    unit_code: String,
    form: FormInput,
) -> impl IntoView {
    let only = (units.len() == 1)
        .then(|| units.first().map(|unit| unit.code.clone()))
        .flatten()
        .unwrap_or_default();
    let chosen = if unit_code.is_empty() {
        only
    } else {
        unit_code
    };
    let options = units
        .into_iter()
        .map(|unit| legal_choice(unit.code, unit.name, unit.name_en))
        .collect();
    let kind = kind_of(form.online_form());
    let fields = match form {
        FormInput::BirthRegistration(input) => {
            view! { <birth_registration::Fields input /> }.into_any()
        }
        FormInput::CriminalRecord(input) => view! { <criminal_record::Fields input /> }.into_any(),
        FormInput::WorkPermit(input) => view! { <work_permit::Fields input=*input /> }.into_any(),
    };
    view! {
        <SelectField name="unit_code" label=t(RECEIVING_UNIT) options empty=t(CHOOSE_UNIT) value=chosen />
        <input type="hidden" name="form.kind" value=kind />
        {fields}
    }
}

/// What it costs, before anything is typed.
#[component]
pub fn FeeNotice(procedure: Procedure) -> impl IntoView {
    let english = procedure.english.map(|english| english.fee_text);
    let (fee, lang) = told(procedure.fee_text, english);
    view! {
        <div class="notice">
            <p><strong>{t(FEES_AND_CHARGES)} ": "</strong><span lang=lang>{fee}</span></p>
            {(!procedure.fees.is_empty()).then(|| view! {
                <details>
                    <summary>{t(SEE_RATES)}</summary>
                    <Fees fees=procedure.fees />
                </details>
            })}
        </div>
    }
}

#[component]
pub fn DossierFacts(form: FormInput) -> impl IntoView {
    let facts = match form {
        FormInput::BirthRegistration(input) => {
            view! { <birth_registration::Facts input /> }.into_any()
        }
        FormInput::CriminalRecord(input) => view! { <criminal_record::Facts input /> }.into_any(),
        FormInput::WorkPermit(input) => view! { <work_permit::Facts input=*input /> }.into_any(),
    };
    view! { <dl class="facts">{facts}</dl> }
}

/// Name of a code in a list of choices; the code itself where a later list no longer has it.
pub fn label_of(choices: &[(&str, Text)], code: &str) -> String {
    choices
        .iter()
        .find(|(choice, _)| *choice == code)
        .map_or(code, |(_, label)| t(*label))
        .to_owned()
}

pub fn radios(choices: &[(&'static str, Text)]) -> Vec<(&'static str, &'static str)> {
    choices
        .iter()
        .map(|(code, label)| (*code, t(*label)))
        .collect()
}

pub fn options(choices: &[(&str, Text)]) -> Vec<Choice> {
    choices
        .iter()
        .map(|(code, label)| ((*code).to_owned(), t(*label).to_owned(), None))
        .collect()
}

/// The tag that tells the forms apart in JSON.
const fn kind_of(form: OnlineForm) -> &'static str {
    match form {
        OnlineForm::BirthRegistration => "birth_registration",
        OnlineForm::CriminalRecord => "criminal_record",
        OnlineForm::WorkPermit => "work_permit",
    }
}

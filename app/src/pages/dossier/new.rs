//! `/nop-ho-so/{code}`: a new dossier of a procedure.

use super::filing_form::{DossierFields, FeeNotice};
use crate::{
    api::{
        Empty, Problem,
        accounts::SessionView,
        catalogue::{GetProcedure, OnlineForm, Procedure, ProcedurePath},
        dossiers::CreateDossier,
    },
    client::load,
    components::{ApiForm, LegalName, Loaded, ProblemNotice, SubmitButton, form::FormAction},
    forms::{CriminalRecordInput, FormInput},
    locales::{dossier::*, t},
    routes::Session,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// Only for those who are signed in: what is typed must be kept somewhere.
#[component]
pub fn NewDossier() -> impl IntoView {
    let params = use_params_map();
    let session = expect_context::<Session>().0;
    let procedure = load::<GetProcedure>(move || {
        let code = params.with(|params| params.get("code").unwrap_or_default());
        (ProcedurePath { code }, Empty {})
    });
    view! {
        <Title text=t(FILE_DOSSIER) />
        <Loaded resource=session view=move |session: SessionView| match session.account {
            Some(_) => Either::Left(view! {
                <Loaded headed=true resource=procedure view=|procedure: Procedure| view! { <Filing procedure /> } />
            }),
            None => Either::Right(view! {
                <h1>{t(FILE_DOSSIER)}</h1>
                <ProblemNotice problem=Problem::sign_in_required() />
            }),
        } />
    }
}

#[component]
fn Filing(procedure: Procedure) -> impl IntoView {
    let code = procedure.summary.code.clone();
    let form = procedure
        .online_form
        .filter(|_| procedure.summary.can_file)
        .map(|form| {
            let procedure = procedure.clone();
            view! { <NewForm procedure form /> }
        });
    let closed = form.is_none().then(|| {
        view! {
            <p class="notice">{t(NOT_FILED_HERE)}</p>
        }
    });
    view! {
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)>
            <a href=format!("/thu-tuc/{code}")>{t(PROCEDURE_DETAILS)}</a>
        </nav>
        <h1>{t(FILE_DOSSIER)} ": " <LegalName name=procedure.summary.name gloss=procedure.summary.name_en /></h1>
        {form}
        {closed}
    }
}

#[component]
fn NewForm(procedure: Procedure, form: OnlineForm) -> impl IntoView {
    let code = procedure.summary.code.clone();
    let units = procedure.units.clone();
    view! {
        <FeeNotice procedure />
        <ApiForm actions=vec![FormAction::of::<CreateDossier>(&())] keyed=true class="dossier-form">
            <input type="hidden" name="procedure_code" value=code />
            <DossierFields units unit_code=String::new() form=first_version(form) />
            <p class="hint">{t(SAVE_FIRST)}</p>
            <div class="actions">
                <SubmitButton label=t(SAVE) busy=t(SAVING) />
            </div>
        </ApiForm>
    }
}

/// An empty form, but for the one copy that nearly everybody wants.
fn first_version(form: OnlineForm) -> FormInput {
    match form {
        OnlineForm::CriminalRecord => FormInput::CriminalRecord(CriminalRecordInput {
            copies: "1".to_owned(),
            ..Default::default()
        }),
        OnlineForm::BirthRegistration | OnlineForm::WorkPermit => FormInput::empty(form),
    }
}

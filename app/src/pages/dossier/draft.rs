//! A draft: go on typing, save, send.

use super::attachments::Attachments;
use super::filing_form::{DossierFields, FeeNotice};
use super::state_tag::StateTag;
use crate::{
    api::{
        catalogue::Procedure,
        dossiers::{Dossier, DossierPath, RemoveDraft, SaveDossier, SendDossier},
    },
    components::{
        ApiForm, LegalName, SubmitButton,
        form::{FormAction, FormContext},
    },
    locales::{dossier::*, language, t},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Draft(dossier: Dossier, procedure: Procedure) -> impl IntoView {
    let summary = dossier.summary;
    let path = DossierPath {
        number: summary.number,
    };
    let actions = vec![
        FormAction::of::<SaveDossier>(&path),
        FormAction::of::<SendDossier>(&path),
    ];
    let send = FormAction::of::<SendDossier>(&path);
    let units = procedure.units.clone();
    view! {
        <h1>{t(DOSSIER)} " " {summary.number}</h1>
        <p class="card-meta">
            <StateTag state=summary.state />
            <span><LegalName name=summary.procedure_name gloss=summary.procedure_name_en /></span>
        </p>
        <ApiForm actions keyed=true class="dossier-form">
            <Saved on=summary.updated_on />
            <FeeNotice procedure />
            <Version of_page=dossier.version />
            <DossierFields units unit_code=dossier.unit_code form=dossier.form />
            <p class="hint">{t(NO_CHANGE_AFTER_SENDING)}</p>
            <div class="actions">
                <SubmitButton label=t(SAVE) busy=t(SAVING) class="button-secondary" />
                <SubmitButton label=t(SEND) busy=t(SENDING) action=send />
            </div>
        </ApiForm>
        <Attachments number=path.number draft=true />
        <details>
            <summary>{t(DELETE_DRAFT)}</summary>
            <p>{t(DELETE_DRAFT_FOR_GOOD)}</p>
            <ApiForm actions=vec![FormAction::of::<RemoveDraft>(&path)]>
                <SubmitButton label=t(DELETE) busy=t(DELETING) class="button-quiet" />
            </ApiForm>
        </details>
    }
}

/// Which version is on the page. A form that was refused for an older one names the later the next time: its owner has read of it.
#[component]
fn Version(of_page: String) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let version = context.suggested("version").unwrap_or(of_page);
    view! { <input type="hidden" name="version" value=version /> }
}

/// Says that the draft was saved, until the form comes back with a problem.
#[component]
fn Saved(on: String) -> impl IntoView {
    let query = use_query_map();
    let context = expect_context::<FormContext>();
    let just_saved =
        query.with_untracked(|query| query.get("da-luu").is_some()) && !context.is_refused();
    view! {
        <div role="status">
            {just_saved.then(|| view! {
                <div class="notice notice-success" data-until-refused>
                    <p class="notice-title">{saved_on(language(), &on)}</p>
                    <p>{t(REVIEW_AND_SEND)}</p>
                </div>
            })}
        </div>
    }
}

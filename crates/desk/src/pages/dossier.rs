//! `/can-bo/ho-so/{number}`: one dossier of the officer's unit, to read.

use crate::locales::*;
use app::{
    api::{
        Empty,
        attachments::Attachment,
        desk::{DeskDossier, DossierStep, GetDeskDossier},
        dossiers::{DossierPath, OrderSummary},
    },
    client::load,
    components::{Fact, LegalFact, Loaded},
    locales::{attachments::size as document_size, language, localized, t},
    pages::{DossierFacts, OrderTag, StateTag, dossier_in_address},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

#[component]
pub fn DossierPage() -> impl IntoView {
    let path: Memo<DossierPath> = dossier_in_address();
    let opened = load::<GetDeskDossier>(move || (path.get(), Empty {}));
    view! {
        <Title text=dossier(language(), &path.get_untracked().number.to_string()) />
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href="/can-bo">{t(BACK_TO_LIST)}</a></nav>
        <Loaded resource=opened view=|opened: DeskDossier| view! { <Opened opened /> } />
    }
}

#[component]
fn Opened(opened: DeskDossier) -> impl IntoView {
    let summary = opened.summary;
    let number = summary.number.to_string();
    let reference = summary.code.clone().unwrap_or_else(|| number.clone());
    view! {
        <h1>{dossier(language(), &reference)}</h1>
        <p class="card-meta"><StateTag state=summary.state /></p>
        <div class="columns">
            <aside>
                <dl class="facts card">
                    <LegalFact name=t(PROCEDURE) value=summary.procedure_name gloss=summary.procedure_name_en />
                    <Fact name=t(APPLICANT) value=summary.applicant_name />
                    <Fact name=t(RUNNING_NUMBER) value=number />
                    {summary.code.map(|code| view! { <Fact name=t(DOSSIER_CODE) value=code /> })}
                    <Fact name=t(SENT_AT) value=summary.sent_at />
                    <Fee order=summary.order />
                </dl>
                <h2>{t(HISTORY)}</h2>
                <ol class="steps">
                    {opened.history.into_iter().map(|step| view! { <Step step /> }).collect_view()}
                </ol>
            </aside>
            <section>
                <h2>{t(CONTENT)}</h2>
                <DossierFacts form=opened.form />
                <h2>{t(DOCUMENTS)}</h2>
                <Documents number=summary.number documents=opened.documents />
            </section>
        </div>
    }
}

/// Each to be saved.
#[component]
fn Documents(number: i64, documents: Vec<Attachment>) -> impl IntoView {
    if documents.is_empty() {
        return Either::Left(view! { <p class="hint">{t(NO_DOCUMENTS)}</p> });
    }
    let documents = documents.into_iter().map(|document| {
        let address = format!("/api/v1/desk/dossiers/{number}/attachments/{}", document.id);
        view! {
            <li>
                <a href=address rel="external nofollow" download="">{document.name}</a>
                <span class="hint">{document_size(language(), document.size)}</span>
            </li>
        }
    });
    Either::Right(view! { <ul class="documents">{documents.collect_view()}</ul> })
}

#[component]
fn Fee(order: Option<OrderSummary>) -> impl IntoView {
    let told = match order {
        Some(order) => Either::Left(view! {
            <span class="amount">{localized(&order.amount)}</span> " " <OrderTag state=order.state />
        }),
        None => Either::Right(t(NO_FEE_YET)),
    };
    view! { <div><dt>{t(FEE)}</dt><dd>{told}</dd></div> }
}

#[component]
fn Step(step: DossierStep) -> impl IntoView {
    view! { <li>{t(step.state.label())} " " <span class="small">{step.at}</span></li> }
}

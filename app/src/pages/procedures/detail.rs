//! `/thu-tuc/{code}`: what a citizen must know before filing.

use crate::{
    api::{
        Empty,
        catalogue::{
            FeeInForce, GetProcedure, Procedure, ProcedureInEnglish, ProcedurePath,
            RequiredDocument,
        },
    },
    client::load,
    components::{LegalName, Loaded, OpenGraph, Share, legal_name::told},
    embedding::Link,
    locales::{Language, language, localized, procedures::*, t},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

#[component]
pub fn ProcedurePage() -> impl IntoView {
    let params = use_params_map();
    let procedure = load::<GetProcedure>(move || {
        let code = params.with(|params| params.get("code").unwrap_or_default());
        (ProcedurePath { code }, Empty {})
    });
    view! { <Loaded headed=true resource=procedure view=|procedure: Procedure| view! { <Detail procedure /> } /> }
}

#[component]
fn Detail(procedure: Procedure) -> impl IntoView {
    let summary = procedure.summary;
    let english = procedure.english;
    let in_english = |member: fn(&ProcedureInEnglish) -> &String| {
        english.as_ref().map(|text| member(text).clone())
    };
    let untranslated = language() == Language::English && english.is_none();
    let (title, _) = told(summary.name.clone(), summary.name_en.clone());
    let (fee, _) = told(
        procedure.fee_text.clone(),
        in_english(|english| &english.fee_text),
    );
    let (field, lang) = told(summary.field_name, summary.field_name_en);
    let (document_names, steps) = english
        .as_ref()
        .map(|english| (english.documents.clone(), english.steps.clone()))
        .unzip();
    let file = if summary.can_file {
        Either::Left(view! {
            <Link class="button button-wide" to=format!("/nop-ho-so/{}", summary.code) rel="nofollow">{t(FILE)}</Link>
        })
    } else {
        Either::Right(view! { <p class="notice">{t(NOT_ONLINE)}</p> })
    };
    let address = format!("/thu-tuc/{}", summary.code);
    let picture = format!("/og/thu-tuc/{}.png", summary.code);
    view! {
        <Title text=title.clone() />
        <OpenGraph path=address.clone() picture description=description(language(), &title, &fee) title=title.clone() />
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><Link to="/thu-tuc">{t(PROCEDURES)}</Link></nav>
        <h1><LegalName name=summary.name gloss=summary.name_en /></h1>
        <p class="card-meta">
            <span class="tag">{t(summary.service_level.label())}</span>
            <span>{t(summary.level.label())}</span>
            <span lang=lang>{field}</span>
            <span>{code(language(), &summary.code)} {(!procedure.code_confirmed).then(|| format!(" {}", t(SAMPLE_CODE)))}</span>
        </p>
        {file}
        {untranslated.then(|| view! { <p class="notice">{t(VIETNAMESE_ONLY)}</p> })}
        <dl class="facts">
            <Told name=t(TIME_LIMIT) vietnamese=procedure.time_limit english=in_english(|english| &english.time_limit) />
            <Told name=t(RESULT) vietnamese=procedure.result english=in_english(|english| &english.result) />
            <Told name=t(TARGET_GROUP) vietnamese=procedure.target_group english=in_english(|english| &english.target_group) />
            <Told name=t(FEE_TEXT) vietnamese=procedure.fee_text english=in_english(|english| &english.fee_text) />
        </dl>
        <Fees fees=procedure.fees />
        <Documents documents=procedure.documents names=document_names />
        <section>
            <h2>{t(STEPS)}</h2>
            <ol class="steps">
                {paired(procedure.steps, steps).map(|(step, lang)| view! { <li lang=lang>{step}</li> }).collect_view()}
            </ol>
        </section>
        <section>
            <h2>{t(UNITS)}</h2>
            <details>
                <summary>{units(language(), procedure.units.len())}</summary>
                <ul>
                    {procedure.units.into_iter().map(|unit| view! {
                        <li><LegalName name=unit.name gloss=unit.name_en /></li>
                    }).collect_view()}
                </ul>
            </details>
        </section>
        <section>
            <h2>{t(LEGAL_BASIS)}</h2>
            <p lang="vi">{procedure.legal_basis}</p>
        </section>
        <Share path=address title />
        <p class="small">{t(SAMPLE_DATA)}</p>
    }
}

/// One fact of a procedure, in English where that is known.
#[component]
fn Told(name: &'static str, vietnamese: String, english: Option<String>) -> impl IntoView {
    let (text, lang) = told(vietnamese, english);
    view! { <div><dt>{name}</dt><dd lang=lang>{text}</dd></div> }
}

/// Texts, each with its English one where there are any, and the language to mark it with.
fn paired(
    vietnamese: Vec<String>,
    english: Option<Vec<String>>,
) -> impl Iterator<Item = (String, Option<&'static str>)> {
    let mut english = english.unwrap_or_default().into_iter();
    vietnamese
        .into_iter()
        .map(move |text| told(text, english.next()))
}

/// What a procedure costs, rule by rule; nothing where it is free.
#[component]
pub fn Fees(
    /// Rules in force today.
    fees: Vec<FeeInForce>,
) -> impl IntoView {
    (!fees.is_empty()).then(|| {
        view! {
            <section>
                <h2>{t(FEES)}</h2>
                <ul class="card-list">
                    {fees.into_iter().map(|fee| view! {
                        <li class="card">
                            <p><strong><LegalName name=fee.name gloss=fee.name_en /></strong> " (" {t(fee.kind.label())} ")"</p>
                            <p class="amount">{localized(&fee.amount)}</p>
                            {fee.reduced_amount.map(|amount| view! { <p>{reduced(language(), amount)}</p> })}
                            {fee.included_copies.zip(fee.extra_copy_amount).map(|(included, amount)| view! {
                                <p>{copies(language(), included, amount)}</p>
                            })}
                            <p class="small" lang="vi">{fee.legal_basis}</p>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        }
        // Without its type: inside a form it would grow too deep for the compiler.
        .into_any()
    })
}

#[component]
fn Documents(documents: Vec<RequiredDocument>, names: Option<Vec<String>>) -> impl IntoView {
    let pieces_of: Vec<_> = documents
        .iter()
        .map(|document| pieces(language(), document.original, document.copy))
        .collect();
    let vietnamese = documents
        .into_iter()
        .map(|document| document.name)
        .collect();
    view! {
        <section>
            <h2>{t(DOCUMENTS)}</h2>
            <ul class="documents">
                {paired(vietnamese, names).zip(pieces_of).map(|((name, lang), pieces)| view! {
                    <li><span lang=lang>{name}</span> <span class="small">{pieces}</span></li>
                }).collect_view()}
            </ul>
        </section>
    }
}

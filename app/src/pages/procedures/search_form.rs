//! The search form: a plain `GET`, so the address holds the query and no script is needed.

use super::{results::address, suggestions::Suggestions};
use crate::api::catalogue::{CatalogueOverview, ProcedureQuery};
use crate::components::legal_name::told;
use crate::embedding::{Link, href};
use crate::locales::{procedures::*, t};
use domain::catalogue::{Level, ServiceLevel};
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// A value of a filter, its text, and the language of the text where it is not the page's.
type Choice = (String, String, Option<&'static str>);

#[component]
pub fn SearchForm(catalogue: CatalogueOverview, query: ProcedureQuery) -> impl IntoView {
    let service_levels: Vec<Choice> = ServiceLevel::ALL
        .into_iter()
        .map(|level| {
            (
                level.number().to_string(),
                t(level.label()).to_owned(),
                None,
            )
        })
        .collect();
    let levels: Vec<Choice> = Level::iter()
        .map(|level| (level.to_string(), t(level.label()).to_owned(), None))
        .collect();
    let units: Vec<Choice> = catalogue
        .units
        .into_iter()
        .map(|unit| {
            let (name, lang) = told(unit.name, unit.name_en);
            (unit.code, name, lang)
        })
        .collect();
    let fields: Vec<Choice> = catalogue
        .fields
        .into_iter()
        .map(|field| {
            let level = t(field.level.label()).to_lowercase();
            let (name, lang) = told(field.name, field.name_en);
            (field.code, format!("{name} ({level})"), lang)
        })
        .collect();
    let chosen: Vec<Choice> = [
        (&units, &query.unit),
        (&fields, &query.field),
        (&levels, &query.level),
        (&service_levels, &query.service_level),
    ]
    .into_iter()
    .filter_map(|(choices, value)| choices.iter().find(|(known, ..)| known == value).cloned())
    .collect();
    let unfiltered = address(&query.words_only(), 1);
    view! {
        <search>
            <form method="get" action=href("/thu-tuc") class="search-form">
                <label for="q">{t(NAME)}</label>
                <div class="search-row">
                    <input id="q" type="search" name="q" value=query.q enterkeyhint="search" placeholder=t(EXAMPLE) autocomplete="off" />
                    <button type="submit" class="button">{t(SEARCH)}</button>
                </div>
                <Suggestions />
                // Closed also where it filters, so that what was found is in sight.
                <details class="filters">
                    <summary>{t(FILTERS)}</summary>
                    <div class="filter-grid">
                        <Filter name="unit" label=t(UNIT) all=t(ALL_UNITS) options=units chosen=query.unit />
                        <Filter name="field" label=t(FIELD) all=t(ALL_FIELDS) options=fields chosen=query.field />
                        <Filter name="level" label=t(LEVEL) all=t(ALL_LEVELS) options=levels chosen=query.level />
                        <Filter name="service_level" label=t(SERVICE_LEVEL) all=t(ALL_SERVICE_LEVELS) options=service_levels chosen=query.service_level />
                    </div>
                </details>
                {(!chosen.is_empty()).then(|| view! { <Filtered chosen unfiltered /> })}
            </form>
        </search>
    }
}

/// What is filtered by, and the way back to everything.
#[component]
fn Filtered(chosen: Vec<Choice>, unfiltered: String) -> impl IntoView {
    view! {
        <p class="filtered">
            {chosen.into_iter().map(|(_, label, lang)| view! { <span class="tag" lang=lang>{label}</span> " " }).collect_view()}
            <Link to=unfiltered>{t(CLEAR_FILTERS)}</Link>
        </p>
    }
}

#[component]
fn Filter(
    name: &'static str,
    label: &'static str,
    all: &'static str,
    options: Vec<Choice>,
    chosen: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>
                <option value="">{all}</option>
                {options.into_iter().map(|(value, label, lang)| {
                    let selected = value == chosen;
                    view! { <option value=value selected=selected lang=lang>{label}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}

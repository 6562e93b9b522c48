//! The search form: a plain `GET`, so the address holds the query and no script is needed.

use super::suggestions::Suggestions;
use crate::api::catalogue::{CatalogueOverview, ProcedureQuery};
use crate::components::legal_name::told;
use crate::embedding::href;
use crate::locales::{procedures::*, t};
use domain::catalogue::{Level, ServiceLevel};
use leptos::prelude::*;
use strum::IntoEnumIterator;

#[component]
pub fn SearchForm(catalogue: CatalogueOverview, query: ProcedureQuery) -> impl IntoView {
    let filtered = [
        &query.unit,
        &query.field,
        &query.level,
        &query.service_level,
    ]
    .into_iter()
    .any(|value| !value.is_empty());
    let service_levels = ServiceLevel::ALL
        .into_iter()
        .map(|level| {
            (
                level.number().to_string(),
                t(level.label()).to_owned(),
                None,
            )
        })
        .collect();
    let levels = Level::iter()
        .map(|level| (level.to_string(), t(level.label()).to_owned(), None))
        .collect();
    let units = catalogue
        .units
        .into_iter()
        .map(|unit| {
            let (name, lang) = told(unit.name, unit.name_en);
            (unit.code, name, lang)
        })
        .collect();
    let fields = catalogue
        .fields
        .into_iter()
        .map(|field| {
            let level = t(field.level.label()).to_lowercase();
            let (name, lang) = told(field.name, field.name_en);
            (field.code, format!("{name} ({level})"), lang)
        })
        .collect();
    view! {
        <search>
            <form method="get" action=href("/thu-tuc") class="search-form">
                <label for="q">{t(NAME)}</label>
                <div class="search-row">
                    <input id="q" type="search" name="q" value=query.q enterkeyhint="search" placeholder=t(EXAMPLE) autocomplete="off" />
                    <button type="submit" class="button">{t(SEARCH)}</button>
                </div>
                <Suggestions />
                <details class="filters" open=filtered>
                    <summary>{t(FILTERS)}</summary>
                    <div class="filter-grid">
                        <Filter name="unit" label=t(UNIT) all=t(ALL_UNITS) options=units chosen=query.unit />
                        <Filter name="field" label=t(FIELD) all=t(ALL_FIELDS) options=fields chosen=query.field />
                        <Filter name="level" label=t(LEVEL) all=t(ALL_LEVELS) options=levels chosen=query.level />
                        <Filter name="service_level" label=t(SERVICE_LEVEL) all=t(ALL_SERVICE_LEVELS) options=service_levels chosen=query.service_level />
                    </div>
                </details>
            </form>
        </search>
    }
}

#[component]
fn Filter(
    name: &'static str,
    label: &'static str,
    all: &'static str,
    /// Value, text, and the language of the text where it is not the page's.
    options: Vec<(String, String, Option<&'static str>)>,
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

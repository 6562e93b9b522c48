//! The search form: a plain `GET`, so the address holds the query and no script is needed.

use super::suggestions::Suggestions;
use crate::api::catalogue::{CatalogueOverview, ProcedureQuery};
use crate::locales::t;
use domain::catalogue::{Level, ServiceLevel};
use leptos::prelude::*;

/// Name, unit, field, level.
#[component]
pub fn SearchForm(
    /// Units and fields to choose from.
    catalogue: CatalogueOverview,
    /// What is searched for now.
    query: ProcedureQuery,
) -> impl IntoView {
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
        .map(|level| (level.number().to_string(), t(level.label()).to_owned()))
        .collect();
    let levels = Level::ALL
        .into_iter()
        .map(|level| (level.as_str().to_owned(), t(level.label()).to_owned()))
        .collect();
    let units = catalogue
        .units
        .into_iter()
        .map(|unit| (unit.code, unit.name))
        .collect();
    let fields = catalogue
        .fields
        .into_iter()
        .map(|field| {
            (
                field.code,
                format!("{} ({})", field.name, t(field.level.label()).to_lowercase()),
            )
        })
        .collect();
    view! {
        <search>
            <form method="get" action="/thu-tuc" class="search-form">
                <label for="q">"Tên thủ tục"</label>
                <div class="search-row">
                    <input id="q" type="search" name="q" value=query.q maxlength="120" enterkeyhint="search" placeholder="Ví dụ: khai sinh" autocomplete="off" />
                    <button type="submit" class="button">"Tìm kiếm"</button>
                </div>
                <Suggestions />
                <details class="filters" open=filtered>
                    <summary>"Lọc theo đơn vị, lĩnh vực, cấp"</summary>
                    <div class="filter-grid">
                        <Filter name="unit" label="Đơn vị" all="Tất cả đơn vị" options=units chosen=query.unit />
                        <Filter name="field" label="Lĩnh vực" all="Tất cả lĩnh vực" options=fields chosen=query.field />
                        <Filter name="level" label="Cấp" all="Tất cả các cấp" options=levels chosen=query.level />
                        <Filter name="service_level" label="Mức độ dịch vụ" all="Tất cả mức độ" options=service_levels chosen=query.service_level />
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
    options: Vec<(String, String)>,
    chosen: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>
                <option value="">{all}</option>
                {options.into_iter().map(|(value, label)| {
                    let selected = value == chosen;
                    view! { <option value=value selected=selected>{label}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}

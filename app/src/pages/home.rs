//! Home: search, and the tree of fields.

use super::procedures::SearchForm;
use crate::{
    api::{
        Empty,
        catalogue::{CatalogueOverview, GetCatalogue, ProcedureQuery},
    },
    client::load,
    components::{LegalName, Loaded, OpenGraph},
    locales::{home::*, language, shell, t},
};
use domain::catalogue::Level;
use leptos::prelude::*;
use leptos_meta::Title;
use strum::IntoEnumIterator;

/// `/`
#[component]
pub fn Home() -> impl IntoView {
    let catalogue = load::<GetCatalogue>(|| ((), Empty {}));
    view! {
        <Title text="" />
        <OpenGraph path="/" picture="/og/cong/trang-chu.png" title=t(shell::NAME) description=t(DESCRIPTION) />
        <section class="hero">
            <h1>{t(HEADING)}</h1>
            <p>{t(INTRODUCTION)}</p>
        </section>
        <Loaded resource=catalogue view=|catalogue: CatalogueOverview| view! {
            <SearchForm catalogue=catalogue.clone() query=ProcedureQuery::default() />
            <FieldTree catalogue />
        } />
    }
}

#[component]
fn FieldTree(catalogue: CatalogueOverview) -> impl IntoView {
    let catalogue = StoredValue::new(catalogue);
    view! {
        <section class="field-tree" aria-labelledby="linh-vuc">
            <h2 id="linh-vuc">{t(BY_FIELD)}</h2>
            {Level::iter().map(|level| {
                let (total, fields) = catalogue.with_value(|catalogue| (
                    catalogue.total_of(level),
                    catalogue.fields.iter().filter(|field| field.level == level).cloned().collect::<Vec<_>>(),
                ));
                view! {
                    <details class="level" open=level == Level::Commune>
                        <summary>
                            <span>{t(level.label())}</span>
                            <span class="count">{procedures(language(), total)}</span>
                        </summary>
                        <ul>
                            {fields.into_iter().map(|field| view! {
                                <li>
                                    <a href=format!("/thu-tuc?field={}", field.code)>
                                        <span><LegalName name=field.name gloss=field.name_en /></span>
                                        <span class="count">{field.procedures}</span>
                                    </a>
                                </li>
                            }).collect_view()}
                        </ul>
                    </details>
                }
            }).collect_view()}
        </section>
    }
}

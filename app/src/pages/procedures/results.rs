//! `/thu-tuc`: what was found.

use super::SearchForm;
use crate::{
    api::{
        Empty,
        catalogue::{
            CatalogueOverview, GetCatalogue, ProcedurePage, ProcedureQuery, ProcedureSummary,
            SearchProcedures,
        },
    },
    client::load,
    components::{LegalName, Loaded, Pagination, legal_name::told},
    embedding::Link,
    locales::{home, language, procedures::*, t},
    portal::portal,
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_meta::{Meta, Title};
use leptos_router::{hooks::use_query_map, params::ParamsMap};

/// `/thu-tuc?q=…`
#[component]
pub fn Procedures() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(query_of));
    let catalogue = load::<GetCatalogue>(|| ((), Empty {}));
    let page = load::<SearchProcedures>(move || ((), query.get()));
    view! {
        <Title text=t(SEARCH_TITLE) />
        <Meta name="description" content=t(SEARCH_DESCRIPTION) />
        <h1>{t(SEARCH_HEADING)}</h1>
        // What is found stands inside: where both cannot be had, that is said once.
        <Loaded resource=catalogue view=move |catalogue: CatalogueOverview| view! {
            <SearchForm catalogue query=query.get() />
            <Loaded resource=page view=move |page: ProcedurePage| view! { <Results page query=query.get() /> } />
        } />
    }
}

fn query_of(params: &ParamsMap) -> ProcedureQuery {
    let get = |name: &str| params.get(name).unwrap_or_default();
    ProcedureQuery {
        q: get("q"),
        unit: get("unit"),
        field: get("field"),
        level: get("level"),
        service_level: get("service_level"),
        page: get("page"),
    }
}

/// The address of a page of what a query finds.
pub(super) fn address(query: &ProcedureQuery, page: u32) -> String {
    let query = ProcedureQuery {
        page: page.to_string(),
        ..query.clone()
    };
    format!(
        "/thu-tuc?{}",
        serde_urlencoded::to_string(&query).unwrap_or_default()
    )
}

#[component]
fn Results(page: ProcedurePage, query: ProcedureQuery) -> impl IntoView {
    let summary = if page.items.is_empty() {
        EitherOf3::A(view! { <NothingFound query=query.clone() /> })
    } else if page.similar {
        EitherOf3::B(view! { <p class="result-count" role="status">{t(ONLY_SIMILAR)}</p> })
    } else {
        let count = home::procedures(language(), page.paging.total);
        EitherOf3::C(view! { <p class="result-count" role="status">{count}</p> })
    };
    view! {
        {summary}
        <ul class="card-list">
            {page.items.into_iter().map(|item| view! { <ProcedureCard item /> }).collect_view()}
        </ul>
        <Pagination paging=page.paging address=move |page| address(&query, page) />
    }
}

#[component]
fn NothingFound(query: ProcedureQuery) -> impl IntoView {
    let portal = portal();
    let words_only = query.words_only();
    let filtered = words_only
        != ProcedureQuery {
            page: String::new(),
            ..query
        };
    view! {
        <div class="empty" role="status">
            <p class="empty-title">{t(NOTHING_FOUND)}</p>
            <ul>
                <li>{t(FEWER_WORDS)}</li>
                {filtered.then(|| view! { <li><Link to=address(&words_only, 1)>{t(WITHOUT_FILTERS)}</Link></li> })}
                <li><Link to="/#linh-vuc">{t(BROWSE_FIELDS)}</Link></li>
            </ul>
            <p>{t(ASK_HOTLINE)} " " <a href=portal.hotline_href()>{portal.hotline.clone()}</a></p>
        </div>
    }
}

#[component]
fn ProcedureCard(item: ProcedureSummary) -> impl IntoView {
    let (field, lang) = told(item.field_name, item.field_name_en);
    view! {
        <li class="card">
            <Link class="card-title" to=format!("/thu-tuc/{}", item.code)>
                <LegalName name=item.name gloss=item.name_en />
            </Link>
            <p class="card-meta">
                <span class="tag">{t(item.service_level.label())}</span>
                <span>{t(item.level.label())}</span>
                <span lang=lang>{field}</span>
            </p>
            {item.can_file.then(|| view! {
                <Link class="button button-small" to=format!("/nop-ho-so/{}", item.code) rel="nofollow">{t(FILE)}</Link>
            })}
        </li>
    }
}

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
    components::{Loaded, Pagination, notice::load},
    locales::t,
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

/// `/thu-tuc?q=…`
#[component]
pub fn Procedures() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(query_of));
    let catalogue = load::<GetCatalogue>(|| ((), Empty {}));
    let page = load::<SearchProcedures>(move || ((), query.get()));
    view! {
        <Title text="Tra cứu thủ tục hành chính" />
        <h1>"Tra cứu thủ\u{a0}tục hành\u{a0}chính"</h1>
        <Loaded resource=catalogue view=move |catalogue: CatalogueOverview| view! {
            <SearchForm catalogue query=query.get() />
        } />
        <Loaded resource=page view=move |page: ProcedurePage| view! { <Results page query=query.get() /> } />
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

/// Address of a page of what is found.
fn address(query: &ProcedureQuery, page: u32) -> String {
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
        EitherOf3::A(view! {
            <div class="empty">
                <p class="empty-title">"Không tìm thấy thủ tục phù hợp."</p>
                <p>"Thử ít từ hơn, bỏ bớt bộ lọc, hoặc tìm theo lĩnh vực ở trang chủ."</p>
            </div>
        })
    } else if page.similar {
        EitherOf3::B(view! {
            <p class="result-count" role="status">"Không có tên nào chứa đủ các từ này. Các thủ tục có tên gần giống:"</p>
        })
    } else {
        EitherOf3::C(
            view! { <p class="result-count" role="status">{page.paging.total} " thủ tục"</p> },
        )
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
fn ProcedureCard(item: ProcedureSummary) -> impl IntoView {
    let address = format!("/thu-tuc/{}", item.code);
    view! {
        <li class="card">
            <a class="card-title" href=address>{item.name}</a>
            <p class="card-meta">
                <span class="tag">{t(item.service_level.label())}</span>
                <span>{t(item.level.label())}</span>
                <span>{item.field_name}</span>
            </p>
            {item.can_file.then(|| view! {
                <a class="button button-small" href=format!("/nop-ho-so/{}", item.code) rel="nofollow">"Nộp hồ sơ"</a>
            })}
        </li>
    }
}
